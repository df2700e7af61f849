"""Matching of header names with fields and roles, in the major languages of Europe.

`headers.tsv` lists what tables call a column. A longer header is read by its head, its verb, its
parts or the end of a compound.
"""

import csv
import re
from collections.abc import Callable, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from graph.privacy.name_lists import folded
from scripts.commands.projects.table_parties import (
    BOTH,
    HARMED,
    MENTIONED,
    asks_who,
    role_by_verb,
    role_of_parts,
)

__all__ = ["FIELDS", "matched", "roles", "word_of"]

FIELDS: Final = ("id", "title", "summary", "year", "country", "link", "system")
"""What an importer reads besides parties; a column that a table lacks may come later."""
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
MARKS: Final = re.compile(r"[\W_]+")
NAME: Final = frozenset("name nombre nom nome naam nazwa namn nummer".split())  # noqa: SIM905
OF: Final = frozenset(
    [
        "of",
        "de",
        "del",
        "della",
        "dello",
        "di",
        "du",
        "des",
        "der",
        "do",
        "da",
        "van",
        "for",
        "fur",
        "para",
        "pour",
        "per",
        "voor",
        "behind",
    ]
)
ARTICLES: Final = frozenset("the la el le les los las il lo die das den".split())  # noqa: SIM905
GENERAL: Final = ("company", "organization")
"""Columns of anybody, whose names say less than those of an institution."""
OPERATOR: Final = "operator"
DEPLOYER, AFFECTED = "deployer", "affected"
LONG: Final = 6
"""The shortest name with which a compound may end, as "Softwareanbieter"."""
WEAK: Final = frozenset(("code", "codigo", "codice", "key", "text", "local", "who", "user"))
"""Words that say little at the end of a longer header, such as "Country code"."""


class _Known(NamedTuple):
    word: str
    role: str
    kind: str
    headers: tuple[str, ...]


def matched(header: Sequence[str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the header of each word, and the columns of parties among them.

    Whole headers go before their heads, so that "Reference" is the id and not "Case number". A
    question for somebody has no head: "software" is not what "Who sold the software" asks for.
    """
    names, parties = dict.fromkeys(FIELDS, ""), dict[str, tuple[str, str]]()
    for fold in (word_of, _last, _first, _tail):
        for name in header if fold is _last else ():
            if name not in names.values() and word_of(name) not in names and (role := _role(name)):
                names[word_of(name)], parties[word_of(name)] = name, role
        for known in _known():
            free = [name for name in header if name not in names.values()]
            free = [
                name for name in free if fold is word_of or not asks_who(word_of(name).split("_"))
            ]
            for name in _named(known, free, fold):
                if known.role and word_of(name) not in names:
                    names[word_of(name)] = name
                    parties[word_of(name)] = known.role, known.kind
                elif not known.role and not names[known.word]:
                    names[known.word] = name
    for name in header:
        if name not in names.values() and word_of(name):
            names.setdefault(word_of(name), name)
    return names, parties


def roles() -> dict[str, str]:
    """Return the kind of organisation that usually has each role."""
    return {row.role: row.kind for row in reversed(_known()) if row.role}


def _role(name: str) -> tuple[str, str] | None:
    """Return role and kind of a header with a verb or several names, or of an institution's.

    A body that was harmed is affected: "Affected school", "Empresa perjudicada".
    """
    known = {word: (row.role, row.kind) for row in _known() if row.role for word in row.headers}
    bodies = {one for row in _known() if row.role == MENTIONED for one in row.headers}
    general = {one for row in _known() if row.word in GENERAL for one in row.headers}
    words = word_of(name).split("_")
    if by_verb := role_by_verb(words, bodies):
        return by_verb
    harmed = [one for one in map(_singular, words) if one in bodies - WEAK]
    if harmed and HARMED & {*words}:
        return AFFECTED, known[harmed[0]][1]
    if len(parts := BOTH.split(name)) > 1:
        heads = [part if (part := word_of(one)) in known else _last(one) for one in parts]
        return role_of_parts(heads, known, bodies - general)
    owner = "_".join(words[:-1])
    is_run = known.get(_singular(words[-1]), ("", ""))[0] == OPERATOR
    return (DEPLOYER, known[owner][1]) if is_run and owner in bodies - general else None


def _named(known: _Known, free: Sequence[str], fold: Callable[[str], str]) -> list[str]:
    """Return the headers that have one of some names: those of a field by the order of its names.

    The head of a longer header says less than the whole, so that weak words count only as a whole.
    """
    asked = [one for one in known.headers if fold is word_of or one not in WEAK]
    found = [name for name in free if fold(name) in asked]
    return found if known.role else sorted(found, key=lambda name: asked.index(fold(name)))


def word_of(name: str) -> str:
    """Return a header in small letters without accents, its words parted by underscores.

    >>> word_of("Año de publicación"), word_of("PublishedYear"), word_of("Case No.")
    ('ano_de_publicacion', 'published_year', 'case_no')
    """
    return MARKS.sub("_", folded(CAMEL.sub(" ", name))).strip("_")


def _words(name: str) -> list[str]:
    """Return the words of a header up to an "of", or of what "name of" leads, without articles."""
    words = [word for word in word_of(name).split("_") if word not in ARTICLES]
    place = next((i for i, word in enumerate(words) if word in OF and i), len(words))
    if place == 1 and words[0] in NAME:
        return words[place + 1 :]
    words = words[:place]
    return words[:-1] if len(words) > 1 and words[-1] in NAME else words


def _last(name: str) -> str:
    """Return the last word of a header, as in English: "date" of "Report date"."""
    return _singular(_words(name)[-1]) if _words(name) else ""


def _first(name: str) -> str:
    """Return the first word of a header, as in Romance languages: "fecha" of "Fecha inicial"."""
    return _singular(_words(name)[0]) if _words(name) else ""


def _tail(name: str) -> str:
    """Return the known name of a role with which a compound ends: "anbieter" in German."""
    words = _words(name)
    return next((one for one in _role_names() if words and words[-1].endswith(one)), "")


def _singular(word: str) -> str:
    return word if word in _all_headers() else word.removesuffix("s")


@cache
def _known() -> tuple[_Known, ...]:
    """Return what an importer can read, with the headers that tables have for it."""
    with (
        as_file(files("scripts.commands.projects") / "headers.tsv") as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        return tuple(
            _Known(row["column"], row["role"], row["kind"], tuple(row["headers"].split("|")))
            for row in csv.DictReader(file, delimiter="\t")
        )


@cache
def _all_headers() -> frozenset[str]:
    return frozenset(one for known in _known() for one in known.headers)


@cache
def _role_names() -> list[str]:
    """Return the names of parties with which compounds may end, longest first."""
    names = {one for known in _known() if known.role for one in known.headers}
    return sorted((one for one in names if len(one) >= LONG), key=lambda one: (-len(one), one))
