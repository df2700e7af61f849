"""Phrase matching by a token index: one pass over a text finds all phrases of a table.

A phrase is words in lower case, parted by blanks. `word*` matches every word that begins so, and
`$name` any phrase of the list of that name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Final, Generic, NamedTuple, TypeVar

__all__ = ["Match", "Phrases", "sentences", "words"]

Payload = TypeVar("Payload")

SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+")
WORD: Final = re.compile(r"[^\W_]+")
POSSESSIVE: Final = re.compile(r"['\u2019]s?(?!\w)")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; a semicolon ends one, too.

    >>> sentences("It failed. Nobody knew why.")
    ['It failed.', 'Nobody knew why.']
    """
    return SENTENCE.split(text) if text else []


def words(text: str) -> list[str]:
    """Return the words of a text in lower case, without possessive endings.

    >>> words("Amazon's self-driving car")
    ['amazon', 'self', 'driving', 'car']
    """
    return WORD.findall(POSSESSIVE.sub("", text.lower()))


class Match(NamedTuple, Generic[Payload]):
    """A phrase in a list of words: where it begins and ends, and what it stands for."""

    start: int
    end: int
    payload: Payload


class Phrases(Generic[Payload]):
    """A table of phrases, indexed by their first word.

    Complexity: linear in the words, times the phrases that begin with each.

    >>> table = Phrases([("deepfake* of $who", "fake")], {"who": ["women", "young girls"]})
    >>> [*table.find(words("Deepfakes of young girls"))]
    [Match(start=0, end=4, payload='fake')]
    """

    def __init__(
        self, phrases: Iterable[tuple[str, Payload]], lists: Mapping[str, Sequence[str]]
    ) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Payload]]] = defaultdict(list)
        self._prefixes: dict[int, set[str]] = defaultdict(set)
        for phrase, payload in phrases:
            for tokens in _expanded(phrase, lists):
                self._by_first[tokens[0]].append((tokens, payload))
                for token in tokens:
                    if token.endswith("*"):
                        self._prefixes[len(token) - 1].add(token[:-1])
        self._symbols = lru_cache(maxsize=200_000)(self._symbols_of)

    def find(self, tokens: Sequence[str]) -> Iterator[Match[Payload]]:
        """Yield all phrases in a list of words, also those that overlap."""
        symbols = [self._symbols(token) for token in tokens]
        for start, firsts in enumerate(symbols):
            for first in firsts:
                for phrase, payload in self._by_first.get(first, ()):
                    end = start + len(phrase)
                    if end <= len(tokens) and all(
                        symbol in at
                        for symbol, at in zip(phrase[1:], symbols[start + 1 : end], strict=True)
                    ):
                        yield Match(start, end, payload)

    def _symbols_of(self, token: str) -> tuple[str, ...]:
        starts = (token[:length] for length in sorted(self._prefixes))
        begun = {f"{start}*" for start in starts if start in self._prefixes[len(start)]}
        return token, *sorted(begun)


def _expanded(phrase: str, lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield a phrase with each `$name` replaced by each phrase of the list."""
    parts = [lists[part[1:]] if part.startswith("$") else [part] for part in phrase.split()]
    for choice in product(*parts):
        yield tuple(token for part in choice for token in part.split())
