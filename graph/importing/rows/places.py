"""Places of a row, also by the names that the major languages of Europe have for them (CLDR)."""

from collections import Counter
from functools import cache
from typing import Final

from babel import Locale

from graph.importing.issues import places
from graph.importing.sheets.local_dates import LANGUAGES
from graph.privacy.name_lists import folded
from graph.reading.places import place

__all__ = ["name_of_place", "places_of"]

SMALL: Final = frozenset(("and", "of", "the"))


def places_of(counts: Counter[str], cell: str) -> list[str]:
    """Return the ids of the places that a cell names; those that no record has are counted.

    >>> places_of(Counter(), "Reino Unido"), places_of(Counter(), "Österreich; Kenya")
    (['united-kingdom'], ['austria', 'kenya'])
    """
    parts = [part.strip() for part in cell.replace("\n", ";").split(";")]
    return places(counts, [_english(part) for part in parts if part])


def name_of_place(id_: str) -> str:
    """Return the English name of a place as its id has it.

    >>> name_of_place("united-kingdom"), name_of_place("bosnia-and-herzegovina")
    ('United Kingdom', 'Bosnia and Herzegovina')
    """
    return " ".join(word if word in SMALL else word.capitalize() for word in id_.split("-"))


def _english(name: str) -> str:
    return name if place(name) else _translated().get(folded(name), name)


@cache
def _translated() -> dict[str, str]:
    """Return the English names of countries by those of other languages, where they mean one."""
    codes: dict[str, set[str]] = {}
    for language in LANGUAGES:
        for code, name in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                codes.setdefault(folded(name), set()).add(code)
    return {name: one for name, (one, *more) in codes.items() if not more and place(one)}
