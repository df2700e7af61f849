"""Features: which issue leads to which node, by which type, how often."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from graph.related.types import type_named

__all__ = ["Features", "Link", "Matrix", "features", "without"]

Matrix: TypeAlias = Any
"""A matrix of scipy in compressed rows, whose library has no types."""


class Link(NamedTuple):
    """An issue leads to a node by a type, `count` times.

    `how` tells the role of an actor, and of a window of time when the issue began.
    """

    issue: str
    type: str
    node: str
    times: float = 1.0
    how: str = ""


@dataclass(frozen=True)
class Features:
    """A table of issues and nodes.

    A row is an issue and a column a node of a type, each in the order of their names; `counts` says
    how often the one leads to the other.
    """

    issues: tuple[str, ...]
    nodes: tuple[str, ...]
    types: NDArray[np.int8]
    counts: Matrix
    labels: Mapping[str, str]
    roles: Mapping[tuple[str, str], str]

    def label(self, name: str) -> str:
        """Return what an issue or a node is called."""
        return self.labels.get(name, name)


def features(
    links: Iterable[Link], labels: Mapping[str, str] | None = None, issues: Iterable[str] = ()
) -> Features:
    """Return the table of links; `issues` adds those that lead nowhere.

    Links given twice are added up; one that leads from an issue to itself says nothing.
    Complexity: sorting the links.

    >>> found = features([Link("a", "actor", "uber"), Link("b", "actor", "uber")])
    >>> found.issues, found.nodes, found.counts.toarray().tolist()
    (('a', 'b'), ('uber',), [[1.0], [1.0]])
    """
    kept = [link for link in links if link.issue != link.node]
    rows = sorted({link.issue for link in kept} | set(issues))
    columns = sorted({(type_named(link.type), link.node) for link in kept})
    return Features(
        tuple(rows),
        tuple(node for _, node in columns),
        np.array([number for number, _ in columns], dtype=np.int8),
        _counts(kept, rows, columns),
        labels or {},
        _roles(kept),
    )


def _counts(links: list[Link], rows: list[str], columns: list[tuple[int, str]]) -> Matrix:
    row_of = {issue: number for number, issue in enumerate(rows)}
    column_of = {column: number for number, column in enumerate(columns)}
    at = (
        [row_of[link.issue] for link in links],
        [column_of[type_named(link.type), link.node] for link in links],
    )
    shape = (len(rows), len(columns))
    counts = sparse.csr_matrix(([link.times for link in links], at), shape=shape, dtype=float)
    counts.sum_duplicates()
    return counts


def _roles(links: list[Link]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], set[str]] = {}
    for link in links:
        if link.how:
            about = link.type if link.type == "time" else link.node
            found.setdefault((link.issue, about), set()).add(link.how)
    return {key: ", ".join(sorted(roles)) for key, roles in found.items()}


def without(known: Features, gone: AbstractSet[str]) -> Features:
    """Return features without some issues and nodes, and without roles that tell their names.

    Nodes to which no other issue leads go too, such as words of a title.
    Complexity: linear in the links.

    >>> links = [Link("a", "actor", "uber"), Link("b", "actor", "uber"), Link("b", "term", "x")]
    >>> left = without(features(links), {"b"})
    >>> left.issues, left.nodes, left.counts.toarray().tolist()
    (('a',), ('uber',), [[1.0]])
    """
    rows = [row for row, issue in enumerate(known.issues) if issue not in gone]
    led_to = {*known.counts[rows].indices.tolist()}
    columns = [
        column for column, node in enumerate(known.nodes) if node not in gone and column in led_to
    ]
    names = {label for node in gone if (label := known.labels.get(node))}
    return Features(
        tuple(known.issues[row] for row in rows),
        tuple(known.nodes[column] for column in columns),
        known.types[columns],
        known.counts[rows][:, columns],
        {name: label for name, label in known.labels.items() if name not in gone},
        {
            key: how
            for key, how in known.roles.items()
            if gone.isdisjoint(key) and not any(name in how for name in names)
        },
    )
