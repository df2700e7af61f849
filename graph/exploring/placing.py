"""Where nodes stand in a picture: near what they are linked to, and nearest to what few share."""

import random
from collections import Counter
from collections.abc import Sequence
from math import sqrt
from typing import Final

import igraph

__all__ = ["placed"]

SMALL: Final = 1_000
"""Up to so many nodes each pushes every other away; of more, only those near it."""
OUTERMOST: Final = 0.01
"""This part of the nodes on each side is drawn at the rim, so that the others have room."""

Place = tuple[float, float]


def placed(links: Sequence[tuple[int, int]], nodes: int | None = None) -> list[Place]:
    """Return the places of nodes 0, 1, ... in a square of side 1, the same for the same links.

    A link pulls the more, the fewer links its ends have, so that what everything is linked to does
    not draw everything together.
    Complexity: near linear in nodes and links, for small pictures quadratic in the nodes.
    Source: Fruchterman and Reingold, Software: Practice and Experience 21 (1991), grid variant.

    >>> sorted(placed([(0, 1)]))
    [(0.0, 0.0), (1.0, 1.0)]
    """
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
    xs, ys = (_spread(axis) for axis in zip(*layout.coords, strict=True))
    return list(zip(xs, ys, strict=True))


def _spread(axis: Sequence[float]) -> list[float]:
    """Spread numbers from 0 to 1, those farthest out at the rim."""
    ordered = sorted(axis)
    cut = int(len(ordered) * OUTERMOST)
    low, high = ordered[cut], ordered[-1 - cut]
    width = (high - low) or 1.0
    return [round(min(1.0, max(0.0, (one - low) / width)), 4) for one in axis]
