"""Addresses of sources that repeat the name of a withheld person in their path.

An address is read as a reader would: percent-encoding is undone, hyphens and other marks part
words. It is published only where every word is an ordinary or reviewed one, or is in the title
as it is published. Elsewhere the source is named by its site alone.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final
from urllib.parse import unquote, urlsplit

from graph.privacy.known_names import Reading, everywhere
from graph.privacy.name_detection import Rank
from graph.privacy.name_lists import given_names, names
from graph.privacy.name_tokens import NOBODY, Phrases, Token, tokens
from graph.privacy.word_list import dictionary, is_word

__all__ = ["is_clear_address", "is_clear_page", "is_clear_slug", "readable"]

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
LONGEST_NAME: Final = 3
SHORT_NAME: Final = 3
"""Letters of the shortest given name with which a word of an address may begin."""
ACCOUNT: Final = re.compile(
    r"//(?:[\w-]+\.)*(?:twitter|x|facebook|instagram|linkedin|tiktok|threads|github)\.com/"
    r"|/(?:[@~]|%40|(?:in|u|user|users|people|person|staff|team|author|authors|profile|profiles|"
    r"members?|patients?|pupils?|students?|workers?|residents?|victims?)/)",
    re.IGNORECASE,
)
"""Where an address names who has an account, wrote a text or is on a list of people."""


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
    if _repeats(reading.words, withheld):
        return False
    return not any(_strange(address, reading, published, organizations))


def is_clear_page(
    address: str,
    published: Collection[str],
    withheld: Collection[str],
    organizations: Phrases = NOBODY,
) -> bool:
    """Whether an address that a table gives as its source holds no name of a person.

    A single word that no list has is a name of a place, a firm or a thing, since the people of
    the table chose the page. Two in one step of its path, a word on a list of names, and an
    account are a person's. More than three such words are a headline in another language, where a
    given name is looked for.

    >>> pages = ("farms/ballyknock", "mary-roe-fired", "xqzt-wvrp", "@zorb", "maryroe")
    >>> [is_clear_page(f"https://example.org/{page}", (), ()) for page in pages]
    [True, False, False, False, False]
    """
    if is_clear_address(address, published, withheld, organizations):
        return True
    if _repeats(tokens(readable(address)), withheld):
        return False
    steps = [Reading.of(readable(f"//-/{step}"), organizations) for step in _steps(address)]
    strange = [one for step in steps for one in _strange(address, step, published, organizations)]
    is_headline = sum(map(len, strange)) > LONGEST_NAME
    is_name = _has_given_name if is_headline else _is_name
    return not ACCOUNT.search(address) and not any(map(is_name, strange))


def _steps(address: str) -> list[str]:
    """Return the steps of the path of an address, and what is asked there."""
    parts = urlsplit(address)
    return [*ENDING.sub("", parts.path).split("/"), f"?{parts.query}", f"#{parts.fragment}"]


def _repeats(words: Sequence[Token], withheld: Collection[str]) -> bool:
    """Whether words of an address are, or hold, those of somebody who is not named."""
    long = [name for name in withheld if len(name) >= SHORTEST]
    return any(
        token.folded in withheld or any(name in token.folded for name in long) for token in words
    )


def _strange(
    address: str, reading: Reading, published: Collection[str], organizations: Phrases
) -> Iterator[list[tuple[str, Rank]]]:
    """Yield the words of each mention in an address, with ranks, that no published text has."""
    allowed = _words_of(" ".join((*published, urlsplit(address).netloc)), organizations)
    for one in reading.mentions:
        words = [
            (reading.words[i].folded, reading.ranks[i]) for i in range(one.first, one.last + 1)
        ]
        strange = [word for word in words if word[1] >= Rank.UNKNOWN] or words
        if not all(_is_allowed(word, allowed) for word, _ in strange):
            yield strange


def _is_name(strange: Sequence[tuple[str, Rank]]) -> bool:
    """Whether words in a row are likely a person's name: several, one of a list, or two in one."""
    if len(strange) > 1:
        return True
    word, rank = strange[0]
    if rank is Rank.UNKNOWN:
        return _is_full_name(word)
    return word in given_names() or word not in dictionary()


def _has_given_name(strange: Sequence[tuple[str, Rank]]) -> bool:
    return any(word in given_names() and not is_word(word) for word, _ in strange)


def _is_full_name(word: str) -> bool:
    """Whether a word is a given name and another name without a space: "maryroe"."""
    parts = ((word[:place], word[place:]) for place in range(SHORT_NAME, len(word) - 1))
    return any(first in given_names() and last in names() for first, last in parts)


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
