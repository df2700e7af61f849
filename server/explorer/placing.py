"""Layout by meaning: the column of each node of a view, and what its columns are called.

Ways have a column for each step between their ends. What is around nodes has who and what is behind
it on the left and what happened on the right; the most linked nodes have issues between the two.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from graph.explorer import Link, View
from server.explorer.chain_columns import chain_columns, chain_links
from server.explorer.view import ExplorerQuery
from server.languages.current import gettext
from server.languages.current import gettext_noop as _

__all__ = ["LEFT", "ORDER", "Placing", "placing_of"]

LEFT: Final = ("system", "actor", "worker-group", "task", "arrangement", "condition")
RIGHT: Final = ("issue", "affected-group", "impact", "justice-area", "demand", "place")
ORDER: Final = {kind: place for place, kind in enumerate((*LEFT, *RIGHT))}
WHOLE: Final = (_("Who, and with what"), _("Issues"), _("Harms, people and places"))
"""What the columns of the most linked nodes are called."""


@dataclass(frozen=True)
class Placing:
    """The column of each node, the links that are drawn, and what the columns are called."""

    columns: Mapping[int, int]
    links: Sequence[Link]
    heads: Mapping[int, str] = field(default_factory=dict)
    is_way: bool = False


def placing_of(seen: View, query: ExplorerQuery) -> Placing:
    """Return the placing of a view. Complexity: linear in nodes and links."""
    if query.look.chain:
        return _chain(seen, query)
    if seen.ways and not query.look.around:
        return _steps(seen)
    return _sides(seen, query) if query.look.named else _whole(seen)


def _steps(seen: View) -> Placing:
    """Place ways: a column for each step, as far from the start as the longest way has it."""
    columns = {number: step for way in seen.ways for step, number in enumerate(way)}
    last = max(len(way) for way in seen.ways) - 1
    for way in seen.ways:
        columns[way[-1]] = last
    pairs = {frozenset(pair) for way in seen.ways for pair in pairwise(way)}
    links = [link for link in seen.links if frozenset(link[:2]) in pairs]
    return Placing(columns, links, is_way=True)


def _chain(seen: View, query: ExplorerQuery) -> Placing:
    columns, heads = chain_columns(seen, query.look.chain)
    kinds = {node.number: node.kind for node in seen.nodes}
    return Placing(columns, chain_links(seen.links, kinds, columns), heads)


def _sides(seen: View, query: ExplorerQuery) -> Placing:
    """Place named nodes in the middle, and by its kind on a side what is around them."""
    middle = {node.number for node in seen.nodes if node.name in query.look.named}
    columns = {
        node.number: 1 if node.number in middle else (0 if node.kind in LEFT else 2)
        for node in seen.nodes
    }
    links = [link for link in seen.links if (link.source in middle) != (link.target in middle)]
    return Placing(columns, links)


def _whole(seen: View) -> Placing:
    columns = {
        node.number: 1 if node.kind == "issue" else (0 if node.kind in LEFT else 2)
        for node in seen.nodes
    }
    links = [link for link in seen.links if abs(columns[link.source] - columns[link.target]) == 1]
    return Placing(columns, links, {at: gettext(head) for at, head in enumerate(WHOLE)})
