"""Detection of personal names (named-entity recognition by lists): which words may name somebody.

The rule is an allow-list: a word that is neither an English word nor a reviewed name of something
else is *unknown*, and what is unknown counts as a name. So a name that no list has is found, too.
A name that is made of everyday words alone, and is on no list, may pass: see docs/import.md.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cache, lru_cache
from typing import Final, NamedTuple

from graph.privacy.name_lists import PARTICLES, TITLES, folded, given_names, names, surnames
from graph.privacy.word_list import dictionary, is_everyday, is_word

__all__ = ["Mention", "Phrases", "Rank", "Token", "mentions", "ranks", "tokens"]

JOINERS: Final = "\u200c\u200d\u00b7"
"""Characters without width, or a raised dot, that stand within a word of some scripts."""

SMALL: Final = PARTICLES | TITLES
NO_GIVEN_NAMES: Final = frozenset(
    """
    the an in so my as or no he she among each such must more less over too were said al ally
    """.split()  # noqa: SIM905
)
"""Words of some list of given names that lead no name of everyday words."""

BRAND_PREFIXES: Final = re.compile(r"(?:Mc|Mac|De|Di|Da|La|Le|Van|Von|Fitz|O|D|Al|El|Ben)$")
LONGEST_ACRONYM: Final = 5
SHORT_CODE, LONGEST_CODE = 3, 8
GAPS: Final = frozenset([" ", "-", "\u2010", "\u2011", "_", "+", " “", ' "', "” ", '" '])
"""What parts the words of one name: a space, a hyphen, the marks around a nickname."""

TITLE_CASE: Final = 0.6
"""Share of words with a capital above which a text is in title case, where capitals say little."""


class Rank(IntEnum):
    """Rank of a token by how likely it is part of a personal name."""

    KNOWN = 0
    WORD = 1
    EVERYDAY = 2
    REVIEWED = 3
    UNKNOWN = 4
    NAME = 5


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


class Mention(NamedTuple):
    """Tokens, from the first to the last, that may name a person.

    It is sure where a list knows a word of it and both its ends are clear; else its ends are not.
    """

    first: int
    last: int
    is_sure: bool


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


def mentions(text: str, known: Sequence[Phrases] = ()) -> list[Mention]:
    """Return what may name a person in a text, but for names that are known.

    Complexity: linear in the text.

    >>> mentions("Police arrest Ngozi Herzberg in Ohio", [Phrases(["Ohio"])])
    [Mention(first=2, last=3, is_sure=True)]
    """
    words = tokens(text)
    of_words = ranks(words, known)
    is_title = _is_title_case(words, of_words)
    taken, result = -1, []
    for place in _seeds(text, words, of_words):
        if place > taken:
            first, taken = _extent(text, words, of_words, place, after=taken, title=is_title)
            sure = not is_title and _is_clear(words, of_words, first, taken)
            result.append(Mention(first, taken, sure))
    return result


def ranks(words: Sequence[Token], known: Sequence[Phrases]) -> list[Rank]:
    """Return how likely each token is part of a name, but for phrases that are known."""
    result = [_rank(token) for token in words]
    place = 0
    while place < len(words):
        length = max((phrases.length(words, place) for phrases in known), default=0)
        if length == 1:
            is_name = result[place] in (Rank.NAME, Rank.EVERYDAY)
            result[place] = Rank.REVIEWED if is_name else Rank.KNOWN
        elif length:
            result[place : place + length] = [Rank.KNOWN] * length
        place += length or 1
    return result


def _rank(token: Token) -> Rank:
    return _rank_of(token.folded, token.text, token.is_capital)


@lru_cache(maxsize=65_536)
def _rank_of(word: str, text: str, is_capital: bool) -> Rank:
    if word.isdigit() or (len(word) == 1 and word.isascii()) or word in SMALL:
        return Rank.WORD
    if is_everyday(word):
        return Rank.EVERYDAY
    if is_word(word):
        return Rank.WORD
    if not is_capital and word in dictionary():
        return Rank.EVERYDAY
    if word in names():
        return Rank.NAME
    return Rank.WORD if _is_code(text) else Rank.UNKNOWN


def _is_code(text: str) -> bool:
    """Whether a word is written as acronyms, brands and models are, and as names are not."""
    if text.isascii() and text.isupper() and text.isalpha():
        return len(text) <= LONGEST_ACRONYM
    letters = re.sub(r"[\d.]+", "", text)
    if letters != text and letters.isascii():
        return len(letters) <= (LONGEST_CODE if letters.isupper() else SHORT_CODE)
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text)
    if len(parts) < 2 or "".join(parts) != text or BRAND_PREFIXES.match(parts[0]):
        return False
    return all(is_word(part.lower()) or len(part) < 3 or part.isupper() for part in parts)


def _seeds(text: str, words: Sequence[Token], ranks: Sequence[Rank]) -> Iterator[int]:
    """Yield the places of tokens that may be a name by themselves or with the next one."""
    for place, rank in enumerate(ranks):
        if rank >= Rank.UNKNOWN or _is_pair(text, words, ranks, place):
            yield place


def _is_pair(text: str, words: Sequence[Token], ranks: Sequence[Rank], place: int) -> bool:
    """Whether an everyday or reviewed word is a given name before a surname."""
    if ranks[place] not in (Rank.EVERYDAY, Rank.REVIEWED) or place + 1 == len(words):
        return False
    one, other = words[place], words[place + 1]
    if one.folded in NO_GIVEN_NAMES:
        return False
    if one.text.isupper() and len(one.text) <= SHORT_CODE:
        return False
    return (
        one.folded in given_names()
        and other.folded in surnames()
        and ranks[place + 1] in (Rank.EVERYDAY, Rank.REVIEWED)
        and one.is_capital == other.is_capital
        and (one.is_capital or not is_word(one.folded))
        and _are_adjacent(text, words, place)
    )


def _are_adjacent(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether nothing but a space, hyphen or point of an initial parts a token from the next."""
    word = words[place]
    gap = text[word.end : words[place + 1].start]
    if POSSESSIVE.search(word.text):
        return False
    if gap in (". ", "."):
        return len(word.folded) == 1 or word.folded in TITLES
    return gap in (" ", "-", "\u2010", "\u2011", "_", "%20", "+", " \u201c", ' "', "\u201d ", '" ')


