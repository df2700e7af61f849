"""Given names and surnames, by which a person's name is told from another pair of words.

The names are those of the United States census, so that a name from elsewhere may pass: it is one
net more below the columns of names, and no proof.
Source: U.S. Census Bureau, frequently occurring names, in the package `names`.
"""

import csv
import re
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from names import FILES

__all__ = ["is_full_name"]

LETTERS: Final = re.compile(r"[^\W\d_]+")


def is_full_name(given: str, surname: str) -> bool:
    """Whether two words, both with a capital, are a given name and a surname.

    >>> is_full_name("Mary", "O'Brien"), is_full_name("Hong", "Kong"), is_full_name("mary", "Roe")
    (True, False, False)
    """
    if not given[:1].isupper() or not surname[:1].isupper():
        return False
    return given.upper() in _given() and "".join(LETTERS.findall(surname)).upper() in _surnames()


@cache
def _given() -> frozenset[str]:
    return frozenset({*_words("first:female"), *_words("first:male")} - _other_words())


@cache
def _surnames() -> frozenset[str]:
    return frozenset(_words("last"))


def _words(name: str) -> list[str]:
    lines = Path(FILES[name]).read_text(encoding="ascii").splitlines()
    return [line.split(None, 1)[0] for line in lines]


def _other_words() -> set[str]:
    """Return the given names that are more often another word: cities, months, titles."""
    table = files("graph.importing") / "words.tsv"
    with as_file(table) as path, path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    words = next(row["pattern"] for row in rows if row["verdict"] == "word")
    return {word.upper() for word in words.split("|")}
