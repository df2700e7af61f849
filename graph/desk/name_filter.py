"""Pseudonymisation by a list of names: other words in texts, and addresses that have a name.

A name is found whatever its capitals, accents and order: "Zed Qwrt", "QWRT, Zed", "zedqwrt". In the
texts of a record that has the whole name, a part of it counts too, unless it is an English word.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final
from urllib.parse import unquote

from graph.desk.withheld import Name
from graph.privacy.name_detection import Mention
from graph.privacy.name_lists import folded
from graph.privacy.name_tokens import Token, tokens
from graph.privacy.substitution import mention_span, replaced
from graph.privacy.word_list import is_word

__all__ = ["NameFilter"]

SHORTEST: Final = 3
"""Letters of the shortest part of a name that counts alone."""
DECODINGS: Final = 3
MARKS: Final = re.compile(r"[\W_]+")
Phrase = tuple[str, ...]


class _Phrases:
    """Phrases of folded words, and the words that take the place of each.

    Those that are `names_alone` count only where they begin with a capital.
    """

    def __init__(
        self, words: Mapping[Phrase, str], names_alone: Collection[Phrase] = frozenset()
    ) -> None:
        self.words, self._names_alone = words, names_alone
        lengths: dict[str, set[int]] = {}
        for phrase in words:
            lengths.setdefault(phrase[0], set()).add(len(phrase))
        self._lengths = {word: sorted(each, reverse=True) for word, each in lengths.items()}
        longest = sorted({re.escape(max(phrase, key=len)) for phrase in words})
        self._may_have = re.compile("|".join(longest) or r"(?!)").search

    def may_be_in(self, text: str) -> bool:
        """Whether a text has the longest word of a phrase, within a word or not."""
        return self._may_have(folded(text)) is not None

    def spans(self, text: str) -> list[tuple[int, int, str]]:
        """Return the places of phrases, the longest where several begin, and the words for each."""
        if not self.may_be_in(text):
            return []
        found, place, spans = tokens(text), 0, []
        while place < len(found):
            if length := self._length(found, place):
                mention = Mention(place, place + length - 1, is_sure=True)
                phrase = tuple(token.folded for token in found[place : place + length])
                spans.append((*mention_span(found, mention), self.words[phrase]))
            place += length or 1
        return spans

    def _length(self, found: Sequence[Token], place: int) -> int:
        for length in self._lengths.get(found[place].folded, ()):
            phrase = tuple(token.folded for token in found[place : place + length])
            is_name = phrase not in self._names_alone or found[place].is_capital
            if phrase in self.words and is_name:
                return length
        return 0


class NameFilter:
    """Finds names in texts and addresses.

    Complexity: one regular expression for each text; linear in the texts that may have a name.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        words: dict[Phrase, str] = {}
        parts: dict[Phrase, str] = {}
        for name in sorted(names):
            phrase = tuple(token.folded for token in tokens(name.text))
            words |= dict.fromkeys(_spellings(phrase), name.words)
            parts |= {(part,): name.words for part in _parts(phrase)}
        alone = parts.keys() - words.keys()
        self._whole, self._partly = _Phrases(words), _Phrases({**parts, **words}, alone)
        self._terms = _Phrases({**parts, **words})

    def is_in(self, text: str) -> bool:
        """Whether a text has a whole name."""
        return bool(self._whole.spans(text))

    def is_in_address(self, address: str) -> bool:
        """Whether an IRI has a whole name in its words.

        >>> NameFilter([Name("Zed Qwrt", "")]).is_in_address("https://example.org/a-zed-qwrt-2")
        True
        """
        text = _decoded(address)
        return self._whole.may_be_in(text) and self.is_in(MARKS.sub(" ", text))

    def is_all(self, text: str) -> bool:
        """Whether a text says nothing else than a name.

        >>> names = NameFilter([Name("Zed Qwrt", "a driver")])
        >>> names.is_all("Zed QWRT."), names.is_all("Zed Qwrt sues")
        (True, False)
        """
        spans = [(start, end, "") for start, end, _ in self._whole.spans(text)]
        return bool(spans) and not any(map(str.isalnum, replaced(text, spans)))

    def without(self, text: str, *, parts: bool = False) -> str:
        """Return a text with other words in place of names, and with `parts` of their parts.

        >>> names = NameFilter([Name("Zed Qwrt", "a driver")])
        >>> names.without("Zed Qwrt's claim; Qwrt lost", parts=True)
        "A driver's claim; a driver lost"
        """
        spans = (self._partly if parts else self._whole).spans(text)
        return replaced(text, spans) if spans else text

    def has_part(self, text: str) -> bool:
        """Whether a text, such as a term, has a name or a part of one."""
        return bool(self._terms.spans(text))


def _spellings(phrase: Phrase) -> set[Phrase]:
    """Return how a text may write a name: in order, the last word first, and in one word."""
    if not phrase:
        return set()
    turned = (*phrase[-1:], *phrase[:-1])
    return {phrase, turned, ("".join(phrase),), ("".join(turned),)}


def _parts(phrase: Phrase) -> list[str]:
    if len(phrase) == 1:
        return []
    return [word for word in phrase if len(word) >= SHORTEST and not is_word(word)]


def _decoded(address: str) -> str:
    for _ in range(DECODINGS):
        address = unquote(address)
    return address
