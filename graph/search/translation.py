"""Query translation: phrases in other languages become the English labels that an index has.

A dictionary-based method: the longest phrase first, from left to right, by its words or by their
stems. Documents that have the words as typed are found as well, so that a search for a name is
never lost.
"""

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Self

from graph.languages import languages
from graph.search.label_forms import frequencies, inflected, singular
from graph.search.words import words

__all__ = ["Translated", "Translation"]

PHRASES: Final = "SELECT phrase, english FROM phrase"
FORMS: Final = "SELECT form, phrase FROM form"
IS_THERE: Final = "SELECT 1 FROM sqlite_master WHERE name = ?"
LONGEST: Final = 8
"""Words of the longest phrase that is looked for."""
MOST_WORDS: Final = 40
"""Words of a text that are translated; a search takes fewer."""
SHORTEST: Final = 5
"""Letters of the shortest text that may be the beginning of a phrase."""
NEAREST: Final = 3


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
        """Return the English labels of each phrase, a line each."""
        return self._table("phrase", PHRASES)

    @cached_property
    def _forms(self) -> Mapping[str, str]:
        """Return the phrase of each stemmed form."""
        return self._table("form", FORMS)

    @cached_property
    def _languages(self) -> tuple[str, ...]:
        return languages()

    def _table(self, name: str, query: str) -> dict[str, Any]:
        """Return a table of the index as a dictionary; nothing of an older index."""
        with self._opened() as connection:
            is_there = connection.execute(IS_THERE, (name,)).fetchone()
            return dict(connection.execute(query)) if is_there else {}

    def translated(self, typed: str) -> tuple[Translated, ...]:
        """Return a text with its phrases in English: by their first labels, then by their last.

        Nothing where it has no phrase, once where each has one label.
        Complexity: `LONGEST` squared stems and as many look-ups for each of the first 40 words.
        Source: Ballesteros and Croft, Phrasal translation and query expansion techniques for
        cross-language information retrieval (1997).
        """
        asked = words(typed)[:MOST_WORDS]
        with self._opened() as connection:
            frequency = frequencies(connection, asked) if self._forms else {}
        parts = [*self._parts(asked, frequency)]
        some = [Translated.of(parts, which) for which in (0, -1)]
        return tuple(dict.fromkeys(one for one in some if one.instead))

    def nearest(self, typed: str) -> tuple[Translated, ...]:
        """Return translations of the phrases that words may mean which nothing has.

        The plural of a phrase, else phrases that begin so, else those that have the words; the
        shortest first, each by its first label. Complexity: linear in the phrases.
        """
        asked = singular(words(typed))
        if len(asked) < SHORTEST:
            return ()
        known = self._singular
        begun = [one for one in known if one.startswith(asked)]
        inside = [one for one in known if f" {asked}" in one]
        chosen = (
            [asked] if asked in known else sorted(begun or inside, key=lambda one: (len(one), one))
        )
        phrases = [known[one] for one in chosen[:NEAREST]]
        return tuple(Translated.of([(one, self._labels(one))], 0) for one in phrases)

    @cached_property
    def _singular(self) -> Mapping[str, str]:
        """Return the phrases by their form in the singular."""
        return {singular(phrase.split()): phrase for phrase in self._phrases}

    def _labels(self, phrase: str) -> list[str]:
        return self._phrases[phrase].split("\n")

    def _parts(
        self, asked: list[str], frequency: Mapping[str, int]
    ) -> Iterator[tuple[str, list[str]]]:
        """Yield the longest phrases, and the words between them, with what each is in English."""
        while asked:
            sizes = range(min(LONGEST, len(asked)), 0, -1)
            pairs = ((size, self._phrase(asked[:size], frequency)) for size in sizes)
            size, phrase = next((one for one in pairs if one[1]), (1, ""))
            typed = " ".join(asked[:size])
            yield typed, self._phrases.get(phrase, typed).split("\n")
            asked = asked[size:]

    def _phrase(self, asked: list[str], frequency: Mapping[str, int]) -> str:
        """Return the phrase that words are, or are in another number or gender; else no text."""
        phrase = " ".join(asked)
        if phrase in self._phrases or not self._forms:
            return phrase if phrase in self._phrases else ""
        some = (form for one in self._languages for form in inflected(asked, one, frequency))
        return next((self._forms[form] for form in some if form in self._forms), "")
