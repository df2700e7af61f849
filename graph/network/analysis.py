"""Network analysis: communities (Louvain), betweenness, ego networks.

Each is a measure of what was reported and recorded. An actor that is named most is reported most,
which is not to say that it is worst.
"""

from dataclasses import dataclass
from math import log
from typing import Final

import networkx as nx
from rapidfuzz import process

from graph.network.layout import positions
from graph.network.network import Network
from ontology import NotFound, kind_of

__all__ = [
    "Bridge",
    "Community",
    "annotated",
    "bridges",
    "communities",
    "neighbourhood",
]

SEED: Final = 1
NAMED_BY: Final = 3


@dataclass(frozen=True)
class Community:
    """A community (cluster) of nodes, named by its most typical nodes."""

    number: int
    name: str
    nodes: tuple[str, ...]
    issues: int


@dataclass(frozen=True)
class Bridge:
    """A node that links communities: the communities it touches, and its betweenness."""

    node: str
    label: str
    communities: tuple[int, ...]
    betweenness: float


def communities(graph: Network) -> list[Community]:
    """Return the communities (Louvain), the largest first, each named by its typical nodes.

    The name is of the shared nodes of the highest part of links within, times the logarithm of
    their number. The same graph gives the same communities.
    Complexity: near linear in the links.
    Source: Blondel and others, Fast unfolding of communities in large networks (2008).

    >>> graph = nx.Graph([("i/id/issue/a", "x"), ("i/id/issue/b", "x"), ("i/id/issue/c", "y")])
    >>> [(one.name, one.issues) for one in communities(graph)]
    [('x', 2), ('y', 1)]
    """
    clusters = nx.community.louvain_communities(graph, seed=SEED) if graph else []
    ordered = sorted(clusters, key=lambda nodes: (-len(nodes), min(nodes)))
    return [_community(graph, number, nodes) for number, nodes in enumerate(ordered, start=1)]


def _community(graph: Network, number: int, nodes: set[str]) -> Community:
    issues = sum(kind_of(node) == "issue" for node in nodes)
    own = sorted(
        (node for node in nodes if kind_of(node) != "issue"),
        key=lambda node: (-_distinctness(graph, node, nodes), node),
    )
    labels = [str(graph.nodes[node].get("label", node)) for node in own[:NAMED_BY]]
    name = ", ".join(labels) or str(graph.nodes[min(nodes)].get("label", min(nodes)))
    return Community(number, name, tuple(sorted(nodes)), issues)


def _distinctness(graph: Network, node: str, nodes: set[str]) -> float:
    within = sum(other in nodes for other in graph[node])
    return within / max(graph.degree(node), 1) * log(1 + within)


def bridges(graph: Network, limit: int = 20) -> list[Bridge]:
    """Return the shared nodes that link several communities, by betweenness centrality.

    Betweenness is the part of shortest paths, from a sample of 500 nodes where there are more.
    Complexity: sampled nodes times links.
    Source: U. Brandes, A Faster Algorithm for Betweenness Centrality (2001).
    """
    member = {node: one.number for one in communities(graph) for node in one.nodes}
    sample = min(len(graph), 500)
    passing = nx.betweenness_centrality(graph, k=sample, seed=SEED) if graph else {}
    candidates = [
        Bridge(node, str(graph.nodes[node].get("label", node)), joined, round(passing[node], 6))
        for node in graph
        if kind_of(node) != "issue"
        and len(joined := tuple(sorted({member[other] for other in graph[node]}))) > 1
    ]
    return sorted(candidates, key=lambda one: (-one.betweenness, one.node))[:limit]


def neighbourhood(graph: Network, name: str, radius: int = 2) -> Network:
    """Return the ego network of a node, given by its IRI or by a name such as `actor/amazon`.

    Raises `NotFound` with the nearest names.
    """
    ends = {node.partition("/id/")[2] or node.partition("/concept/")[2]: node for node in graph}
    node = name if name in graph else ends.get(name)
    if node is None:
        near = ", ".join(match[0] for match in process.extract(name, sorted(ends), limit=3))
        raise NotFound(
            f"there is no node '{name}'" + (f"; the nearest are: {near}" if near else "")
        )
    around: Network = nx.ego_graph(graph, node, radius=radius)
    return around


def annotated(graph: Network) -> Network:
    """Return the network with community, number of issues and position of each node.

    The issues of a node are those that it is linked to, in either direction. Positions are computed
    here where there are none, once for all that draw it.
    """
    simple: Network = nx.Graph(graph)
    if not all("x" in data for _, data in graph.nodes(data=True)):
        for node, (x, y) in positions(simple).items():
            graph.nodes[node].update(x=x, y=y)
    for one in communities(simple):
        for node in one.nodes:
            issues = sum(kind_of(other) == "issue" for other in simple[node])
            counted = 0 if kind_of(node) == "issue" else issues
            graph.nodes[node].update(community=one.number, communityName=one.name, issues=counted)
    return graph
