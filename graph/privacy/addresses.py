"""Addresses of sources that repeat the name of a withheld person in their path.

An address is read as a reader would: percent-encoding is undone, hyphens and other marks part
words. It is published only where every word is an ordinary or reviewed one, or is in the title
as it is published. Elsewhere the source is named by its site alone.
"""

import re
from collections.abc import Collection, Sequence
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote, urlsplit

from graph.privacy.known_names import Reading, everywhere
from graph.privacy.name_detection import Rank
from graph.privacy.name_tokens import NOBODY, Phrases, Token, tokens

__all__ = ["is_clear_address", "is_clear_slug", "readable"]

MONTHS: Final = "jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec"
DATE: Final = re.compile(
    rf"(?<![^\W_])(?:\d+[\W_]+(?:{MONTHS})|(?:{MONTHS})[\W_]+\d+)(?![^\W_])", re.IGNORECASE
)
"""A month before or after a number, as in "/2018/jan/12"."""
WORD: Final = re.compile(r"[^\W_]+")
LETTERS: Final = re.compile(r"[^\W\d_]+")
LONGEST_PIECE: Final = 5
"""Letters in a row of a word with digits, such as the number of a page, that is no name."""
MARKS: Final = re.compile(r"[\W_]+")
DECODINGS: Final = 3
ENDING: Final = re.compile(r"\.(?:[xs]?html?|php|aspx?|jsp|cms|ece|amp|pdf)/?$", re.IGNORECASE)
"""How the path of a page ends, which is no word of its title."""

SHORTEST: Final = 4


def is_clear_address(
    address: str,
    published: Collection[str],
    withheld: Collection[str],
    organizations: Phrases = NOBODY,
) -> bool:
    """Whether an address names nobody who is not named in the published texts of its row.

    `withheld` are the folded words of those who are not named, `organizations` the bodies that the
    row names: an address may hold their whole names, since a part of one may be a person's.

    >>> title = ["A man is wrongly arrested"]
    >>> is_clear_address("https://example.org/man-wrongly-arrested", title, ())
    True
    >>> is_clear_address("https://example.org/J%C3%B3se-Herzberg-arrested", title, ())
    False
    """
    reading = Reading.of(readable(address), organizations)
    words = reading.words
    if any(name in token.folded for token in words for name in withheld if len(name) >= SHORTEST):
        return False
    if any(token.folded in withheld for token in words):
        return False
    allowed = _words_of(" ".join((*published, urlsplit(address).netloc)), organizations)
    of_words = reading.ranks
    for one in reading.mentions:
        place = range(one.first, one.last + 1)
        strange = [words[i].folded for i in place if of_words[i] >= Rank.UNKNOWN]
        if not all(_is_allowed(word, allowed) for word in strange or _folded(words, place)):
            return False
    return True


def _folded(words: Sequence[Token], place: range) -> list[str]:
    return [words[i].folded for i in place]


def _is_allowed(word: str, allowed: Collection[str]) -> bool:
    """Whether a word is in the published texts; in an address, "Uber's" is "ubers"."""
    is_listed = word in allowed or word in _web_words()
    return is_listed or (word.endswith("s") and _is_known(word[:-1], allowed))


@cache
def _web_words() -> frozenset[str]:
    """Return words of addresses of many sites: names of sections, endings of files, parameters."""
    return frozenset((files("graph.privacy") / "web_words.txt").read_text("utf-8").split())


def _is_known(word: str, allowed: Collection[str]) -> bool:
    return word in allowed or word in everywhere()[0]


def _words_of(text: str, organizations: Phrases) -> set[str]:
    """Return the words of a text, but for those within names of organisations."""
    words, place, kept = tokens(text), 0, list[Token]()
    while place < len(words):
        length = organizations.length(words, place)
        kept += [] if length else [words[place]]
        place += length or 1
    plain = " ".join(token.text for token in kept)
    parts = {token.folded for token in tokens(MARKS.sub(" ", plain))}
    return parts | {token.folded.replace("'", "") for token in kept}


def is_clear_slug(slug: str, title: str = "") -> bool:
    """Whether a slug is made of ordinary and of reviewed words, or of those of a clear title.

    >>> is_clear_slug("amazon-hiring-tool"), is_clear_slug("jose-herzberg-fired")
    (True, False)
    """
    return is_clear_address(f"//-/{slug}", (title,), ())


def readable(address: str) -> str:
    """Return path, query and fragment of an address as words, in title case, as names are."""
    parts = urlsplit(address)
    text = " ".join((ENDING.sub("", parts.path), parts.query, parts.fragment))
    for _ in range(DECODINGS):
        text = unquote(text)
    text = WORD.sub(_without_number, DATE.sub(" ", text))
    return MARKS.sub(" ", text).strip().title()


def _without_number(word: re.Match[str]) -> str:
    """Return a word, or nothing where it is a number of a page: "5e5e88da5f1e"."""
    pieces = LETTERS.findall(word[0])
    is_number = pieces != [word[0]] and max(map(len, pieces), default=0) <= LONGEST_PIECE
    return " " if is_number else word[0]
