"""Meanings of columns that somebody gives, and reasons why others are left out."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from graph.importing.review import names_person
from graph.importing.sheets.tally import may_be_shown
from graph.privacy.name_lists import folded, names
from graph.slugs import slug
from ontology import Misuse, concepts, did_you_mean, terms
from scripts.commands.asking import on_terminal
from scripts.commands.projects.header_words import FIELDS, roles, word_of
from scripts.commands.projects.table_parties import MENTIONED, name_bodies
from scripts.commands.projects.title_column import has_long_numbers

__all__ = [
    "DATE",
    "FIELD",
    "IMPACT",
    "LEAVE",
    "MENTIONED",
    "PERSONS",
    "assign",
    "checked_values",
    "choice",
    "reason",
]

DATE: Final = "date"
"""What people call the column of years and days."""
IMPACT, FIELD, LEAVE = "impact", "field", "leave"
MOST: Final = 12
"""Values of a column at most, for each to be an impact."""
SHOWN: Final = 3
LONGEST: Final = 30
PERSONS: Final = "cells that may name persons"
"""Why a column is left out that nobody should take as a field without looking at it."""
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

    Names in a field wait for a reviewer, row by row; what becomes a term is published at once.
    Raises `Misuse` for a field that mostly names persons, and for many impacts, or names as such.
    """
    values = tuple(dict.fromkeys(cell.strip() for cell in cells if cell.strip()))
    if meaning == FIELD:
        _check_field(header, values)
        return values
    if len(values) > MOST:
        raise Misuse(
            f"{header} = {meaning}: has {len(values):,} values, and may have {MOST}: take them as "
            f"texts ({header} = {FIELD}), or leave it out ({header} = {LEAVE})"
        )
    if doubtful := [value for value in values if _is_name(value)]:
        raise Misuse(
            f"{header} = {meaning}: {', '.join(doubtful[:SHOWN])} may be names, and would be "
            f"published unasked: take them as texts ({header} = {FIELD}), of which names wait for "
            f"you, leave it out ({header} = {LEAVE}), or write first what each means: "
            f"justicegraph new concept impact '{doubtful[0]}' 'MEANING'"
        )
    return values


def _check_field(header: str, values: Sequence[str]) -> None:
    if 2 * sum(map(names_person, values)) > len(values):
        raise Misuse(
            f"{header} = {FIELD}: most values name persons, who are left out ({header} = {LEAVE}); "
            "where they are organisations, give their role, such as "
            f"{header} = reporter"
        )


def _is_name(value: str) -> bool:
    """Whether a value may be a name, and is no impact that somebody wrote.

    One word alone is a name where a list has it: in some languages each noun has a capital.
    """
    if slug(value) in (*concepts("impact"), *(one for one, _ in terms().fields["impact"].concepts)):
        return False
    words = folded(value).split()
    is_word = len(words) == 1 and words[0] not in names()
    return names_person(value) or (name_bodies([value]) and not is_word)


def reason(cells: Sequence[str]) -> str:
    """Return why a column is left out: what its cells seem to hold.

    >>> reason([""]), reason(["0151 2345678"]), reason(["Mary Roe", "a union"])
    ('no cell is filled', 'long numbers, which may be telephones', 'cells that may name persons')
    >>> reason(["the clerk", "nobody", "a score", "software alone"])
    'the clerk; nobody; a score; …'
    """
    counts = Counter(cell.strip() for cell in cells if cell.strip())
    values = [value for value, _ in counts.most_common()]
    if not values:
        return "no cell is filled"
    if has_long_numbers(values):
        return "long numbers, which may be telephones"
    if named := [*filter(names_person, values)]:
        return f"{PERSONS}{': ' * on_terminal()}{_examples(named) if on_terminal() else ''}"
    return _examples(values)


def _examples(values: Sequence[str]) -> str:
    """Return the first values of a column; in a pipe, which is logged, only what names nobody.

    >>> _examples(["rain"]), _examples(["Zzyzx"])
    ('rain', 'words that may be names')
    """
    first = values[:SHOWN]
    if not on_terminal() and not all(map(may_be_shown, first)):
        return "words that may be names"
    more = ["…"] if len(values) > SHOWN else []
    short = (one if len(one) <= LONGEST else f"{one[:LONGEST].rstrip()} …" for one in first)
    return "; ".join([*short, *more])
