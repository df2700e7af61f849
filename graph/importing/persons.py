"""What is written like a person's name: a given name, then a surname, both with a capital.

The names are those of the United States census, so that a name from elsewhere may pass; it is one
more net below the columns of names, and no proof.
Source: U.S. Census Bureau, frequently occurring names, in the package `names`.
"""

import csv
import re
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Final

from names import FILES

from graph.importing.parties import Verdict, judge, reviewed
from graph.importing.places import place

__all__ = ["persons"]

WORD: Final = re.compile(r"[^\W_]+")
PAIR: Final = re.compile(
    r"\b(?=([A-Z][a-z]+) (?:[A-Z]\. )?([A-Z][a-zA-Z]*(?:['\u2019][A-Z][a-z]+)?)\b)"
)


def persons(text: str) -> list[str]:
    """Return what is written in a text like the name of a person and is nothing that we know.

    >>> persons("Police arrest Jane P. Roe, and Elon Musk speaks in New York")
    ['Jane P. Roe']
    """
    given, surnames = _names()
    found = []
    for match in PAIR.finditer(text):
        surname = "".join(WORD.findall(match[2])).upper()
        if match[1] in given and surname in surnames:
            name = text[match.start() : match.end(2)]
            if (match[1], match[2]) in _public() or place(name):
                continue
            if judge(name).verdict is Verdict.WITHHELD:
                found.append(name)
    return found


@cache
def _public() -> frozenset[tuple[str, str]]:
    """Return the words that stand side by side in the name of a public person."""
    names = (party.name for party in reviewed().values() if party.verdict is Verdict.PERSON)
    return frozenset(pair for name in names for pair in pairwise(WORD.findall(name)))


@cache
def _names() -> tuple[frozenset[str], frozenset[str]]:
    given = {*_words("first:female"), *_words("first:male")} - _no_names()
    return frozenset(name.capitalize() for name in given), frozenset(_words("last"))


def _words(name: str) -> list[str]:
    lines = Path(FILES[name]).read_text(encoding="ascii").splitlines()
    return [line.split(None, 1)[0] for line in lines]


def _no_names() -> set[str]:
    """Return the given names that are more often another word: cities, months, titles."""
    table = files("graph.importing") / "words.tsv"
    with as_file(table) as path, path.open(encoding="utf-8") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {
            w.upper() for row in rows if row["verdict"] == "word" for w in row["pattern"].split("|")
        }
