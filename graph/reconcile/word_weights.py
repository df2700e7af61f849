"""Inverse document frequencies of words, kept from one name to the next (bounded cache)."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final

__all__ = ["TypedWords", "WordWeights"]

COUNTED: Final = "SELECT COUNT(*) FROM (SELECT 1 FROM word WHERE word = ? AND is_title = 0 LIMIT ?)"
MOST_KEPT: Final = 100_000
"""Words whose weights are kept, some 10 MB."""


@dataclass(frozen=True, slots=True)
class TypedWords:
    """The words of a typed name: the weight of each, and by known word those it is spelt like."""

    weights: Mapping[str, float]
    near: Mapping[str, Sequence[tuple[str, float]]]


class WordWeights:
    """Inverse document frequencies of words, kept for the next names (a bounded cache).

    Words of names come by thousands, mostly the same ones: a query for each took a third of the
    time of a batch. Several threads may ask at once: each writes what any other would.
    """

    def __init__(self, names: int) -> None:
        self._all, self._weights = names, dict[str, float]()

    def weight(self, connection: sqlite3.Connection, word: str) -> float:
        """Return the weight of a word: the rarer, the heavier."""
        weight = self._weights.get(word)
        if weight is None:
            if len(self._weights) >= MOST_KEPT:
                self._weights = {}
            (count,) = connection.execute(COUNTED, (word, self._all)).fetchone()
            weight = self._weights[word] = log(2 + self._all) - log(1 + count)
        return weight
