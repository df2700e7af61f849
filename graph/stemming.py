"""Index terms of a text: Porter 2 stems of its words, without stop words."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from Stemmer import Stemmer

__all__ = ["WORD", "stems", "surfaces", "terms", "tokens"]

WORD: Final = re.compile(r"[^\W_]+")
"""A word of a text: letters and digits of any script, without underscores."""
POSSESSIVE: Final = re.compile(r"['\u2019]s?\b")
STEMMER: Final = Stemmer("english")


def terms(text: str) -> Counter[str]:
    """Return the terms of a text, each with its number of occurrences.

    A term is the stem of a word that is no function word and is longer than a letter.
    Complexity: linear in the text.
    Source: M. F. Porter, Snowball, the English stemmer (Porter 2).

    >>> sorted(terms("Uber's self-driving cars. Cars of the city"))
    ['car', 'citi', 'drive', 'self', 'uber']
    """
    return Counter(_stem(word) for word in _words(text))


def stems(text: str) -> list[str]:
    """Return the stems of a text in its order, function words left out.

    >>> stems("Cars of the city crashed into cars")
    ['car', 'citi', 'crash', 'car']
    """
    return [stem for _, stem in tokens(text)]


def tokens(text: str) -> list[tuple[str, str]]:
    """Return the words of a text with their stems in its order, function words left out.

    >>> tokens("Cars of the city")
    [('cars', 'car'), ('city', 'citi')]
    """
    return [(word, _stem(word)) for word in _words(text)]


def surfaces(text: str) -> dict[str, Counter[str]]:
    """Return the terms of a text, each with the spellings that occur and their numbers.

    >>> surfaces("Hiring, hired: hiring")
    {'hire': Counter({'hiring': 2, 'hired': 1})}
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, stem in tokens(text):
        found[stem][word] += 1
    return dict(found)


def _words(text: str) -> Iterator[str]:
    words = WORD.findall(POSSESSIVE.sub("", text.lower()))
    return (word for word in words if _is_telling(word))


def _is_telling(word: str) -> bool:
    return len(word) > 1 and word not in _function_words()


@cache
def _stem(word: str) -> str:
    return str(STEMMER.stemWord(word))


@cache
def _function_words() -> frozenset[str]:
    text = (files("graph") / "stopwords.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
