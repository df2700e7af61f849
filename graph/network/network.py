"""Builds the network of issues and what they share, as a networkx graph."""

from collections.abc import Iterable
from typing import Final, TypeAlias

import networkx as nx
import pyoxigraph as ox

from graph.rdf.one_issue import one_issue
from graph.rdf.quads import Quad, from_engine, iri, plain
from graph.rdf.terms import LABEL, TYPE
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release
from ontology import kind_of
from ontology.namespaces import JG

__all__ = ["SHARED", "Network", "current_network", "network"]

Network: TypeAlias = "nx.Graph[str]"
"""A networkx graph of IRIs; a directed multigraph, too, is one."""
ISSUE: Final = iri(JG + "Issue")

SHARED: Final = {
    iri(JG + name): name
    for name in (
        "justiceArea",
        "impact",
        "affectedGroup",
        "place",
        "system",
        "workerGroup",
        "actor",
        "by",
        "addressee",
        "demands",
    )
}
"""Properties from an issue (or a node nested in it) to the things that issues share."""


def network(quads: Iterable[Quad]) -> Network:
    """Return the bipartite graph of issues and the things they share.

    Nodes carry `kind` and `label`; an edge carries `via`, the property that it stands for (the
    first by name where several do). An issue that several records report is one node. Nodes and
    edges are in the order of their names.
    Complexity: linear in the quads, and sorting the edges.
    """
    issues, labels, edges = _gather(one_issue(quads))
    graph: Network = nx.Graph()
    ends = sorted({end for edge in edges for end in edge[:2]} | issues)
    for node in ends:
        graph.add_node(node, kind=kind_of(node), label=labels.get(node, node))
    for issue, node, via in sorted(edges):
        if not graph.has_edge(issue, node):
            graph.add_edge(issue, node, via=via)
    return graph


def current_network(release: Release) -> Network:
    """Return the network of a release, from its N-Quads."""
    path = release.folder / DOWNLOADS[0].filename
    return network(from_engine(ox.parse(path=path, format=DOWNLOADS[0].format)))


def _gather(quads: Iterable[Quad]) -> tuple[set[str], dict[str, str], set[tuple[str, str, str]]]:
    issues: set[str] = set()
    labels: dict[str, str] = {}
    edges: set[tuple[str, str, str]] = set()
    for _, subject, predicate, object_ in quads:
        if predicate == TYPE and object_ == ISSUE:
            issues.add(subject[1:-1])
        elif predicate == LABEL and object_.endswith("@en"):
            labels[subject[1:-1]] = plain(object_)
        elif predicate in SHARED:
            edges.add((subject[1:-1].partition("#")[0], object_[1:-1], SHARED[predicate]))
    return issues, labels, {edge for edge in edges if edge[0] in issues}
