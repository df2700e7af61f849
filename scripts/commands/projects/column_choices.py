"""Meanings of columns that somebody gives, in place of those of headers and cells."""

from collections.abc import Mapping, Sequence
from typing import Final

from graph.importing.review import names_person
from ontology import Misuse, concepts, did_you_mean
from scripts.commands.projects.header_words import FIELDS, roles, word_of
from scripts.commands.projects.table_parties import MENTIONED, name_bodies

__all__ = ["DATE", "FIELD", "IMPACT", "LEAVE", "MENTIONED", "assign", "checked_values", "choice"]

DATE: Final = "date"
"""What people call the column of years and days."""
IMPACT, FIELD, LEAVE = "impact", "field", "leave"
MOST: Final = 12
"""Values of a column at most, for each to be an impact or a value of a field."""
FIRST: Final = ("title", "summary", DATE, "country", "link", "system", "id")
OFTEN: Final = ("deployer", "vendor", "developer", "affected")
UNSPECIFIED: Final = "unspecified"


def choice(text: str, header: Sequence[str]) -> tuple[str, str]:
    """Return header and meaning of `HEADER = MEANING`; raises `Misuse` for what is not there.

    >>> choice("who ran it = vendor", ["Who ran it"])
    ('Who ran it', 'vendor')
    """
    name, _, meaning = (part.strip() for part in text.rpartition("="))
    found = next((one for one in header if word_of(one) == word_of(name)), "")
    if not found:
        near = did_you_mean(name, header)
        raise Misuse(f"'{text}': there is no column '{name}'; {near}".rstrip("; "))
    words = (*FIRST, *OFTEN, IMPACT, FIELD, LEAVE)
    if meaning not in words and meaning not in concepts("role"):
        raise Misuse(f"'{text}': write {name} = one of {', '.join(words)}, or another role")
    return found, meaning


def assign(
    names: dict[str, str], parties: dict[str, tuple[str, str]], header: str, meaning: str
) -> str:
    """Let a column have a meaning, and return its word; who had it before is a further column."""
    old = next(word for word, name in names.items() if name == header)
    kind = parties.pop(old, ("", UNSPECIFIED))[1]
    if old in FIELDS:
        names[old] = ""
    else:
        del names[old]
    field = "year" if meaning == DATE else meaning
    if field in FIELDS:
        former, names[field] = names[field], header
        if former:
            names[_free(names, former)] = former
        return field
    word = _free(names, header)
    names[word] = header
    if meaning not in (IMPACT, FIELD, LEAVE):
        parties[word] = meaning, kind if kind != UNSPECIFIED else roles().get(meaning, kind)
    return word


def _free(names: Mapping[str, str], header: str) -> str:
    word = word_of(header)
    return f"{word}_value" if word in FIELDS or word in names else word


def checked_values(header: str, cells: Sequence[str], meaning: str) -> tuple[str, ...]:
    """Return the different cells of a column, which become impacts or values of a field.

    Raises `Misuse` for many values, and for names, which nobody would withhold there.
    """
    values = tuple(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    if len(values) > MOST:
        raise Misuse(
            f"{header} = {meaning}: has {len(values):,} values, and may have {MOST}: leave it out "
            f"({header} = {LEAVE}), or make it the text of issues ({header} = summary)"
        )
    if any(map(names_person, values)) or name_bodies(cells):
        raise Misuse(
            f"{header} = {meaning}: its values look like names, and would be published unasked: "
            f"leave it out ({header} = {LEAVE}), give organisations a role ({header} = reporter), "
            "or take sentences as summary"
        )
    return values
