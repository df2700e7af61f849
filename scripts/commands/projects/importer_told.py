"""Lines that `new importer` prints: how the columns of a table are read, and what to do next."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from graph.reading.class_fields import properties_of
from graph.slugs import slug
from ontology import JG, concepts, near_names, terms
from scripts.commands.projects.importer_columns import MENTIONED, Columns
from scripts.commands.projects.skeletons import quoted

__all__ = ["category_of_impacts", "field_of", "impacts_of", "plain_fields", "told"]

MOST: Final = 0.5
"""The share of values that name impacts above which a category is read as one of impacts."""


def field_of(word: str) -> str:
    """Return the name that a field of a column would have.

    >>> field_of("farmers_hit")
    'farmersHit'
    """
    first, *rest = word.split("_")
    return first + "".join(map(str.capitalize, rest))


def _field_to_add(name: str, word: str, range_: str, module: str) -> str:
    """Return what makes a field of a column of numbers: its term, and the line to open."""
    label = quoted(name)
    return (
        f"{name} = numbers, not taken yet: add a field to ontology/terms.ttl, then delete "
        f'the # before "{field_of(word)}" in {module}:\n'
        f'  own:{field_of(word)} a owl:DatatypeProperty ; rdfs:label "{label}"@en ; '
        f'skos:definition "{label}."@en ; schema:domainIncludes jg:Issue ; rdfs:range {range_} .'
    )


def told(columns: Columns, folder: Path) -> Iterator[str]:
    """Yield how the columns are read, what is not understood, and the commands that follow."""
    module = f"{folder}/{folder.name.replace('-', '_')}_importer.py"
    yield f"read: {', '.join(f'{name} = {what}' for name, what in columns.meanings())}"
    yield from _of_open_columns(columns, module)
    yield from _of_titles(columns, folder.name)
    if columns.language != "en":
        yield f"language: {columns.language}; every issue gets an English title of facts, too"
    if columns.ambiguous:
        yield (
            f'{columns.ambiguous}: is the day or the month first? Write DATES = "dmy" or "mdy"; '
            "until then, the year alone is read"
        )
    yield f"Next: justicegraph import review {folder.name}, then justicegraph import {folder.name}"


def _of_open_columns(columns: Columns, module: str) -> Iterator[str]:
    """Yield what becomes of columns whose header says too little, and where to write more."""
    if unknown := _not_recognised(columns):
        word = next(key for key, header in columns.names.items() if header == unknown[0])
        yield (
            f"not recognised: {', '.join(unknown)}: "
            f'a date is "year": ("{unknown[0]}",) in COLUMNS, '
            f'an organisation "{word}": ("vendor", "company") in PARTIES'
        )
    for word, range_ in columns.numbers.items():
        if not near_names(word, plain_fields(), 1):
            yield _field_to_add(columns.names[word], word, range_, module)
    yield from _of_categories(columns, module)
    if some := [word for word, (role, _) in columns.parties.items() if role == MENTIONED]:
        yield (
            f"{', '.join(columns.names[word] for word in some)} = {MENTIONED}: write deployer "
            f"(uses the system), vendor (sells it) or developer (makes it) in PARTIES of {module}"
        )


def _of_categories(columns: Columns, module: str) -> Iterator[str]:
    """Yield which category is read as impacts, and which values need one, or which may be."""
    if taken := category_of_impacts(columns):
        found = impacts_of(dict(columns.values)[taken])
        impacts = ", ".join(dict.fromkeys(filter(None, found.values())))
        yield f"{columns.names[taken]} = impact: {impacts}"
        if open_ := [value for value, impact in found.items() if not impact]:
            yield (
                f'no impact yet for {", ".join(open_)}: write one in "impact" of {module}; '
                "justicegraph new record issue impact= lists them"
            )
    elif columns.values:
        headers = ", ".join(columns.names[word] for word, _ in columns.values)
        which = "one of these lines" if len(columns.values) > 1 else "the line"
        yield f'a value of {headers} can be an impact: open {which} "impact" in {module}'


def category_of_impacts(columns: Columns) -> str:
    """Return the word of the category of which most values name impacts, the best; or nothing."""
    shares = {
        word: sum(map(bool, impacts_of(values).values())) / len(values)
        for word, values in columns.values
    }
    best = max(shares, key=lambda word: shares[word], default="")
    return best if best and shares[best] > MOST else ""


def impacts_of(values: Sequence[str]) -> dict[str, str]:
    """Return the first impact that has all words of each value, those of the project first."""
    own = [one for one, _ in terms().fields["impact"].concepts]
    known = {one: {*one.split("-")} for one in (*own, *concepts("impact"))}
    asked = {value: {*slug(value).split("-")} for value in values}
    return {
        value: next((one for one, words in known.items() if found <= words), "")
        for value, found in asked.items()
    }


def _of_titles(columns: Columns, name: str) -> Iterator[str]:
    """Yield of which columns titles and addresses are made, and which titles repeat."""
    if same := columns.repeated:
        better = same.better or "A, B"
        yield (
            f'{same.rows} of {same.of} rows have the same title ("{same.title}"): '
            f"justicegraph new importer {name} --again --title-from '{better}'"
        )
    if not columns.names["id"]:
        made = ", ".join([columns.names[word] for word in columns.key_words])
        yield (
            f"no column is an id: the address of an issue is made of {made}, and changes with it; "
            "--ids numbers the rows, and keeps it"
        )
    if columns.title_from != ("title",):
        made = ", ".join(columns.names[word] for word in columns.title_from)
        yield f"titles are made of {made}: --title-from 'A, B' makes them of other columns"


def _not_recognised(columns: Columns) -> list[str]:
    """Return the columns that no word or field names, and that hold no categories or numbers."""
    known, fields = {**dict(columns.values), **columns.numbers}, plain_fields()
    open_ = [word for word in columns.further if word not in known]
    return [columns.names[word] for word in open_ if not near_names(word, fields, 1)]


def plain_fields() -> set[str]:
    """Return the fields of issues whose values are numbers, dates or texts."""
    names = {each.field for each in properties_of([f"{JG}SystemicPractice"])}
    fields = (terms().fields[name] for name in names if name in terms().fields)
    plain = {one.name for one in fields if not one.is_reference}
    return plain - {"title", "titleMade", "name", "summary", "year"}
