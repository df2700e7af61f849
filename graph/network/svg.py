"""Static SVG picture of the network; the bytes are reproducible.

Size is the number of links, colour the kind of node, and each node names itself when pointed at.
"""

from collections.abc import Iterator
from math import sqrt
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from graph.network.layout import positions
from graph.network.network import Network

__all__ = ["SIDE", "colour_of", "draw"]

SIDE: Final = 1600
MARGIN: Final = 60
LABELLED: Final = 12
COLOURS: Final = {
    "issue": "#b3261e",
    "actor": "#2f5aa8",
    "system": "#6a3fa0",
    "worker-group": "#c26a00",
    "place": "#2e7d4f",
    "justice-area": "#8a6d00",
    "impact": "#a8326b",
    "affected-group": "#1f7a86",
    "demand": "#5f5148",
}
OTHER: Final = "#5c5c5c"


def colour_of(kind: str) -> str:
    """Return the colour of a kind of node.

    >>> colour_of("issue")
    '#b3261e'
    """
    return COLOURS.get(kind, OTHER)


def draw(graph: Network) -> bytes:
    """Return the network as SVG; labels are escaped."""
    at = {
        node: (MARGIN + x * (SIDE - 2 * MARGIN), MARGIN + y * (SIDE - 2 * MARGIN))
        for node, (x, y) in _kept(graph).items()
    }
    parts = [*_head(), *_edges(graph, at), *_nodes(graph, at), *_labels(graph, at), *_legend(graph)]
    return ("\n".join([*parts, "</svg>"]) + "\n").encode()


def _kept(graph: Network) -> dict[str, tuple[float, float]]:
    """Return the positions in the node attributes, or compute new ones."""
    if all("x" in data for _, data in graph.nodes(data=True)):
        return {node: (data["x"], data["y"]) for node, data in graph.nodes(data=True)}
    return positions(graph)


def _head() -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIDE} {SIDE}" role="img">'
    yield "<title>Issues and what they share</title>"
    yield f'<rect width="{SIDE}" height="{SIDE}" fill="#ffffff"/>'


def _edges(graph: Network, at: dict[str, tuple[float, float]]) -> Iterator[str]:
    yield '<g stroke="#9a9a9a" stroke-opacity="0.35">'
    for source, target in graph.edges():
        (x1, y1), (x2, y2) = at[source], at[target]
        yield f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
    yield "</g>"


def _nodes(graph: Network, at: dict[str, tuple[float, float]]) -> Iterator[str]:
    for node, data in graph.nodes(data=True):
        x, y = at[node]
        colour = colour_of(data.get("kind", ""))
        size = 4 + 2 * sqrt(graph.degree(node))
        title = escape(f"{data.get('label', node)} ({data.get('kind', '')})")
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}" stroke="#ffffff">'
        yield f"<title>{title}</title></circle>"


def _labels(graph: Network, at: dict[str, tuple[float, float]]) -> Iterator[str]:
    """Label the nodes with the most links; the others have a tooltip."""
    shared = [node for node, data in graph.nodes(data=True) if data.get("kind") != "issue"]
    most = sorted(shared, key=lambda node: (-graph.degree(node), node))[:LABELLED]
    yield '<g font-family="system-ui, sans-serif" font-size="19" text-anchor="middle"'
    yield ' fill="#1a1a1a" stroke="#ffffff" stroke-width="4" paint-order="stroke">'
    for node in most:
        x, y = at[node]
        name = escape(str(graph.nodes[node].get("label", node)))
        yield f'<text x="{x:.1f}" y="{y - 16:.1f}">{name}</text>'
    yield "</g>"


def _legend(graph: Network) -> Iterator[str]:
    kinds = sorted({data.get("kind", "") for _, data in graph.nodes(data=True)} & COLOURS.keys())
    yield '<g font-family="system-ui, sans-serif" font-size="20" fill="#1a1a1a">'
    for number, kind in enumerate(kinds):
        y = SIDE - 24 - 30 * (len(kinds) - number - 1)
        yield f'<circle cx="24" cy="{y}" r="9" fill={quoteattr(COLOURS[kind])}/>'
        yield f'<text x="42" y="{y + 7}">{escape(kind.replace("-", " "))}</text>'
    yield "</g>"
