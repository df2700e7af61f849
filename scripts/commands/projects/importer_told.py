"""Lines that `new importer` prints: what each column is read as, and what to do next."""

from collections.abc import Iterator
from typing import Final

from scripts.commands.asking import on_terminal
from scripts.commands.projects.column_choices import DATE, FIELD, IMPACT, MENTIONED
from scripts.commands.projects.importer_columns import Columns
from scripts.commands.projects.table_terms import field_of, impacts_by, impacts_of, meaning_of

__all__ = ["WORDS", "notes", "table_lines"]

WORDS: Final = (
    "title, summary, date, country, link, system, id; for organisations deployer (uses the "
    "system), vendor (sells it), developer (makes it), affected (is harmed), mentioned, court, "
    "regulator …; impact (each value is one), field (words or numbers), leave"
)
"""What a column can be."""
SHOWN_AS: Final = {MENTIONED: f"{MENTIONED}: or deployer, vendor, developer, affected?"}
YEAR: Final = "year"
LONGEST: Final = 28
ACCUSED: Final = ("deployer", "vendor", "developer")
"""Roles of which a case usually has one each."""


def table_lines(columns: Columns) -> Iterator[str]:
    """Yield a line for each column: its header, and what it is read as."""
    words = {name: word for word, name in columns.names.items() if name}
    known = dict(columns.meanings())
    width = min(max(map(len, columns.header)), LONGEST)
    for name in columns.header:
        if name in words:
            what = known.get(name) or _further(columns, words[name])
            yield f"  {name:{width}}  {SHOWN_AS.get(what, what).replace(YEAR, DATE)}"


def _further(columns: Columns, word: str) -> str:
    """Return what a column becomes that is neither a field of all tables nor of organisations."""
    meaning = meaning_of(columns, word)
    if meaning == IMPACT:
        return (
            f"impact: {', '.join(dict.fromkeys(filter(None, impacts_by(columns, word).values())))}"
        )
    if meaning == FIELD:
        return f"field {field_of(word)}{' (numbers)' if word in columns.numbers else ''}"
    if meaning:
        return f"field {meaning}"
    if word in columns.title_from:
        return "in the title"
    why = "" if word in columns.asked else columns.left.get(word, "")
    return f"left out{': ' * bool(why)}{why}"


def notes(columns: Columns, name: str) -> Iterator[str]:
    """Yield what somebody may want to change, each with the command that does it."""
    again = f"justicegraph new importer {name} --again"
    for word, values in columns.values:
        open_ = [value for value, impact in impacts_of(values).items() if not impact]
        if meaning_of(columns, word) == IMPACT and word not in columns.asked and open_:
            header = columns.names[word]
            yield f'no impact yet for {", ".join(open_)}: --column "{header} = impact" makes them'
    yield from _of_one_role(columns)
    if same := columns.repeated:
        better = same.better or "A, B"
        yield (
            f'{same.rows} of {same.of} rows have the same title ("{same.title}"): '
            f"{again} --title-from '{better}'"
        )
    if columns.title_from != ("title",):
        made = ", ".join(columns.names[word] for word in columns.title_from)
        yield f"titles are made of {made}: --title-from 'A, B' makes them of other columns"
    if not columns.names["id"]:
        made = ", ".join([columns.names[word] for word in columns.key_words])
        how = "answer ids" if on_terminal() else "--ids"
        yield (
            f"addresses are made of {made}, and change with it: where you will correct it, {how} "
            "numbers the rows"
        )
    if columns.language != "en":
        yield f"language: {columns.language}; every issue gets an English title of facts, too"
    if columns.ambiguous:
        yield (
            f"{columns.ambiguous}: is the day or the month first? {again} --dates dmy, or mdy; "
            "until then, the year alone is read"
        )


def _of_one_role(columns: Columns) -> Iterator[str]:
    """Yield which columns are read as the same role, so that somebody looks at them."""
    for role in ACCUSED:
        words = [word for word, (known, _) in columns.parties.items() if known == role]
        found = [columns.names[word] for word in words]
        if len(found) > 1:
            yield (
                f"{len(found)} columns are read as {role}: {', '.join(found)}: where one has "
                f'another role, say so, such as "{found[-1]} = {_other(role)}"'
            )


def _other(role: str) -> str:
    """Return a role with which one is easily mixed up."""
    return "developer" if role == "vendor" else "vendor"
