"""Terms: what a text speaks of, as the stems of its words."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files
from typing import Final

import snowballstemmer

__all__ = ["terms"]

WORD: Final = re.compile(r"[^\W_]+")
POSSESSIVE: Final = re.compile(r"['\u2019]s?\b")
STEMMER: Final = snowballstemmer.stemmer("english")


def terms(text: str) -> Counter[str]:
    """Return how often each term stands in a text.

    A term is the stem of a word that is no function word and is longer than a letter.
    Complexity: linear in the text.
    Source: M. F. Porter, Snowball, the English stemmer (Porter 2).

    >>> sorted(terms("Uber's self-driving cars. Cars of the city"))
    ['car', 'citi', 'drive', 'self', 'uber']
    """
    words = WORD.findall(POSSESSIVE.sub("", text.lower()))
    return Counter(_stem(word) for word in words if _is_telling(word))


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in _function_words()


@cache
def _stem(word: str) -> str:
    return str(STEMMER.stemWord(word))


@cache
def _function_words() -> frozenset[str]:
    text = (files("graph") / "relating" / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
