"""What a user would take instead: each a function from an incident to a list, the nearest first."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final

import networkx as nx
import numpy as np
from scipy import sparse

from scripts.bench.related.incidents import Incident
from scripts.bench.related.measures import DEPTH, Lists

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


def text_cosine(incidents: Sequence[Incident]) -> Lists:
    """Return incidents by the cosine of their words' TF-IDF, over title and description.

    Source: the defaults of scikit-learn's TfidfVectorizer: raw counts, smoothed rarity, length 1.
    """
    counts = [Counter(_words(one.text)) for one in incidents]
    words = {word: number for number, word in enumerate(sorted({w for c in counts for w in c}))}
    rows = np.repeat(np.arange(len(counts)), [len(count) for count in counts])
    columns = [words[word] for count in counts for word in count]
    data = [float(times) for count in counts for times in count.values()]
    table = sparse.csr_matrix((data, (rows, columns)), shape=(len(counts), len(words)))
    seen = np.bincount(table.indices, minlength=len(words))
    table = table @ sparse.diags(np.log((1 + len(counts)) / (1 + seen)) + 1)
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = (sparse.diags(1 / np.maximum(lengths, 1e-12)) @ table).tocsr()
    names = [one.name for one in incidents]
    row_of = {name: row for row, name in enumerate(names)}

    def listed(name: str) -> list[str]:
        scores = (table @ table[row_of[name]].T).toarray().ravel()
        return _first({one: scores[row] for row, one in enumerate(names) if one != name})

    return listed


def _words(text: str) -> list[str]:
    kept = "".join(letter if letter.isalnum() else " " for letter in text.lower())
    return [word for word in kept.split() if len(word) > 1]


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
    "TF-IDF text cosine": text_cosine,
}
