"""Related issues: which other issues matter to the reader of one, and why.

The weight of a shared node is its rarity: log(number of issues / number of issues that lead to it),
so that what all issues share says nothing. The score of a pair is the sum of its reasons.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from math import log
from typing import Final

from rapidfuzz import process

from graph.network import Network
from graph.quads import Quad, iri, literal
from ontology import BASE, PREFIXES, NotFound, kind_of, record_iri

__all__ = ["RELATED", "Reason", "Relation", "relations", "relations_of", "write_relations"]

RELATED: Final = "graph/related"
INFERENCE: Final = "activity/related-by-rarity"
LIMIT: Final = 10
XSD: Final = PREFIXES["xsd"]


@dataclass(frozen=True)
class Reason:
    """A node that two issues share, the property that leads to it and the weight that it adds."""

    shared: str
    label: str
    via: str
    weight: Decimal


@dataclass(frozen=True)
class Relation:
    """A related issue, its rank in the list and its score, which is the sum of its reasons."""

    issue: str
    related: str
    label: str
    rank: int
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> Decimal:
        """Return the sum of the weights of the reasons."""
        return sum((reason.weight for reason in self.reasons), Decimal(0))


def relations(graph: Network, limit: int = LIMIT) -> Iterator[Relation]:
    """Yield the related issues of every issue, by issue and rank.

    Complexity: the sum, over the shared nodes, of the square of the number of their issues.
    """
    weights = _weights(graph)
    for issue in _issues(graph):
        yield from _ranked(graph, weights, issue, limit)


def relations_of(graph: Network, slug: str, limit: int = LIMIT, base: str = BASE) -> list[Relation]:
    """Return the related issues of one issue; raises `NotFound` with the nearest slugs.

    >>> import networkx as nx
    >>> hiring, pay = (record_iri("issue", slug) for slug in ("hiring", "pay"))
    >>> graph = nx.Graph([(hiring, "amazon", {"via": "actor"}), (pay, "amazon", {"via": "actor"})])
    >>> relations_of(graph, "hirin")
    Traceback (most recent call last):
        ...
    ontology.errors.NotFound: there is no issue 'hirin'; the nearest are: hiring, pay
    """
    issue = record_iri("issue", slug, base)
    if issue not in graph:
        slugs = [known.rpartition("/")[2] for known in _issues(graph)]
        near = ", ".join(match[0] for match in process.extract(slug, slugs, limit=3))
        raise NotFound(f"there is no issue '{slug}'; the nearest are: {near}")
    return _ranked(graph, _weights(graph), issue, limit)


def _issues(graph: Network) -> list[str]:
    return [node for node in graph if kind_of(node) == "issue"]


def _weights(graph: Network) -> dict[str, Decimal]:
    """Return the rarity of every shared node, to six places, nothing for what all issues share."""
    total = len(_issues(graph))
    return {
        node: Decimal(round(log(total / degree), 6)).quantize(Decimal("0.000001"))
        for node, degree in graph.degree()
        if kind_of(node) != "issue" and 1 < degree < total
    }


def _ranked(graph: Network, weights: dict[str, Decimal], issue: str, limit: int) -> list[Relation]:
    shared: dict[str, list[Reason]] = defaultdict(list)
    for node in graph[issue]:
        if node not in weights:
            continue
        reason = Reason(
            node,
            graph.nodes[node].get("label", node),
            graph.edges[issue, node]["via"],
            weights[node],
        )
        for other in graph[node]:
            if other != issue:
                shared[other].append(reason)
    found = [_relation(graph, issue, other, reasons) for other, reasons in shared.items()]
    found.sort(key=lambda relation: (-relation.score, relation.related))
    return [
        Relation(issue, one.related, one.label, rank, one.reasons)
        for rank, one in enumerate(found[:limit], start=1)
    ]


def _relation(graph: Network, issue: str, other: str, reasons: list[Reason]) -> Relation:
    ordered = sorted(reasons, key=lambda reason: (-reason.weight, reason.shared))
    return Relation(issue, other, graph.nodes[other].get("label", other), 0, tuple(ordered))


def write_relations(found: Iterator[Relation], base: str = BASE) -> Iterator[Quad]:
    """Yield relations as quads of their own graph, with the activity that inferred them.

    Source: PROV-O, section 3.3.
    """
    graph = iri(base + RELATED)
    yield from _activity(graph, base)
    for relation in found:
        subject = _address(relation, base)
        for predicate, object_ in _statements(relation, subject, base):
            yield graph, iri(subject), iri(predicate), object_
        for number, reason in enumerate(relation.reasons, start=1):
            for predicate, object_ in _reason(reason):
                yield graph, iri(f"{subject}#reason-{number}"), iri(predicate), object_


def _activity(graph: str, base: str) -> Iterator[Quad]:
    activity, prov = iri(base + INFERENCE), PREFIXES["prov"]
    label = literal("Related issues by shared nodes, weighted by rarity", language="en")
    yield graph, activity, iri(PREFIXES["rdf"] + "type"), iri(prov + "Activity")
    yield graph, activity, iri(PREFIXES["rdfs"] + "label"), label
    yield graph, activity, iri(prov + "used"), iri(f"{base}dataset")
    yield graph, graph, iri(prov + "wasGeneratedBy"), activity


def _address(relation: Relation, base: str) -> str:
    ends = (end.rpartition("/")[2] for end in (relation.issue, relation.related))
    return record_iri("relation", "--".join(ends), base)


def _statements(relation: Relation, subject: str, base: str) -> Iterator[tuple[str, str]]:
    jg = PREFIXES["jg"]
    yield PREFIXES["rdf"] + "type", iri(jg + "Relation")
    yield PREFIXES["prov"] + "wasGeneratedBy", iri(base + INFERENCE)
    yield jg + "issue", iri(relation.issue)
    yield jg + "relatedIssue", iri(relation.related)
    yield jg + "score", literal(str(relation.score), XSD + "decimal")
    yield jg + "rank", literal(str(relation.rank), XSD + "integer")
    for number, _ in enumerate(relation.reasons, start=1):
        yield jg + "reason", iri(f"{subject}#reason-{number}")


def _reason(reason: Reason) -> Iterator[tuple[str, str]]:
    jg = PREFIXES["jg"]
    yield PREFIXES["rdf"] + "type", iri(jg + "Reason")
    yield jg + "shared", iri(reason.shared)
    yield jg + "via", iri(jg + reason.via)
    yield jg + "weight", literal(str(reason.weight), XSD + "decimal")
