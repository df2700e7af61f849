"""Validation of filters: unknown names and values are refused with the nearest ones."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from graph.questions import END
from graph.search import FACETS, Search
from ontology import BadQuery, concepts, local_name, near_names, own_properties, record_types
from server.languages.current import translated

__all__ = ["RECORDS", "SCHEMES", "check_names", "facet_names", "resolved"]

NAMES: Final = ("q", *FACETS, "order", "page")
TRACKED: Final = re.compile(r"utm_\w+|fbclid|gclid|ref")
"""Parameters that mailings and networks add to an address; they ask for nothing."""
LONGEST: Final = 80
SCHEMES: Final = {
    "area": "justice-area",
    "impact": "impact",
    "sector": "sector",
    "role": "role",
    "task": "task",
    "condition": "condition",
    "status": "status",
    "severity": "severity",
    "group": "affected-group",
    "demand": "demand",
    "arrangement": "arrangement",
    "response": "response-kind",
}
"""The scheme of concepts from which a facet takes its values."""
RECORDS: Final = {
    "place": "place",
    "actor": "actor",
    "implicated": "actor",
    "responding": "actor",
    "system": "system",
    "workers": "worker-group",
}
"""The kind of record from which a facet takes its values."""
PART: Final = re.compile(r"[a-z0-9-]+\.[a-z-]+")


def check_names(names: Iterable[str], known: Collection[str] = NAMES) -> None:
    """Raise `BadQuery` for a parameter that is not known, with the nearest name.

    >>> check_names(["q", "plcae"])
    Traceback (most recent call last):
        ...
    ontology.errors.BadQuery: unknown parameter 'plcae': the nearest is 'place'
    """
    for name in names:
        if name not in known and name in map(local_name, own_properties()):
            raise BadQuery(f"{name[:LONGEST]}: this field is no filter of a search")
        if name not in known and not TRACKED.fullmatch(name):
            nearest, *_ = process.extractOne(
                name[:LONGEST].lower(), known, scorer=JaroWinkler.similarity
            )
            message = f"unknown parameter {name[:LONGEST]!r}: the nearest is {nearest!r}"
            raise BadQuery(message).with_nearest(name, [nearest])


def facet_names() -> dict[str, str]:
    """Return what the facets are called in the language of the request, by their names."""
    return {name: translated(label) for name, label in FACETS.items()}


def resolved(
    search: Search, base: str, chosen: Mapping[str, Collection[str]]
) -> dict[str, tuple[str, ...]]:
    """Return the values of filters by their words; a name such as Kenya is taken for its word.

    Raises `BadQuery` for an unknown value, with the nearest names. A concept or a record that no
    document has is known, and finds nothing.
    """
    found = {
        name: {word for value in values for word in _words(search, base, name, value)}
        for name, values in chosen.items()
    }
    return {name: tuple(sorted(words)) for name, words in found.items()}


def _words(search: Search, base: str, facet: str, value: str) -> list[str]:
    words = _called(search, facet, value)
    if words or _is_known(search, base, facet, value):
        return words or [value]
    names = search.values.names(facet)
    near = process.extract(value[:LONGEST], names, scorer=JaroWinkler.similarity, limit=3)
    nearest = near_names(value, names) or [*dict.fromkeys(name for name, *_ in near)]
    message = f"{facet}={value[:LONGEST]}: no {FACETS[facet].lower()} is called so; the nearest: "
    raise BadQuery(message + (", ".join(nearest) or "none")).with_nearest(value, nearest)


def _called(search: Search, facet: str, value: str) -> list[str]:
    """Return the words of values by a name in English, or else in another language."""
    last = END.split(value.rstrip("/"))[-1]
    for name in (value, last, *search.in_english(value)):
        if words := search.values.called(facet, name):
            return words
    return []


def _is_known(search: Search, base: str, facet: str, value: str) -> bool:
    """Whether a value exists that no document has."""
    if facet in SCHEMES:
        return value in concepts(SCHEMES[facet])
    if facet in RECORDS:
        return search.has(f"{base}id/{RECORDS[facet]}/{value}")
    if facet == "year":
        return value.isascii() and value.isdecimal() and len(value) == 4
    if facet == "part":
        return bool(PART.fullmatch(value))
    return facet == "kind" and value in record_types()
