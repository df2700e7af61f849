"""Shortest paths: bidirectional Dijkstra; passing through a node of high degree costs more."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise
from math import log2
from typing import Final

__all__ = ["shortest_paths"]

Ends = Callable[[int], Iterable[tuple[int, int]]]
"""Returns the neighbours of a node, each with its degree."""
NodePath = tuple[int, ...]
MOST_SETTLED: Final = 1_500
"""The most nodes that one search settles before it gives up."""


def shortest_paths(start: int, end: int, ends: Ends, most: int = 3) -> list[NodePath]:
    """Return up to `most` node-disjoint paths between two nodes, the cheapest first.

    The best first: that of the least cost, where to pass through a node costs the logarithm of how
    many links it has, so that two steps through what few share beat one through what all share.
    Complexity: bounded by `MOST_SETTLED` nodes and their links, for each way.
    Source: Dijkstra (1959), from both ends (Pohl, 1971).

    >>> links = {1: [(2, 9), (3, 2)], 2: [(1, 2), (4, 2)], 3: [(1, 2), (4, 2)], 4: [(2, 9), (3, 2)]}
    >>> shortest_paths(1, 4, links.__getitem__)
    [(1, 3, 4), (1, 2, 4)]
    """
    paths: list[NodePath] = []
    passed: set[tuple[int, int]] = set()
    banned: set[int] = set()
    while len(paths) < most:
        path = _way(start, end, _without(ends, banned, passed))
        if not path:
            break
        paths.append(path)
        banned.update(path[1:-1])
        passed.update(pairwise(path) if len(path) == 2 else ())
    return paths


def _without(ends: Ends, banned: set[int], passed: set[tuple[int, int]]) -> Ends:
    """Return the neighbours that earlier paths do not use."""

    def open_ends(node: int) -> Iterator[tuple[int, int]]:
        for other, links in ends(node):
            if other not in banned and not {(node, other), (other, node)} & passed:
                yield other, links

    return open_ends


@dataclass
class _Side:
    """One direction of the search: costs, predecessors and priority queue."""

    start: int
    goal: int
    ends: Ends
    weights: dict[int, float] = field(default_factory=dict)
    costs: dict[int, float] = field(default_factory=dict)
    before: dict[int, int] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)
    waiting: list[tuple[float, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.costs[self.start] = self.weights[self.start] = self.weights[self.goal] = 0
        self.waiting.append((0, self.start))

    def settle(self) -> list[int]:
        """Settle the nearest open node; return it and the nodes whose cost it lowered."""
        while self.waiting:
            cost, node = heappop(self.waiting)
            if node not in self.settled:
                self.settled.add(node)
                return [node, *self._reached(node, cost)]
        return []

    def _reached(self, node: int, cost: float) -> Iterator[int]:
        for other, links in self.ends(node):
            weight = self.weights.setdefault(other, log2(1 + links))
            through = cost + 1 + (self.weights[node] + weight) / 2
            if through < self.costs.get(other, float("inf")):
                self.costs[other], self.before[other] = through, node
                heappush(self.waiting, (through, other))
                yield other

    def back(self, node: int) -> list[int]:
        """Return the path from a node back to the start."""
        way = [node]
        while way[-1] != self.start:
            way.append(self.before[way[-1]])
        return way


def _way(start: int, end: int, ends: Ends) -> NodePath:
    sides = (_Side(start, end, ends), _Side(end, start, ends))
    best, meeting = float("inf"), None
    for turn in range(MOST_SETTLED):
        side, other = sides[turn % 2], sides[1 - turn % 2]
        reached = side.settle()
        if not reached:
            break
        for node in other.costs.keys() & {*reached}:
            cost = side.costs[node] + other.costs[node]
            if cost < best:
                best, meeting = cost, node
        if _is_found(sides, best):
            break
    return () if meeting is None else _joined(sides, meeting)


def _is_found(sides: Sequence[_Side], best: float) -> bool:
    """Whether no remaining path can cost less than the best one so far."""
    return sum(side.waiting[0][0] if side.waiting else 0 for side in sides) >= best


def _joined(sides: Sequence[_Side], meeting: int) -> NodePath:
    there, back = (side.back(meeting) for side in sides)
    return (*reversed(there), *back[1:])
