"""Spelling correction: the nearest indexed word by optimal string alignment distance."""

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import cached_property
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

__all__ = ["Spelling"]

SHORTEST: Final = 4
"""Shorter words are never corrected: too many words are near."""
LONG: Final = 8
"""From this length on, two letters may be wrong."""

FREQUENT: Final = 50
MOST_BEGUN: Final = 100
BEGINNING: Final = """
SELECT word FROM spelling WHERE word >= ? AND word < ? ORDER BY documents DESC, word LIMIT ?
"""
LAST: Final = "\U0010ffff"


class Spelling:
    """The vocabulary of an index, which `opened` opens."""

    def __init__(self, opened: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._opened = opened

    @cached_property
    def _words(self) -> Mapping[int, Mapping[str, int]]:
        """Return document frequencies of words, grouped by word length."""
        words: dict[int, dict[str, int]] = defaultdict(dict)
        with self._opened() as connection:
            for word, documents in connection.execute("SELECT word, documents FROM spelling"):
                words[len(word)][word] = documents
        return words

    def has(self, word: str) -> bool:
        """Whether a document has a word."""
        return word in self._words.get(len(word), {})

    def has_any(self, texts: Iterable[str]) -> bool:
        """Whether documents have all words of one of some texts."""
        return any(all(map(self.has, text.split())) for text in texts)

    def is_frequent(self, word: str) -> bool:
        """Whether a word is frequent enough that its parts need not be looked for."""
        return self._words.get(len(word), {}).get(word, 0) >= FREQUENT

    def beginning(self, begun: str) -> list[str]:
        """Return the words that begin so, the most frequent first, at most 100."""
        with self._opened() as connection:
            rows = connection.execute(BEGINNING, (begun, begun + LAST, MOST_BEGUN))
            return [word for (word,) in rows]

    def meant(self, word: str) -> str:
        """Return the most frequent word within the edit distance, or the word itself.

        Complexity: linear in the words of the index that are about as long.
        Source: Damerau, A technique for computer detection and correction of spelling errors
        (1964), as optimal string alignment.
        """
        if len(word) < SHORTEST:
            return word
        wrong = 1 + (len(word) >= LONG)
        lengths = range(len(word) - wrong, len(word) + wrong + 1)
        found = (one for length in lengths for one in self._near(word, length, wrong))
        return max(found, default=(0, 0.0, word))[2]

    def respelt(self, asked: Sequence[str]) -> list[str]:
        """Return a text with its unknown words corrected, if any; also one that two words make.

        Complexity: that of `meant` for each unknown word.
        """
        meant = [word if self.has(word) else self.meant(word) for word in asked]
        return [" ".join(meant)] if meant != [*asked] else []

    def _near(self, word: str, length: int, wrong: int) -> Iterator[tuple[int, float, str]]:
        words = self._words.get(length, {})
        near = process.extract(
            word, words.keys(), scorer=OSA.distance, score_cutoff=wrong, limit=None
        )
        return ((words[other], -distance, other) for other, distance, _ in near)
