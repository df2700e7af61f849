"""Node positions of a network in the unit square, by a force-directed layout.

What few nodes share counts more than what many do, so that a hub does not draw all together.
"""

from collections import Counter
from collections.abc import Sequence
from math import atan2, cos, hypot, sin, sqrt
from statistics import median
from typing import Final

from graph.network.network import Network

__all__ = ["MANY", "layout", "positions"]

MANY: Final = 1_000
"""Of more nodes than this, each gets the same room."""
OUTERMOST: Final = 0.01
"""This part of the nodes on each side is drawn at the rim, so that the others have room."""
MIDDLE: Final = 0.5

Place = tuple[float, float]


def positions(graph: Network) -> dict[str, Place]:
    """Return the position of each node of a network; see `layout`.

    >>> import networkx as nx
    >>> sorted(positions(nx.Graph([("a", "b")])))
    ['a', 'b']
    """
    numbers = {node: number for number, node in enumerate(graph)}
    links = [(numbers[one], numbers[other]) for one, other in graph.edges()]
    return dict(zip(graph, layout(links, len(numbers)), strict=True))


def layout(links: Sequence[tuple[int, int]], count: int) -> list[Place]:
    """Return the positions of nodes 0, 1, ... in a square of side 1, the same for the same links.

    The weight of a link is the inverse square root of the larger degree of its ends. More than
    `MANY` nodes fill a disc evenly: they keep their direction from the middle and the order of
    their distances from it.
    Complexity: near linear in nodes and links; see `force_layout`.

    >>> sorted(layout([(0, 1)], 2))
    [(0.0, 1.0), (1.0, 0.0)]
    """
    import numpy as np  # here, since a process that serves is not to load it at its start

    from graph.network.force_layout import force_layout

    if count < 2:
        return [(MIDDLE, MIDDLE)] * count
    degrees = Counter(end for link in links for end in link)
    pairs = sorted({(min(link), max(link)) for link in links if link[0] != link[1]})
    weights = np.sqrt([10 / max(degrees[one], degrees[other]) for one, other in pairs])
    at = force_layout(count, np.array(pairs, dtype=np.intp).reshape(-1, 2), weights)
    places = list(zip(at.real.tolist(), at.imag.tolist(), strict=True))
    if count > MANY:
        return _evenly(places)
    xs, ys = (_spread(axis) for axis in zip(*places, strict=True))
    return list(zip(xs, ys, strict=True))


def _evenly(places: Sequence[Place]) -> list[Place]:
    """Return places that fill a disc as densely everywhere, those nearest its middle first."""
    middle = [median(axis) for axis in zip(*places, strict=True)]
    aside = [(x - middle[0], y - middle[1]) for x, y in places]
    order = sorted(range(len(aside)), key=lambda at: (hypot(*aside[at]), at))
    far = {at: MIDDLE * sqrt((rank + 0.5) / len(order)) for rank, at in enumerate(order)}
    return [
        (_rounded(far[at] * cos(turn)), _rounded(far[at] * sin(turn)))
        for at, turn in enumerate(atan2(y, x) for x, y in aside)
    ]


def _rounded(aside: float) -> float:
    return round(MIDDLE + aside, 4)


def _spread(axis: Sequence[float]) -> list[float]:
    """Spread numbers from 0 to 1, those farthest out at the rim."""
    ordered = sorted(axis)
    cut = int(len(ordered) * OUTERMOST)
    low, high = ordered[cut], ordered[-1 - cut]
    width = (high - low) or 1.0
    return [round(min(1.0, max(0.0, (one - low) / width)), 4) for one in axis]
