"""Node-link diagram of a view for pages without JavaScript: shapes, lines, labels."""

from collections.abc import Iterable, Iterator
from math import sqrt
from typing import Final, NamedTuple

from graph.explorer import Node, View

__all__ = ["HEIGHT", "WIDTH", "Drawn", "Line", "Shape", "draw", "shortened"]

WIDTH: Final = 1200
HEIGHT: Final = 960
MARGIN: Final = (130, 60)
MOST_DRAWN: Final = 600
LETTER: Final = 7.2
"""Approximate width of a letter."""
LINE: Final = 17
LETTERS: Final = 12
"""Height of letters."""
LONGEST: Final = 34


class Shape(NamedTuple):
    """A node: position, size, and its label if there is room."""

    node: Node
    x: float
    y: float
    size: float
    label: str


class Line(NamedTuple):
    """A link: its ends."""

    x1: float
    y1: float
    x2: float
    y2: float


class Drawn(NamedTuple):
    """A diagram, and the number of nodes that it leaves out."""

    shapes: tuple[Shape, ...]
    lines: tuple[Line, ...]
    left_out: int


def draw(seen: View, first: Iterable[str] = ()) -> Drawn:
    """Return the diagram of a view; the labels of some nodes get priority.

    Complexity: linear in the links; each label is compared with those placed before and all nodes.
    """
    nodes = seen.nodes[:MOST_DRAWN]
    places = {node.number: _place(node) for node in nodes}
    sizes = {node.number: _size(node, len(nodes)) for node in nodes}
    labels = dict(_labels(nodes, places, sizes, frozenset(first)))
    shapes = (
        Shape(node, *places[node.number], sizes[node.number], labels.get(node.number, ""))
        for node in nodes
    )
    return Drawn(tuple(shapes), tuple(_lines(seen, places)), len(seen.nodes) - len(nodes))


def shortened(label: str, longest: int = LONGEST) -> str:
    """Return a label on one line, truncated.

    >>> shortened("Callers  behind" + chr(10) + "Duplex"), shortened("x" * 50, 5)
    ('Callers behind Duplex', 'xxxx…')
    """
    text = " ".join(label[: 4 * longest].split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def _place(node: Node) -> tuple[float, float]:
    (x, y), (left, top) = (node.x, node.y), MARGIN
    return round(left + x * (WIDTH - 2 * left), 1), round(top + y * (HEIGHT - 2 * top), 1)


def _size(node: Node, amount: int) -> float:
    """Return half the width of a node: larger for more links, smaller in large views."""
    return round((6 + min(12, sqrt(node.links))) * min(1.0, sqrt(140 / max(amount, 1))), 1)


def _lines(seen: View, places: dict[int, tuple[float, float]]) -> Iterator[Line]:
    for link in seen.links:
        if link.source in places and link.target in places:
            yield Line(*places[link.source], *places[link.target])


def _labels(
    nodes: Iterable[Node],
    places: dict[int, tuple[float, float]],
    sizes: dict[int, float],
    first: frozenset[str],
) -> Iterator[tuple[int, str]]:
    """Yield labels below nodes, as long as they meet neither another nor a node."""
    taken: list[tuple[float, float, float]] = []
    for node in sorted(nodes, key=lambda one: (one.name not in first, one.number)):
        label = shortened(node.label)
        half, (x, y) = len(label) * LETTER / 2, places[node.number]
        below = y + sizes[node.number] + LINE
        meets_node = any(
            abs(x - places[one][0]) < half + sizes[one]
            and below - LETTERS < places[one][1] + sizes[one]
            and places[one][1] - sizes[one] < below + LETTERS / 3
            for one in places
            if one != node.number
        )
        is_free = all(abs(x - a) > half + b or abs(below - c) > LINE for a, b, c in taken)
        if is_free and not meets_node:
            taken.append((x, half, below))
            yield node.number, label
