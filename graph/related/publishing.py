"""Relations as quads of a named graph of their own, with the activity that inferred them."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from itertools import chain
from typing import Final

from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, TYPE
from graph.related.features import Features
from graph.related.index import HUB, WEIGHTS
from graph.related.ranking import SHARE
from graph.related.reasons import WORDS, Relation, word_iri
from graph.related.types import TYPES
from graph.related_index import RELATED
from ontology import BASE, JG, PREFIXES, record_iri
from ontology.namespaces import PROV, RDFS_LABEL, SCHEMA, XSD

__all__ = ["INFERENCE", "RELATED", "fingerprint", "write_relations", "write_terms"]

INFERENCE: Final = "activity/related"
PUBLISHED: Final = 4
"""Related issues published for each issue at least; more would dominate a large graph."""
METHOD: Final = "Related issues by what they share, typed, rare and saturated"
REASON, SHARED, VIA, WEIGHT = (iri(JG + name) for name in ("reason", "shared", "via", "weight"))
CLASSES: Final = {"term": iri(JG + "Term"), "topic": iri(JG + "Topic")}
IN: Final = {"term": iri(JG + "mentionedIn"), "topic": iri(JG + "topicOf")}

Triple = tuple[str, str, str]


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

    Two issues are related by the same reasons from either side, so each pair is written once; of an
    issue these are its own first and those that it is among the first of.
    Source: PROV-O, section 3.3.
    """
    graph = iri(base + RELATED)
    yield from _activity(graph, input_, base)
    first = {_address(one, base): one for one in found if one.rank <= PUBLISHED}
    for address, relation in first.items():
        yield from ((graph, *triple) for triple in _statements(address, relation, base))
    for triple in dict.fromkeys(chain.from_iterable(map(_shared, first.values()))):
        yield graph, *triple


def _activity(graph: str, input_: str, base: str) -> Iterator[Quad]:
    activity = iri(base + INFERENCE)
    parameters = {"limit": PUBLISHED, "least share": 1 / SHARE, "hub": HUB, "weights": WEIGHTS}
    statements = {
        RDFS_LABEL: literal(METHOD, language="en"),
        SCHEMA + "softwareVersion": literal(version("justicegraph")),
        JG + "parameters": literal(json.dumps(parameters)),
        JG + "inputHash": literal(f"sha256:{input_}"),
    }
    yield graph, activity, TYPE, iri(PROV + "Activity")
    for predicate, object_ in statements.items():
        yield graph, activity, iri(predicate), object_
    yield graph, activity, iri(PROV + "used"), iri(f"{base}dataset")
    yield graph, graph, iri(PROV + "wasGeneratedBy"), activity


def _address(relation: Relation, base: str) -> str:
    ends = sorted(end.rpartition("/")[2] for end in (relation.issue, relation.related))
    return record_iri("relation", "--".join(ends), base)


def _statements(address: str, relation: Relation, base: str) -> Iterator[Triple]:
    node = iri(address)
    yield node, TYPE, iri(JG + "Relation")
    if relation.is_near_duplicate:
        yield node, TYPE, iri(JG + "NearDuplicate")
    yield node, LABEL, literal(relation.summary, language="en")
    yield node, iri(PROV + "wasGeneratedBy"), iri(base + INFERENCE)
    yield node, iri(JG + "issue"), iri(relation.issue)
    yield node, iri(JG + "issue"), iri(relation.related)
    yield node, iri(JG + "score"), literal(f"{relation.score:f}", XSD + "decimal")
    for number, reason in enumerate(relation.reasons, start=1):
        fragment = iri(f"{address}#reason-{number}")
        yield node, REASON, fragment
        yield fragment, TYPE, iri(JG + "Reason")
        yield fragment, LABEL, literal(reason.sentence, language="en")
        yield fragment, SHARED, iri(reason.shared)
        yield fragment, VIA, _property(reason.type.via)
        yield fragment, WEIGHT, literal(f"{reason.weight:f}", XSD + "decimal")


@cache
def _property(name: str) -> str:
    prefix, _, local = name.partition(":")
    return iri(PREFIXES[prefix] + local)


def _shared(relation: Relation) -> Iterator[Triple]:
    """Describe the shared nodes that no record describes: terms, topics and times."""
    for reason in relation.reasons:
        name = reason.type.name
        if name == "time":
            yield iri(reason.shared), LABEL, literal(reason.label, language="en")
        if name in WORDS:
            yield from _word(iri(reason.shared), name, reason.label)
            yield iri(reason.shared), IN[name], iri(relation.issue)
            yield iri(reason.shared), IN[name], iri(relation.related)


def _word(node: str, kind: str, label: str) -> Iterator[Triple]:
    yield node, TYPE, CLASSES[kind]
    yield node, LABEL, literal(label, language="en")


def write_terms(known: Features, base: str = BASE) -> Iterator[Quad]:
    """Yield the terms and topics of several issues, so that the query of each reason finds them.

    Complexity: linear in the links.
    """
    graph, columns = iri(base + RELATED), known.counts.tocsc()
    for place, name in enumerate(known.nodes):
        issues = columns.indices[columns.indptr[place] : columns.indptr[place + 1]].tolist()
        kind = TYPES[known.types[place]].name
        if kind in WORDS and len(issues) > 1:
            node = iri(word_iri(name, base))
            yield from ((graph, *triple) for triple in _word(node, kind, known.label(name)))
            yield from ((graph, node, IN[kind], iri(known.issues[issue])) for issue in issues)
