"""Computes a view of the explorer: nodes, links, positions, and the number of hidden links."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import inf
from typing import Final

import networkx as nx

from graph.explorer.chain import supply_chain
from graph.explorer.index_reader import Explorer, Link, LinkFilter, Node, Reader
from graph.explorer.shortest_paths import NodePath, shortest_paths
from graph.network.layout import layout
from graph.network.network import Network
from ontology import NotFound

__all__ = ["MOST_PLACED", "View", "ViewRequest", "as_network", "compute_view", "whole_network"]

MOST_PLACED: Final = 600
"""Larger overviews keep the positions of the whole picture, as views around nodes do."""
MOST_LINKS: Final = 30_000
MOST_ENDS: Final = 3_000
"""The most links of one node that a path search follows."""


@dataclass(frozen=True)
class ViewRequest:
    """Request for a view, by names of nodes.

    The neighbourhoods of `around`, at most `most` neighbours of each; the ways from `start` to
    `end`; the supply chain of the actor `chain`; where none of these is named, the `most` most
    linked nodes, but for those that are linked to none of the others. `kinds` and `vias` say what
    is shown of it, everything where empty; `without` leaves nodes out. Ways pass through hubs and
    through who only reports where `through_hubs` says so.
    """

    around: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    kinds: frozenset[str] = frozenset()
    vias: frozenset[str] = frozenset()
    without: tuple[str, ...] = ()
    most: int = 100
    chain: str = ""
    through_hubs: bool = False

    @property
    def named(self) -> tuple[str, ...]:
        """Return the nodes that are shown whatever their kind."""
        names = (*self.around, self.start, self.end, self.chain)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def is_whole(self) -> bool:
        """Whether the view is the unfiltered overview."""
        return not (self.named or self.kinds or self.vias)


@dataclass(frozen=True)
class View:
    """A view: nodes, links, paths, and the number of hidden links of each node."""

    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    more: Mapping[int, int] = field(default_factory=dict)
    ways: tuple[NodePath, ...] = ()
    is_cut: bool = False
    """Whether links among the nodes were left out because of the limit."""


def compute_view(explorer: Explorer, look: ViewRequest) -> View:
    """Compute a view; the result is deterministic.

    Raises `NotFound` for a node that there is not, `OutOfTime` where it takes too long.
    Complexity: bounded by the nodes that are asked for and their links; see `Reader`.
    """
    with explorer.opened() as reader:
        named = reader.named((*look.named, *look.without))
        for name in look.named:
            if name not in named:
                raise NotFound(f"there is no node '{name[:100]}': look for it by its name")
        hidden = frozenset(named[name].number for name in look.without if name in named)
        sieve = LinkFilter(look.kinds, look.vias, hidden)
        found_ways = _ways(reader, look, named, sieve)
        nodes = _nodes(reader, look, named, sieve, found_ways)
        links = sorted(reader.among(nodes, sieve))
        totals = reader.tallied(nodes, sieve)
    kept = links[:MOST_LINKS]
    if look.is_whole:
        linked = {end for link in kept for end in link[:2]}
        nodes = {number: node for number, node in nodes.items() if number in linked}
    every = sorted(nodes.values())
    placed = tuple(every) if look.named else _placed(every, kept)
    return View(placed, tuple(kept), _more(totals, kept), found_ways, len(kept) < len(links))


def _nodes(
    reader: Reader,
    look: ViewRequest,
    named: Mapping[str, Node],
    sieve: LinkFilter,
    paths: tuple[NodePath, ...],
) -> dict[int, Node]:
    nodes = {named[name].number: named[name] for name in look.named}
    for name in look.around:
        for node in reader.neighbours(named[name].number, sieve, look.most):
            nodes[node.number] = node
    further = {number for path in paths for number in path}
    if look.chain:
        further |= supply_chain(reader, named[look.chain].number, sieve)
    for node in reader.numbered(further):
        if not look.kinds or node.kind in look.kinds:
            nodes.setdefault(node.number, node)
    if not look.named:
        nodes = {node.number: node for node in reader.most_linked(sieve, look.most)}
    return nodes


def _ways(
    reader: Reader, look: ViewRequest, named: Mapping[str, Node], sieve: LinkFilter
) -> tuple[NodePath, ...]:
    if not (look.start and look.end) or look.start == look.end:
        return ()
    start, end = named[look.start].number, named[look.end].number
    hub = 0 if look.through_hubs else reader.hub()

    def ends(number: int) -> Iterator[tuple[int, int]]:
        yield from reader.ends(number, {start, end}, sieve, MOST_ENDS, hub)

    return tuple(shortest_paths(start, end, ends))


def _more(totals: Mapping[int, int], links: Collection[Link]) -> dict[int, int]:
    """Return the number of hidden links of each node."""
    more = dict(totals)
    for link in links:
        for end in (link.source, link.target):
            if end in more:
                more[end] -= 1
    return {number: amount for number, amount in more.items() if amount > 0}


def _placed(nodes: list[Node], links: Collection[Link]) -> tuple[Node, ...]:
    """Return nodes with a new layout, unless there are too many."""
    if len(nodes) > MOST_PLACED:
        return tuple(nodes)
    at = {node.number: place for place, node in enumerate(nodes)}
    places = layout([(at[link.source], at[link.target]) for link in links], len(nodes))
    return tuple(node._replace(x=x, y=y) for node, (x, y) in zip(nodes, places, strict=True))


def whole_network(explorer: Explorer) -> Network:
    """Return all that the explorer holds as a networkx graph, for the exports of a release."""
    with explorer.opened(inf) as reader:
        nodes, links = reader.every()
    return as_network(View(nodes, links))


def as_network(seen: View) -> Network:
    """Return a view as a directed networkx multigraph, for the exports.

    A node has `kind`, `label` and position. An edge has `via`, the property that it stands for, and
    where it is known `role`, `side`, `standing`, `year`, `date`, `system` and `weight` (the score
    of related issues). Two roles of an actor in an issue are two edges.
    """
    addresses = {node.number: node.iri for node in seen.nodes}
    graph: Network = nx.MultiDiGraph()
    for node in seen.nodes:
        graph.add_node(node.iri, kind=node.kind, label=node.label, x=node.x, y=node.y)
    for link in seen.links:
        for facts in json.loads(link.facts) if link.facts else ({},):
            graph.add_edge(addresses[link.source], addresses[link.target], via=link.via, **facts)
    return graph
