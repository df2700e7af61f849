"""What is written in a text like a person's name: a given name, then a surname."""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from graph.importing.census import is_full_name
from graph.importing.party_classifier import Verdict, judge, reviewed
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
    found = []
    for match in PAIR.finditer(text):
        given, surname = match[1], match[2]
        if is_full_name(given, surname) and (given, surname) not in _public():
            name = text[match.start() : match.end(2)]
            if judge(name).verdict is Verdict.WITHHELD and not place(name):
                found.append(name)
    return found


@cache
def _public() -> frozenset[tuple[str, str]]:
    """Return the words that stand side by side in the name of a public person."""
    names = (party.name for party in reviewed().values() if party.verdict is Verdict.PERSON)
    return frozenset(pair for name in names for pair in pairwise(WORD.findall(name)))
