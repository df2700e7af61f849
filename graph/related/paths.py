"""Why two issues are related, also when they share nothing: the strongest chains between them.

A chain goes from issue to issue by what two that follow one another share; its strength is the
product of the strongest reason of each of its links, so that one weak link makes a weak chain.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np
from scipy import sparse

from graph.related.features import Matrix
from graph.related.index import Index
from graph.related.ranking import between
from graph.related.reasons import Relation, explain
from ontology import BASE

__all__ = ["CHAINS", "Chain", "chains", "relation_between"]

CHAINS: Final = 3


@dataclass(frozen=True)
class Chain:
    """Relations that lead from one issue to another, each with the reasons of that link."""

    links: tuple[Relation, ...]
    strength: float


def relation_between(index: Index, one: int, other: int, base: str = BASE) -> Relation | None:
    """Return how two issues relate, or nothing where they share nothing.

    Complexity: linear in the nodes of the two.
    """
    return next(explain(index, between(index, one, np.array([other])), base), None)


def chains(
    index: Index, one: int, other: int, limit: int = CHAINS, base: str = BASE
) -> Iterator[Chain]:
    """Yield the strongest chains between two issues over others, no two over the same one.

    What the two share themselves is no chain, but their relation.
    Complexity: for each chain, links times the logarithm of issues and nodes.
    Source: E. W. Dijkstra, A Note on Two Problems in Connexion with Graphs (1959), over the
    negative logarithms of the values.
    """
    costs = _costs(index)
    shared = np.intersect1d(index.values[one].indices, index.values[other].indices)
    _close(costs, (shared + len(index.features.issues)).tolist())
    for _ in range(limit if one != other else 0):
        steps, cost = _cheapest(costs, one, other)
        if not steps:
            return
        rows = steps[::2]
        links = (relation_between(index, start, end, base) for start, end in pairwise(rows))
        yield Chain(tuple(link for link in links if link), round(float(np.exp(-cost)), 6))
        _close(costs, steps[1:-1])


def _costs(index: Index) -> Matrix:
    """Return issues and nodes as one graph, whose distances are products of values."""
    values = index.values.copy()
    values.data = np.maximum(-np.log(values.data), 1e-9)
    return sparse.bmat([[None, values], [values.T, None]], format="csr")


def _cheapest(costs: Matrix, one: int, other: int) -> tuple[list[int], float]:
    distances, before = sparse.csgraph.dijkstra(costs, indices=one, return_predecessors=True)
    if not np.isfinite(distances[other]):
        return [], 0.0
    steps = [other]
    while steps[-1] != one:
        steps.append(int(before[steps[-1]]))
    return steps[::-1], float(distances[other])


def _close(costs: Matrix, steps: list[int]) -> None:
    """Let no later chain go over these issues and nodes."""
    for step in steps:
        costs.data[costs.indptr[step] : costs.indptr[step + 1]] = np.inf
    costs.data[np.isin(costs.indices, steps)] = np.inf