def _extent(
    text: str,
    words: Sequence[Token],
    ranks: Sequence[Rank],
    seed: int,
    *,
    after: int,
    title: bool,
) -> tuple[int, int]:
    """Return the first and the last token of the name around a seed."""
    first = last = seed
    while first - 1 > after and _are_adjacent(text, words, first - 1):
        if not _belongs(words, ranks, first - 1, title=title, before=True):
            break
        first -= 1
    while last + 1 < len(words) and _are_adjacent(text, words, last):
        if not _belongs(words, ranks, last + 1, title=title, before=False):
            break
        last += 1
    while first < seed and words[first].folded in PARTICLES:
        first += 1
    while last > seed and words[last].folded in PARTICLES and not words[last].is_capital:
        last -= 1
    return first, last


def _belongs(
    words: Sequence[Token], ranks: Sequence[Rank], place: int, *, title: bool, before: bool
) -> bool:
    """Whether a token next to a name is part of it."""
    token, rank = words[place], ranks[place]
    if rank is Rank.KNOWN:
        return False
    if rank >= Rank.REVIEWED or token.folded in SMALL:
        return rank >= Rank.UNKNOWN or token.is_capital or token.folded in PARTICLES
    if not token.is_capital or (before and place == 0):
        return False
    return rank is Rank.EVERYDAY or len(token.folded) == 1 or not (title or before)


def _is_clear(words: Sequence[Token], ranks: Sequence[Rank], first: int, last: int) -> bool:
    """Whether a list knows a word of a name, and all of it is written as names are."""
    place = range(first, last + 1)
    is_listed = any(ranks[i] is Rank.NAME or ranks[i] is Rank.REVIEWED for i in place)
    return is_listed and all(words[i].is_capital or words[i].folded in PARTICLES for i in place)


def _is_title_case(words: Sequence[Token], ranks: Sequence[Rank]) -> bool:
    plain = [
        w for w, rank in zip(words, ranks, strict=True) if rank is Rank.WORD and len(w.text) > 3
    ]
    capitals = sum(word.text[0].isupper() for word in plain[1:])
    return len(plain) > 1 and capitals >= TITLE_CASE * (len(plain) - 1)
