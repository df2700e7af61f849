"""Keys of a name for exact look-up: rules of identity, acronyms, and names without their place.

A name has literal keys (ways to write it) and derived keys (ways to shorten it). Two names match
where they share a literal key, or where a derived key of one is a literal key of the other. Derived
keys are not compared with each other: many names have the same initials.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Final, NamedTuple

from graph.identity.merging.merge_rules import aliases
from graph.identity.naming.names import BRACKETS, CAPITALS, acronym_of, form
from graph.legal_forms import form_letters
from graph.reading.places import place
from graph.search.words import normal_form
from graph.stemming import WORD

__all__ = ["Key", "derived_keys", "literal_keys"]

KEY: Final = 100.0
"""Score of a name that is written the same."""
BARE: Final = 99.0
"""Score of a name that is the same but for a legal form."""
ALIAS: Final = 98.0
ACRONYM: Final = 97.0
LETTERS: Final = 96.0
"""Score of a name of the same letters."""
PLACELESS: Final = 93.0
"""Score of a name that is the same but for its place."""
SHORT: Final = 92.0
"""Score of initials."""
CAPITAL: Final = re.compile(r"\b[A-Z]{2,6}\b")
DOTS: Final = re.compile(r"(?<=\b\w)\.(?=\w\b|\s|$)")
SMALLER: Final = frozenset(
    {"a", "an", "and", "at", "de", "des", "du", "e", "et", "for", "in", "la", "le", "of", "on"}
    | {"the", "to", "und", "y"}
)
TRADE: Final = frozenset(
    {"com", "company", "companies", "enterprise", "enterprises", "group", "holding", "holdings"}
    | {"international", "lab", "labs", "solutions", "stores", "systems", "technologies"}
    | {"technology"}
    | form_letters()
)
"""Words at the end of a company's name that newspapers leave out."""
MOST_WORDS: Final = 12
LONGEST_PLACE: Final = 3
SHORTEST_ACRONYM: Final = 2


class Key(NamedTuple):
    """A key of a name, with the score of its rule."""

    score: float
    text: str


def literal_keys(name: str) -> Iterator[Key]:
    """Yield the keys of the ways to write a name, those of the surest rule first.

    >>> [key.score for key in literal_keys("Snap Inc.") if key.text == "snap"]
    [99.0, 98.0]
    """
    written = form(name)
    outside = BRACKETS.sub(" ", name).strip() or name
    yield Key(KEY, written.key)
    yield Key(BARE, written.bare)
    yield Key(ALIAS, aliases().get(written.bare, written.bare))
    short = (one for one in (*written.bracketed, name.strip()) if not place(one))
    plain = (DOTS.sub("", one) for one in short)
    yield from (Key(ACRONYM, one) for one in plain if CAPITALS.fullmatch(one))
    if all(acronym_of(one, outside) for one in written.bracketed):
        yield Key(LETTERS, "".join(_words(outside)))
    yield from (Key(LETTERS, form(one).bare) for one in _parts(name, outside))
    if CAPITAL.search(outside) and len(parts := _words(outside)) > 1:
        yield Key(SHORT, " ".join(parts))


def derived_keys(name: str) -> Iterator[Key]:
    """Yield the keys of shorter names: without place, without what says the trade, as initials.

    >>> [key.text for key in derived_keys("US Customs and Border Protection")][0]
    'customborderprotection'
    >>> "uc berkeley" in [key.text for key in derived_keys("University of California, Berkeley")]
    True
    """
    outside = BRACKETS.sub(" ", name).strip() or name
    every = _words(DOTS.sub("", outside))[:MOST_WORDS]
    for rest in _without_place(every):
        yield Key(PLACELESS, form(" ".join(rest)).bare)
        yield from (Key(SHORT, text) for text in _shortened(rest))
    for rest in _without_trade(every):
        yield Key(PLACELESS, form(" ".join(rest)).bare)
    yield from (Key(SHORT, text) for text in _shortened(every))


def _shortened(parts: list[str]) -> Iterator[str]:
    """Yield the initials of all words, and of each run of words within the rest."""
    for some in ([one for one in parts if one not in SMALLER], parts):
        if len(some) > SHORTEST_ACRONYM:
            yield "".join(one[0] for one in some).upper()
        for start, end in combinations(range(len(some) + 1), 2):
            if 1 < end - start < len(some):
                initials = "".join(one[0] for one in some[start:end])
                yield " ".join([*some[:start], initials, *some[end:]])


def _without_trade(parts: list[str]) -> Iterator[list[str]]:
    """Yield the words before those at the end that say only what kind of company it is."""
    end = len(parts)
    while end > 1 and parts[end - 1] in TRADE:
        end -= 1
    if end < len(parts):
        yield parts[:end]


def _without_place(parts: list[str]) -> Iterator[list[str]]:
    for end in range(1, min(LONGEST_PLACE, len(parts) - 1) + 1):
        if len(parts) - end > 1 and place(" ".join(parts[:end])):
            yield parts[end:]


def _parts(name: str, outside: str) -> Iterator[str]:
    """Yield the names that one text has: before and after a slash, in and outside of brackets."""
    if "/" in outside:
        yield from (part for part in outside.split("/") if part.strip())
    for one in BRACKETS.findall(name):
        if place(one):
            yield f"{one} {outside}"
        elif acronym_of(outside, one):
            yield one


def _words(text: str) -> list[str]:
    return WORD.findall(normal_form(text.replace("&", " and ")))
