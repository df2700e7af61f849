"""Lists apart: issues that share one kind of thing with an issue, without a weighing of kinds.

The same system, the same kind of harm, the same place; and the newest of the same justice area.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from graph.related.index import Index
from graph.related.topics import TOPIC, vocabulary
from graph.related.types import type_named

__all__ = ["ListApart", "Member", "lists_apart"]

LENGTH: Final = 5
KINDS: Final = {
    "The same system": ("system",),
    "The same kind of harm": ("topic", "impact"),
    "The same place": ("place",),
    "The newest of the same justice area": ("justiceArea",),
}
NEWEST: Final = "The newest of the same justice area"
HARM: Final = "harm"
"""The facet of topics that are kinds of harm."""


@dataclass(frozen=True)
class Member:
    """An issue of a list, when it began, and what it shares, in words."""

    issue: str
    label: str
    when: str
    shared: tuple[str, ...]


@dataclass(frozen=True)
class ListApart:
    """Issues that share one kind of thing, under a title."""

    title: str
    members: tuple[Member, ...]


def lists_apart(index: Index, row: int, length: int = LENGTH) -> Iterator[ListApart]:
    """Yield the lists of an issue that are not empty: the nearest first, then the newest.

    Complexity: for each list, linear in the values of the index.
    """
    for title, types in KINDS.items():
        shared = _row_of_types(index, row, types)
        scores = np.asarray(index.values @ shared).round(6)
        scores[row] = 0
        if title == NEWEST:
            scores = np.sign(scores)
        order = np.lexsort((-index.began, -scores))[:length]
        found = [other for other in order.tolist() if scores[other] > 0]
        if found:
            yield ListApart(title, tuple(_member(index, shared, other) for other in found))


def _row_of_types(index: Index, row: int, types: tuple[str, ...]) -> NDArray[np.float64]:
    """Return the values of an issue, those of other types as 0."""
    known = index.features
    values: NDArray[np.float64] = np.asarray(index.values[row].toarray()).ravel()
    for column in np.flatnonzero(values).tolist():
        is_wanted = known.types[column] in [type_named(name) for name in types]
        if not is_wanted or not _is_harm(known.nodes[column]):
            values[column] = 0
    return values


def _is_harm(node: str) -> bool:
    kind, _, slug = node.partition(":")
    return f"{kind}:" != TOPIC or vocabulary().facets[slug] == HARM


def _member(index: Index, shared: NDArray[np.float64], row: int) -> Member:
    known = index.features
    both = np.asarray(index.values[row].toarray()).ravel() * shared
    order = sorted(np.flatnonzero(both).tolist(), key=lambda column: (-both[column], column))
    labels = tuple(known.label(known.nodes[column]) for column in order)
    issue = known.issues[row]
    return Member(issue, known.label(issue), known.roles.get((issue, "time"), ""), labels)
