"""Spelling: a word that no document has is taken for the nearest that one has."""

import sqlite3
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

__all__ = ["Spelling"]

SHORTEST: Final = 4
"""Shorter words are taken as they are: too many others are near."""
LONG: Final = 8
"""From this length on, two letters may be wrong."""


class Spelling:
    """The words of an index, which `opened` opens."""

    def __init__(self, opened: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._opened = opened

    @cached_property
    def _words(self) -> dict[str, int]:
        """Return in how many documents each word is."""
        with self._opened() as connection:
            return dict(connection.execute("SELECT word, documents FROM spelling"))

    def mended(self, word: str) -> str:
        """Return a word as it is where a document has it or a longer one, else the one meant."""
        return word if word in self._words or self._begins_one(word) else self.meant(word)

    def meant(self, word: str) -> str:
        """Return the most frequent word among those that are nearly spelt so, or the word itself.

        Complexity: linear in the words of the index.
        Source: Damerau, A technique for computer detection and correction of spelling errors
        (1964), as optimal string alignment.
        """
        if len(word) < SHORTEST:
            return word
        near = process.extract(
            word,
            list(self._words),
            scorer=OSA.distance,
            score_cutoff=1 + (len(word) >= LONG),
            limit=None,
        )
        found = ((self._words[other], -distance, other) for other, distance, _ in near)
        return max(found, default=(0, 0.0, word))[2]

    def _begins_one(self, word: str) -> bool:
        return any(other.startswith(word) for other in self._words)
