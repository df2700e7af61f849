"""Symmetric deletion: finds words within a small edit distance by exact look-ups.

A word is indexed by itself and by all that is left when one letter is deleted. What was typed is
looked up by itself and with up to two letters deleted. So no list of words is read from end to end.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA

__all__ = ["MOST_LETTERS", "SHORTEST", "deletions", "likeness", "looked_up"]

SHORTEST: Final = 4
"""Shorter words are never corrected: too many are near."""
LONG: Final = 8
"""From this length on, two letters may be wrong."""
MOST_LETTERS: Final = 40


def deletions(word: str) -> Iterator[str]:
    """Yield what is left of a word when one letter is deleted.

    >>> sorted(deletions("abc"))
    ['ab', 'ac', 'bc']
    """
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def looked_up(word: str) -> set[str]:
    """Return the texts by which words near a word are found.

    Complexity: quadratic in the length of the word.
    Source: Garbe, symmetric delete spelling correction (2012).

    >>> sorted(looked_up("snap"))
    ['nap', 'sap', 'sna', 'snap', 'snp']
    """
    if not SHORTEST <= len(word) <= MOST_LETTERS:
        return set()
    near = {word, *deletions(word)}
    if len(word) >= LONG:
        near |= {
            word[:first] + word[first + 1 : second] + word[second + 1 :]
            for first, second in combinations(range(len(word)), 2)
        }
    return near


def likeness(word: str, other: str) -> float:
    """Return the similarity of two spellings from 0 to 1, by optimal string alignment.

    >>> likeness("amazn", "amazon")
    0.8333333333333334
    """
    return float(OSA.normalized_similarity(word, other))
