"""Names of a comparison: entity linking by label, slug or name index, else the nearest labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pyroaring import BitMap
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler

from graph.search import Value, word_of
from server.web.site import Site

__all__ = ["Unknown", "read_names"]

KINDS: Final = {
    "actor": ("Organization", "Person"),
    "system": ("AISystem",),
    "place": ("Country", "Region", "Bloc", "Place"),
}
"""Classes of the entities that are values of a facet; of the other facets, concepts."""
OFFERED: Final = 4
LONGEST: Final = 80
LEAST: Final = 0.6
"""The least similarity of a label that is offered."""


@dataclass(frozen=True)
class Unknown:
    """A name that no value has, and the labels of the nearest values."""

    name: str
    nearest: tuple[str, ...]


def read_names(
    site: Site, facet: str, names: Sequence[str]
) -> tuple[tuple[Value, ...], tuple[Unknown, ...]]:
    """Return the values that some names mean, each once, and the names that mean none.

    A name is a label or a slug in any case, or another name that the name index is sure of. An
    entity that no issue names is a value without documents.
    Complexity: linear in the values of the facet, and a look-up of the name index for each name.
    """
    found: dict[str, Value] = {}
    unknown = []
    for name in names:
        read = _read(site, facet, " ".join(name.split()))
        if isinstance(read, Unknown):
            unknown.append(read)
        else:
            found.setdefault(read.value, read)
    return tuple(found.values()), tuple(unknown)


def _read(site: Site, facet: str, name: str) -> Value | Unknown:
    known = site.search.values.listed[facet]
    folded = name.casefold()
    called = [one for one in known if folded in (one.word.casefold(), one.label.casefold())]
    if called:
        return max(called, key=lambda one: (len(one.documents), one.value))
    by_value = {one.value: one for one in known}
    candidates = site.names.find(name[:LONGEST], KINDS.get(facet, ("Concept",)), OFFERED + 1)
    values = {one: f"{site.base}{one.entity.id}" for one in candidates}
    for one in candidates:
        is_value = facet in KINDS or values[one] in by_value
        if one.is_match and is_value:
            return by_value.get(values[one]) or _unnamed(values[one], one.entity.label)
    near = [one.entity.label for one in candidates if facet in KINDS or values[one] in by_value]
    return Unknown(name, tuple(dict.fromkeys(near or _alike(known, folded)))[:OFFERED])


def _unnamed(iri: str, label: str) -> Value:
    """Return an entity that no issue names as a value without documents."""
    return Value(iri, word_of(iri), label, BitMap())


def _alike(known: Sequence[Value], folded: str) -> list[str]:
    labels = {one.label: one.label.casefold() for one in known}
    similar = process.extract(
        folded[:LONGEST],
        labels,
        scorer=JaroWinkler.similarity,
        limit=OFFERED,
        score_cutoff=LEAST,
    )
    return [label for _, _, label in similar]
