"""Tokenizer of texts for names, and phrases of known names.

A token is a word in any script, with its place in the text and a folded form for comparison.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graph.privacy.name_lists import folded

__all__ = ["POSSESSIVE", "Phrases", "Token", "tokens"]

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
def _word_pattern() -> re.Pattern[str]:
    """Return the pattern of a word: letters, digits and the combining marks that follow them."""
    marks = (chr(code) for code in range(0x300, 0x20000))
    combining = "".join(char for char in marks if unicodedata.category(char).startswith("M"))
    part = rf"(?:[^\W_]|[{combining}{JOINERS}])"
    return re.compile(rf"[^\W_]{part}*(?:['\u2019\u02bc.]{part}+)*")


PLAIN_WORD: Final = re.compile(r"[A-Za-z0-9]+(?:['.][A-Za-z0-9]+)*")
POSSESSIVE: Final = re.compile(r"['\u2019\u02bc]s$")


@lru_cache(maxsize=1024)
def tokens(text: str) -> tuple[Token, ...]:
    """Return the words of a text.

    >>> [token.folded for token in tokens("José O'Brien's GPT-4")]
    ['jose', "o'brien", 'gpt', '4']
    """
    return tuple(
        Token(match.start(), match.end(), match[0], _bare(match[0]))
        for match in (PLAIN_WORD if text.isascii() else _word_pattern()).finditer(text)
    )


@lru_cache(maxsize=65_536)
def _bare(word: str) -> str:
    return folded(POSSESSIVE.sub("", word)).replace("\u2019", "'").replace("\u02bc", "'")


class Phrases:
    """Names that are known, by their words, so that the longest at a place is found.

    Complexity: of a look-up, the number of phrases that begin with the same word.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            self.add(name)

    def add(self, name: str) -> None:
        """Add a name."""
        words = tuple(token.folded for token in tokens(name))
        if words:
            self._by_first.setdefault(words[0], set()).add(words)

    def __contains__(self, name: str) -> bool:
        words = tuple(token.folded for token in tokens(name))
        return words in self._by_first.get(words[0], ()) if words else False

    def length(self, words: Sequence[Token], place: int) -> int:
        """Return the number of tokens of the longest phrase that begins at a place, or 0."""
        best = 0
        for phrase in self._by_first.get(words[place].folded, ()):
            here = words[place : place + len(phrase)]
            if len(phrase) > best and tuple(token.folded for token in here) == phrase:
                best = len(phrase)
        return best
