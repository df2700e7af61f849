"""Baselines: each is a function from an incident to a list, the nearest first."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import networkx as nx

from scripts.bench.related.incidents import Incident
from scripts.bench.related.measures import DEPTH, Lists
from scripts.bench.related.text_baselines import TEXT_BASELINES

__all__ = ["BASELINES", "incident_graph"]


def newest_with_a_tag(incidents: Sequence[Incident]) -> Lists:
    """Return the rule of the source site: the newest others that share any tag.

    Tags are the classes of an incident, or its parties where none is classified.
    """
    tags = {one.name: frozenset(one.classes) or one.entities for one in incidents}
    newest = sorted(incidents, key=lambda one: (-one.day.toordinal(), one.name))

    def listed(name: str) -> list[str]:
        sharing = (one.name for one in newest if one.name != name and tags[one.name] & tags[name])
        return [found for found, _ in zip(sharing, range(DEPTH), strict=False)]

    return listed


def incident_graph(incidents: Iterable[Incident]) -> "nx.Graph[str]":
    """Return incidents and the parties that they name."""
    graph: nx.Graph[str] = nx.Graph()
    for one in incidents:
        graph.add_node(one.name)
        graph.add_edges_from((one.name, f"party/{party}") for party in sorted(one.entities))
    return graph


def _by_neighbours(
    measure: Callable[..., Iterable[tuple[str, str, float]]],
) -> Callable[..., Lists]:
    def method(incidents: Sequence[Incident]) -> Lists:
        graph = incident_graph(incidents)

        def listed(name: str) -> list[str]:
            others = sorted({other for party in graph[name] for other in graph[party]} - {name})
            found = measure(graph, [(name, other) for other in others])
            return _first({other: score for _, other, score in found})

        return listed

    return method


def pagerank(incidents: Sequence[Incident]) -> Lists:
    """Return incidents by personalised PageRank from one, over the parties that they share."""
    graph = incident_graph(incidents)
    names = {one.name for one in incidents}

    def listed(name: str) -> list[str]:
        near = nx.single_source_shortest_path_length(graph, name, cutoff=6)
        found = nx.pagerank(graph.subgraph(near), personalization={name: 1.0})
        return _first({one: found[one] for one in found if one in names and one != name})

    return listed


def _of_texts(method: Callable[[Mapping[str, str], int], Lists]) -> Callable[..., Lists]:
    def listed(incidents: Sequence[Incident]) -> Lists:
        return method({one.name: one.text for one in incidents}, DEPTH)

    return listed


def _first(scores: dict[str, float]) -> list[str]:
    found = defaultdict(float, scores)
    return sorted((one for one in found if found[one] > 0), key=lambda one: (-found[one], one))[
        :DEPTH
    ]


BASELINES: Final[dict[str, Callable[[Sequence[Incident]], Lists]]] = {
    "newest with a shared tag": newest_with_a_tag,
    "Jaccard, shared parties": _by_neighbours(nx.jaccard_coefficient),
    "Adamic-Adar, shared parties": _by_neighbours(nx.adamic_adar_index),
    "personalised PageRank": pagerank,
    **{name: _of_texts(method) for name, method in TEXT_BASELINES.items()},
}
