"""Publishes the SSSOM crosswalk as SKOS mappings with justification and confidence.

Each mapping is one SKOS triple, and a node that says who made it on which ground and how sure. Only
categories that the graph holds are mapped in it; the tables in `ontology/crosswalk` hold them all.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, LICENCE, TYPE
from ontology import BASE, CC_BY, CONCEPT, record_iri
from ontology.crosswalk import Mapping, crosswalk
from ontology.namespaces import JG, OWL, PROV, RDFS, SKOS, XSD

__all__ = ["CROSSWALK", "write_crosswalk"]

CROSSWALK: Final = "graph/crosswalk"
SSSOM: Final = "https://w3id.org/sssom/"
SEMAPV: Final = "https://w3id.org/semapv/vocab/"
CATEGORY: Final = iri(JG + "Category")


def write_crosswalk(stated: Iterable[Quad], base: str = BASE) -> Iterator[Quad]:
    """Yield the mappings of the categories that the quads contain, in one named graph.

    Complexity: linear in the quads and in the mappings.
    Source: SSSOM 1.0, section on OWL and RDF serialisation (annotated axioms).
    """
    held = {quad[1] for quad in stated if quad[2] == TYPE and quad[3] == CATEGORY}
    graph = iri(base + CROSSWALK)
    mappings = [row for row in crosswalk().mappings if iri(_category(row, base)) in held]
    if mappings:
        label = literal("Crosswalk of foreign categories to our concepts", language="en")
        yield graph, graph, LABEL, label
        yield graph, graph, TYPE, iri(PROV + "Entity")
        yield graph, graph, LICENCE, iri(CC_BY)
    for mapping in mappings:
        yield from ((graph, *triple) for triple in _mapping(mapping, base))


def _category(mapping: Mapping, base: str) -> str:
    return record_iri("category", mapping.category, base)


def _mapping(mapping: Mapping, base: str) -> Iterator[tuple[str, str, str]]:
    subject = iri(_category(mapping, base))
    predicate = iri(SKOS + mapping.predicate.partition(":")[2])
    object_ = iri(CONCEPT + mapping.object.replace(":", "/"))
    node = iri(f"{_category(mapping, base)}#{mapping.object.replace(':', '-')}")
    yield subject, predicate, object_
    yield node, TYPE, iri(OWL + "Axiom")
    yield node, iri(OWL + "annotatedSource"), subject
    yield node, iri(OWL + "annotatedProperty"), predicate
    yield node, iri(OWL + "annotatedTarget"), object_
    ground = iri(SEMAPV + mapping.justification.partition(":")[2])
    yield node, iri(SSSOM + "mapping_justification"), ground
    confidence = literal(mapping.confidence, XSD + "decimal")
    yield node, iri(SSSOM + "confidence"), confidence
    if mapping.comment:
        yield node, iri(RDFS + "comment"), literal(mapping.comment, language="en")
