"""Where nodes stand in a picture: near what they are linked to, and nearest to what few share."""

import random
from collections import Counter
from collections.abc import Sequence
from math import atan2, cos, hypot, sin, sqrt
from statistics import median
from typing import Final

__all__ = ["placed"]

SMALL: Final = 1_000
"""Up to so many nodes each pushes every other away; of more, only those near it."""
OUTERMOST: Final = 0.01
"""This part of the nodes on each side is drawn at the rim, so that the others have room."""
MIDDLE: Final = 0.5

Place = tuple[float, float]


def placed(links: Sequence[tuple[int, int]], nodes: int | None = None) -> list[Place]:
    """Return the places of nodes 0, 1, ... in a square of side 1, the same for the same links.

    A link pulls the more, the fewer links its ends have, so that what everything is linked to does
    not draw everything together. Of many nodes, each has as much room: they fill a disc evenly, and
    keep the direction from the middle and the order of the distances from it.
    Complexity: near linear in nodes and links, for small pictures quadratic in the nodes.
    Source: Fruchterman and Reingold, Software: Practice and Experience 21 (1991), grid variant.

    >>> sorted(placed([(0, 1)]))
    [(0.0, 0.0), (1.0, 1.0)]
    """
    import igraph  # here, since loading it takes longer than most commands

    amounts = Counter(end for link in links for end in link)
    count = nodes if nodes is not None else max(amounts, default=-1) + 1
    if count < 2:
        return [(0.5, 0.5)] * count
    pairs = sorted({(min(link), max(link)) for link in links})
    pulls = [sqrt(10 / max(amounts[one], amounts[other])) for one, other in pairs]
    igraph.set_random_number_generator(random.Random(1))  # noqa: S311 - a layout, not a secret
    layout = igraph.Graph(count, pairs).layout_fruchterman_reingold(
        weights=pulls or None, niter=300, grid=count > SMALL
    )
    if count > SMALL:
        return _evenly(layout.coords)
    xs, ys = (_spread(axis) for axis in zip(*layout.coords, strict=True))
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
