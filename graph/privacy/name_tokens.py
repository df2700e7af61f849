"""Tokenizer of texts for names, and phrases of known names.

A token is a word in any script, with its place in the text and a folded form for comparison.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graph.privacy.name_lists import folded

__all__ = ["NOBODY", "POSSESSIVE", "Phrases", "Token", "tokens"]

JOINERS: Final = "\u200c\u200d\u00b7"
"""Characters without width, or a raised dot, that stand within a word of some scripts."""


class Token(NamedTuple):
    """A word of a text: where it is, and its folded form without a possessive ending."""

    start: int
    end: int
    text: str
    folded: str

    @property
    def is_capital(self) -> bool:
        """Whether it begins with a capital, or is of a script that has none."""
        first = self.text[0]
        return first.isupper() or not (first.islower() or first.isdigit())


@cache
def _within_words() -> str:
    """Return the characters within words that are neither letters nor digits: combining marks."""
    marks = (chr(code) for code in range(0x300, 0x20000))
    return "".join(char for char in marks if unicodedata.category(char).startswith("M")) + JOINERS


@cache
def _any_mark() -> re.Pattern[str]:
    return re.compile(f"[{_within_words()}]")


@cache
def _marked_word() -> re.Pattern[str]:
    """Return the pattern of a word: letters, digits and the combining marks that follow them."""
    part = rf"(?:[^\W_]|[{_within_words()}])"
    return re.compile(rf"[^\W_]{part}*(?:['\u2019\u02bc.]{part}+)*")


PLAIN_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['.][A-Za-z0-9]+)*")
UNMARKED_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019\u02bc.][^\W_]+)*")
POSSESSIVE: Final = re.compile(r"['\u2019\u02bc]s$")


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text.

    >>> [token.folded for token in tokens("José O'Brien's GPT-4")]
    ['jose', "o'brien", 'gpt', '4']
    """
    return tuple(
        Token(match.start(), match.end(), match[0], _bare(match[0]))
        for match in _word_pattern(text).finditer(text)
    )


def _word_pattern(text: str) -> re.Pattern[str]:
    """Return the fastest pattern that finds the words of a text."""
    if text.isascii():
        return PLAIN_WORD
    return _marked_word() if _any_mark().search(text) else UNMARKED_WORD


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return folded(POSSESSIVE.sub("", word)).replace("\u2019", "'").replace("\u02bc", "'")


class Phrases:
    """Names that are known, by their words, so that the longest at a place is found.

    Complexity: of a look-up, the number of lengths that phrases with the same first word have.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._phrases: set[tuple[str, ...]] = set()
        self._lengths: dict[str, list[int]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name."""
        words = tuple(token.folded for token in tokens(name))
        if words and words not in self._phrases:
            self._phrases.add(words)
            lengths = self._lengths.setdefault(words[0], [])
            if len(words) not in lengths:
                lengths.append(len(words))
                lengths.sort(reverse=True)

    def __len__(self) -> int:
        return len(self._phrases)

    def __contains__(self, name: str) -> bool:
        return tuple(token.folded for token in tokens(name)) in self._phrases

    def length(self, words: Sequence[Token], place: int) -> int:
        """Return the number of tokens of the longest phrase that begins at a place, or 0."""
        for length in self._lengths.get(words[place].folded, ()):
            here = words[place : place + length]
            if len(here) == length and tuple(token.folded for token in here) in self._phrases:
                return length
        return 0


NOBODY: Final = Phrases()
"""No names, for where none is known; nothing is ever added to it."""
