"""Relations as quads of a named graph of their own, with the activity that inferred them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from typing import Final

from graph.quads import Quad, iri, literal
from graph.relating.features import Features
from graph.relating.index import HUB, WEIGHTS
from graph.relating.ranking import REASONS
from graph.relating.reasons import Reason, Relation
from ontology import BASE, JG, PREFIXES, record_iri

__all__ = ["INFERENCE", "RELATED", "fingerprint", "write_relations"]

RELATED: Final = "graph/related"
INFERENCE: Final = "activity/related"
PUBLISHED: Final = 5
"""So many related issues of each are published; more would be most of a graph of many issues."""
METHOD: Final = "Related issues by what they share, typed, rare and saturated"
PROV, RDF, RDFS, XSD = (PREFIXES[name] for name in ("prov", "rdf", "rdfs", "xsd"))
TERM: Final = "/id/term/"


def fingerprint(known: Features) -> str:
    """Return the SHA-256 of what relations were inferred from: every link of every issue."""
    digest = hashlib.sha256("\n".join((*known.issues, "", *known.nodes)).encode())
    for part in (known.types, known.counts.indptr, known.counts.indices, known.counts.data):
        digest.update(part.astype("<f8").tobytes())
    return digest.hexdigest()


def write_relations(
    found: Iterable[Relation], input_: str = "", base: str = BASE
) -> Iterator[Quad]:
    """Yield the first relations of each issue, and what inferred them: method, parameters, input.

    Source: PROV-O, section 3.3.
    """
    graph = iri(base + RELATED)
    yield from _activity(graph, input_, base)
    for relation in (one for one in found if one.rank <= PUBLISHED):
        subject = _address(relation, base)
        for predicate, object_ in _statements(relation, subject, base):
            yield graph, iri(subject), iri(predicate), object_
        for number, reason in enumerate(relation.reasons, start=1):
            for predicate, object_ in _reason(reason):
                yield graph, iri(f"{subject}#reason-{number}"), iri(predicate), object_
            yield from _shared(graph, relation, reason)


def _activity(graph: str, input_: str, base: str) -> Iterator[Quad]:
    activity = iri(base + INFERENCE)
    parameters = {"limit": PUBLISHED, "reasons": REASONS, "hub": HUB, "weights": WEIGHTS}
    said = {
        RDFS + "label": literal(METHOD, language="en"),
        PREFIXES["schema"] + "softwareVersion": literal(version("justicegraph")),
        JG + "parameters": literal(json.dumps(parameters)),
        JG + "inputHash": literal(f"sha256:{input_}"),
    }
    yield graph, activity, iri(RDF + "type"), iri(PROV + "Activity")
    for predicate, object_ in said.items():
        yield graph, activity, iri(predicate), object_
    yield graph, activity, iri(PROV + "used"), iri(f"{base}dataset")
    yield graph, graph, iri(PROV + "wasGeneratedBy"), activity


def _address(relation: Relation, base: str) -> str:
    ends = (end.rpartition("/")[2] for end in (relation.issue, relation.related))
    return record_iri("relation", "--".join(ends), base)


def _statements(relation: Relation, subject: str, base: str) -> Iterator[tuple[str, str]]:
    yield RDF + "type", iri(JG + "Relation")
    if relation.is_near_duplicate:
        yield RDF + "type", iri(JG + "NearDuplicate")
    yield PROV + "wasGeneratedBy", iri(base + INFERENCE)
    yield JG + "issue", iri(relation.issue)
    yield JG + "relatedIssue", iri(relation.related)
    yield JG + "score", literal(f"{relation.score:f}", XSD + "decimal")
    yield JG + "rank", literal(str(relation.rank), XSD + "integer")
    for number, _ in enumerate(relation.reasons, start=1):
        yield JG + "reason", iri(f"{subject}#reason-{number}")


def _reason(reason: Reason) -> Iterator[tuple[str, str]]:
    prefix, _, local = reason.type.via.partition(":")
    yield RDF + "type", iri(JG + "Reason")
    yield RDFS + "label", literal(reason.sentence, language="en")
    yield JG + "shared", iri(reason.shared)
    yield JG + "via", iri(PREFIXES[prefix] + local)
    yield JG + "weight", literal(f"{reason.weight:f}", XSD + "decimal")


def _shared(graph: str, relation: Relation, reason: Reason) -> Iterator[Quad]:
    """Describe a shared node that no record describes: a term, or a time."""
    node = iri(reason.shared)
    if reason.type.name in ("term", "time"):
        yield graph, node, iri(RDFS + "label"), literal(reason.label, language="en")
    if TERM in reason.shared:
        yield graph, node, iri(RDF + "type"), iri(JG + "Term")
        for issue in (relation.issue, relation.related):
            yield graph, node, iri(JG + "mentionedIn"), iri(issue)
