"""Places of a row, also by the names that the major languages of Europe have for them (CLDR)."""

import re
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Final

from babel import Locale

from graph.importing.issues import placed, places
from graph.importing.sheets.local_dates import LANGUAGES
from graph.privacy.name_lists import folded
from graph.reading.places import place

__all__ = ["name_of_place", "places_of"]

PARTS: Final = re.compile(r"[,()/]")
SMALL: Final = frozenset(("and", "of", "the"))


def places_of(counts: Counter[str], cell: str) -> list[str]:
    """Return the ids of the places that a cell names; those that no record has are counted.

    Of a city with its country, the country is taken.

    >>> places_of(Counter(), "Reino Unido"), places_of(Counter(), "Österreich; Kenya")
    (['united-kingdom'], ['austria', 'kenya'])
    >>> places_of(Counter(), "Köln, Deutschland"), places_of(Counter(), "Lyon (France)")
    (['germany'], ['france'])
    >>> places_of(Counter(), "Kenia, Reino Unido"), places_of(Counter(), ", ")
    (['kenya', 'united-kingdom'], [])
    """
    parts = [part.strip() for part in cell.replace("\n", ";").split(";")]
    known = placed(counts)
    return places(counts, [_english(part, known) for part in parts if part])


def name_of_place(id_: str) -> str:
    """Return the English name of a place as its id has it.

    >>> name_of_place("united-kingdom"), name_of_place("bosnia-and-herzegovina")
    ('United Kingdom', 'Bosnia and Herzegovina')
    """
    return " ".join(word if word in SMALL else word.capitalize() for word in id_.split("-"))


def _english(name: str, known: Callable[[str], str]) -> str:
    """Return a name as `places` reads it: of another language, or the last part that is a place."""
    if known(name):
        return name
    if code := _translated().get(folded(name)):
        return code
    parts = [*filter(None, map(str.strip, PARTS.split(name)))]
    if len(parts) < 2:
        return name
    english = [_english(part, known) for part in parts]
    if all(map(known, english)):
        return ", ".join(english)
    return english[-1] if known(english[-1]) else name


@cache
def _translated() -> dict[str, str]:
    """Return the English names of countries by those of other languages, where they mean one."""
    codes: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                codes.setdefault(folded(name), set()).add(code)
    return {name: one for name, (one, *more) in codes.items() if not more and place(one)}
