"""The method under test as a list for each incident, and variants of it with one part left out."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np

from graph.related import LIMIT, TYPES, Features, features, index, nearest
from scripts.bench.related.incidents import Incident, links_of
from scripts.bench.related.measures import Lists

__all__ = ["OURS", "ours", "table", "tried"]

OURS: Final = "justicegraph"
TRIED: Final = tuple(
    one.name
    for one in TYPES
    if one.name in ("topic", "term", "actor", "time", "classification", "affectedGroup")
)
"""The types that the incidents' files give."""


def table(incidents: Sequence[Incident]) -> Features:
    """Return the features of incidents."""
    links = (link for one in incidents for link in links_of(one))
    return features(links, issues=[one.name for one in incidents])


def ours(known: Features, weights: Mapping[str, float] | None = None, hub: int = 0) -> Lists:
    """Return the lists of the method."""
    made = index(known, weights, hub) if hub else index(known, weights)
    found: dict[str, list[str]] = {issue: [] for issue in known.issues}
    for ranked in nearest(made, limit=LIMIT):
        for one, other in zip(ranked.issues, ranked.related, strict=True):
            found[known.issues[one]].append(known.issues[other])
    return found.__getitem__


def tried(known: Features) -> tuple[str, ...]:
    """Return the types in a table, the terms first."""
    present = {TYPES[number].name for number in np.unique(known.types)}
    return tuple(name for name in TRIED if name in present)
