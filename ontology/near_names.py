"""Near names ("did you mean"): edit distance and shared words, with a least similarity."""

import re
from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

__all__ = ["did_you_mean", "near_names"]

LEAST: Final = 0.65
"""The least similarity of a name that may have been meant, of 1."""
BY_WORDS: Final = 0.9
"""The similarity of a name of which all words are given, or begun."""
SHORTEST: Final = 3
"""From this number of letters on, a word is taken as the beginning of another."""
LONGEST: Final = 80
FEW: Final = 20
"""The most names that are listed where none is near."""
WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[^\W_A-Za-z]+")


def near_names(written: str, known: Iterable[str], most: int = 3) -> list[str]:
    """Return the names that may have been meant, the nearest first.

    A name is near by its letters (edits, with transpositions, by length), or where all of its words
    are given or begun. Case, hyphens and capitals within count for nothing.
    Complexity: names times the product of the lengths.
    Source: optimal string alignment distance (restricted Damerau-Levenshtein).

    >>> near_names("sumary", ["summary", "by", "pay"]), near_names("litres", ["litresADay", "to"])
    (['summary'], ['litresADay'])
    >>> near_names("xyz", ["summary", "by", "pay"])
    []
    """
    words = _words(written[:LONGEST])
    scored = sorted((-_likeness(words, _words(name)), name) for name in {*known})
    return [name for score, name in scored if -score >= LEAST][:most]


def did_you_mean(written: str, known: Iterable[str], named: Iterable[str] = ()) -> str:
    """Return a question that names what may have been meant, or a list of all where they are few.

    `named` are those of which it is known that they have such a name: they come first. The text is
    empty where nothing is near and there are many.

    >>> did_you_mean("kenia", ["kenya", "india"]), did_you_mean("", ["yes", "no"])
    ('did you mean kenya?', 'choose one of: no, yes')
    """
    names = sorted({*known})
    if near := [
        *dict.fromkeys([*(one for one in named if one in names), *near_names(written, names)])
    ]:
        return f"did you mean {', '.join(near)}?"
    return f"choose one of: {', '.join(names)}" if names and len(names) <= FEW else ""


def _words(name: str) -> list[str]:
    return [word.lower() for word in WORD.findall(name)]


def _likeness(written: list[str], name: list[str]) -> float:
    """Return the similarity of two names by their words, from 0 to 1."""
    typed, known = "".join(written), "".join(name)
    if len(typed) >= SHORTEST and (_begin(written, name) or _holds(written, name)):
        return max(BY_WORDS, OSA.normalized_similarity(typed, known))
    return OSA.normalized_similarity(typed, known)


def _begin(written: list[str], name: list[str]) -> bool:
    """Whether each word that is written begins a word of the name."""
    return all(any(word.startswith(one) for word in name) for one in written)


def _holds(written: list[str], name: list[str]) -> bool:
    """Whether each word of a name is written, and little else."""
    letters = sum(map(len, name))
    return {*name} <= {*written} and 2 * letters >= sum(map(len, written))
