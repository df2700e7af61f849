"""Detection of personal names (named-entity recognition by lists): which words may name somebody.

The rule is an allow-list: a word that is neither an English word nor a reviewed name of something
else is *unknown*, and what is unknown counts as a name. So a name that no list has is found, too.
A name that is made of everyday words alone, and is on no list, may pass: see docs/import.md.
"""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from typing import Final, NamedTuple

from graph.privacy.name_lists import PARTICLES, TITLES, given_names, names, surnames
from graph.privacy.name_tokens import POSSESSIVE, Phrases, Token, tokens
from graph.privacy.word_list import dictionary, is_everyday, is_word, roles

__all__ = ["Mention", "Rank", "mentions", "mentions_among", "ranks"]

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
ADDRESSES: Final = frozenset("mr mrs ms miss mx dr prof professor sir dame".split())  # noqa: SIM905
"""Forms of address, after which an everyday word is a surname."""

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


class Mention(NamedTuple):
    """Tokens, from the first to the last, that may name a person.

    It is sure where a list knows a word of it and both its ends are clear; else its ends are not.
    """

    first: int
    last: int
    is_sure: bool


def mentions(text: str, known: Sequence[Phrases] = ()) -> list[Mention]:
    """Return what may name a person in a text, but for names that are known.

    Complexity: linear in the text.

    >>> mentions("Police arrest Ngozi Herzberg in Ohio", [Phrases(["Ohio"])])
    [Mention(first=2, last=3, is_sure=True)]
    """
    words = tokens(text)
    return mentions_among(text, words, ranks(words, known))


def mentions_among(text: str, words: Sequence[Token], of_words: Sequence[Rank]) -> list[Mention]:
    """Return what may name a person in a text whose words have ranks already."""
    is_title = _is_title_case(words, of_words)
    taken, result = -1, []
    for place in _seeds(text, words, of_words):
        if place > taken:
            first, taken = _extent(text, words, of_words, place, after=taken, title=is_title)
            sure = not is_title and _is_clear(words, of_words, first, taken)
            sure = sure and not _may_lead(text, words, of_words, first)
            result.append(Mention(first, taken, sure))
    return _joined(text, words, result)


def ranks(words: Sequence[Token], known: Sequence[Phrases]) -> list[Rank]:
    """Return how likely each token is part of a name, but for phrases that are known."""
    result = [_rank(token) for token in words]
    place = 0
    while place < len(words):
        length = 0
        for phrases in known:
            length = max(length, phrases.length(words, place))
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


def _may_lead(text: str, words: Sequence[Token], ranks: Sequence[Rank], first: int) -> bool:
    """Whether the first word of a text may be a given name that no list knows, as in "Tiger Roe".

    All first words have a capital, so that nothing tells such a name from a verb.
    """
    return (
        first == 1
        and ranks[0] is Rank.WORD
        and len(words[0].text) > 1
        and words[0].is_capital
        and words[0].folded not in SMALL | roles()
        and _are_adjacent(text, words, 0)
    )


def _joined(text: str, words: Sequence[Token], found: Sequence[Mention]) -> list[Mention]:
    """Return mentions with surname and given name, which a comma parts, as one: "Roe, Jane"."""
    result: list[Mention] = []
    for one in found:
        last = result[-1] if result else None
        if (
            last
            and last.first == last.last == one.first - 1
            and text[words[last.last].end : words[one.first].start] == ", "
            and words[last.last].folded in surnames()
            and words[one.first].folded in given_names()
        ):
            result[-1] = Mention(last.first, one.last, last.is_sure and one.is_sure)
        else:
            result.append(one)
    return result


def _seeds(text: str, words: Sequence[Token], ranks: Sequence[Rank]) -> Iterator[int]:
    """Yield the places of tokens that may be a name by themselves or with the next one."""
    for place, rank in enumerate(ranks):
        is_surname = rank is Rank.EVERYDAY and _is_addressed(text, words, place)
        if is_surname or rank >= Rank.UNKNOWN or _is_pair(text, words, ranks, place):
            yield place


def _is_addressed(text: str, words: Sequence[Token], place: int) -> bool:
    """Whether a form of address leads an everyday word that is a surname, as in "Mrs. Brown"."""
    return (
        place > 0
        and words[place].is_capital
        and words[place - 1].is_capital
        and words[place - 1].folded in ADDRESSES
        and words[place].folded in surnames()
        and _are_adjacent(text, words, place - 1)
    )


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
    if not token.is_capital:
        return False
    if before and place == 0:
        return len(token.folded) == 1 and words[1].start - token.end > 1
    return rank is Rank.EVERYDAY or len(token.folded) == 1 or not title


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
