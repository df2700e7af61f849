"""Query translation: phrases in other languages become the English labels that an index has.

A dictionary-based method: the longest phrase first, from left to right. Documents that have the
words as typed are found as well, so that a search for a name is never lost.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Self

from graph.search.words import words

__all__ = ["Translated", "Translation"]

PHRASES: Final = "SELECT phrase, english FROM phrase"
IS_THERE: Final = "SELECT 1 FROM sqlite_master WHERE name = 'phrase'"
LONGEST: Final = 8
"""Words of the longest phrase that is looked for."""


@dataclass(frozen=True)
class Translated:
    """A translated query: its text with phrases in English, and each phrase with its English."""

    text: str
    instead: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, parts: Sequence[tuple[str, Sequence[str]]], which: int) -> Self:
        """Return the text of parts, each by the label in one place of its list."""
        chosen = [(phrase, labels[which]) for phrase, labels in parts]
        changed = tuple(pair for pair in chosen if pair[0] != pair[1])
        return cls(" ".join(label for _, label in chosen), changed)


class Translation:
    """The phrases of an index, which `opened` opens."""

    def __init__(self, opened: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._opened = opened

    @cached_property
    def _phrases(self) -> Mapping[str, str]:
        """Return the English labels of each phrase, a line each; none in an older index."""
        with self._opened() as connection:
            is_there = connection.execute(IS_THERE).fetchone()
            return dict(connection.execute(PHRASES)) if is_there else {}

    def translated(self, typed: str) -> tuple[Translated, ...]:
        """Return a text with its phrases in English: by their first labels, then by their last.

        Nothing where it has no phrase, once where each has one label.
        Complexity: `LONGEST` look-ups for each word.
        Source: Ballesteros and Croft, Phrasal translation and query expansion techniques for
        cross-language information retrieval (1997).
        """
        parts = [*self._parts(words(typed))]
        some = [Translated.of(parts, which) for which in (0, -1)]
        return tuple(dict.fromkeys(one for one in some if one.instead))

    def _parts(self, asked: list[str]) -> Iterator[tuple[str, list[str]]]:
        """Yield the longest phrases, and the words between them, with what each is in English."""
        while asked:
            sizes = range(min(LONGEST, len(asked)), 0, -1)
            phrases = (" ".join(asked[:size]) for size in sizes)
            phrase = next((one for one in phrases if one in self._phrases), asked[0])
            yield phrase, self._phrases.get(phrase, phrase).split("\n")
            asked = asked[phrase.count(" ") + 1 :]
