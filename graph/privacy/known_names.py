"""Reviewed names that a text may hold: organisations, public persons, products, works and places.

`terms.tsv` holds names that are no person's; some of them count only as a whole cell, such as a
system that is called by a given name. `parties.tsv` holds organisations and persons with a role in
public, and the place records our places.
"""

import csv
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

from graph.privacy.name_detection import Mention, Rank, mentions_among, ranks
from graph.privacy.name_lists import given_names
from graph.privacy.name_tokens import Phrases, Token, tokens
from graph.privacy.party_classifier import Verdict, reviewed
from graph.reading.places import place_names

__all__ = [
    "Reading",
    "everywhere",
    "is_clear",
    "is_clear_group",
    "is_product",
    "may_be_person",
    "public_words",
    "quoted",
]

ANYWHERE: Final = "text"
LONGEST: Final = 4


@cache
def everywhere() -> tuple[Phrases, Phrases]:
    """Return the names that any text may hold: of no person, and of persons with a public role."""
    parties = reviewed().values()
    persons = Phrases(party.name for party in parties if party.verdict is Verdict.PERSON)
    others = Phrases(party.name for party in parties if party.verdict is not Verdict.PERSON)
    for name, where in _terms().items():
        if where == ANYWHERE:
            others.add(name)
    for name in place_names():
        others.add(name)
    return others, persons


class Reading(NamedTuple):
    """A text read for names: its words, their ranks, and what may name somebody."""

    words: tuple[Token, ...]
    ranks: tuple[Rank, ...]
    mentions: tuple[Mention, ...]

    @classmethod
    def of(cls, text: str, *known: Phrases) -> "Reading":
        """Read a text, in which names of `everywhere` and those that are `known` name nobody."""
        return _read(text) if not any(known) else _reading(text, (*everywhere(), *known))


@lru_cache(maxsize=4096)
def _read(text: str) -> Reading:
    return _reading(text, everywhere())


def _reading(text: str, known: Sequence[Phrases]) -> Reading:
    words = tokens(text)
    of_words = ranks(words, known)
    return Reading(words, tuple(of_words), tuple(mentions_among(text, words, of_words)))


def is_clear(label: str, *known: Phrases) -> bool:
    """Whether a label, such as the name of a system or a category, names no private person.

    >>> is_clear("Facial recognition"), is_clear("Jane Roe's chatbot")
    (True, False)
    """
    return label in _terms() or not Reading.of(label, *known).mentions


@lru_cache(maxsize=65_536)
def is_clear_group(label: str) -> bool:
    """Whether the label of a group names nobody, also where a source writes all in small letters.

    >>> is_clear_group("uber drivers"), is_clear_group("victims of mary miller")
    (True, False)
    """
    return label in _terms() or (is_clear(label) and is_clear(label.title()))


def quoted(text: str, most: int = 40) -> str:
    """Return a text for a message: quoted where it names nobody, else its length alone.

    >>> quoted("31 May"), quoted("Mary Roe, 31 May")
    ("'31 May'", 'a text of 16 characters')
    """
    return repr(text[:most]) if is_clear(text[:most]) else f"a text of {len(text):,} characters"


def is_product(label: str) -> bool:
    """Whether a label is clear, or has unknown words of which no list says that they are names.

    A column of systems says that its cells name systems, so that a new word there is one.

    >>> is_product("Zorblify"), is_product("Mary Roe"), is_product("Xqzt Wvrp")
    (True, False, False)
    """
    if is_clear(label):
        return True
    words, of_words, _ = Reading.of(label)
    unknown = sum(rank is Rank.UNKNOWN for rank in of_words)
    return unknown <= 1 and Rank.NAME not in of_words and words[0].text.isascii()


def may_be_person(name: str) -> bool:
    """Whether a name in a column of parties may be a person's: unclear, or led by a given name.

    >>> [may_be_person(name) for name in ("Summer Young", "summer young", "Springer Nature")]
    [True, True, False]
    """
    name = name if name != name.lower() else name.title()
    words = tokens(name)
    is_led = 1 < len(words) <= LONGEST and words[0].folded in given_names()
    return not is_clear(name) or (is_led and all(token.is_capital for token in words))


def public_words(*texts: str) -> Phrases:
    """Return the words of the public persons that some texts name in full.

    A text that says who is meant may go on with the surname alone.
    """
    _, persons = everywhere()
    found = Phrases()
    for text in texts:
        words, place = tokens(text), 0
        while place < len(words):
            length = persons.length(words, place)
            if length > 1:
                for token in words[place : place + length]:
                    if len(token.folded) > 1:
                        found.add(token.text)
            place += length or 1
    return found


@cache
def _terms() -> dict[str, str]:
    table = files("graph.privacy") / "terms.tsv"
    with as_file(table) as path, path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["name"]: row["where"] for row in rows}
