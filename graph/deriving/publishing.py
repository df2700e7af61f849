"""Publishes derivations as RDF: the statement, and a node with rule, evidence and certainty."""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.deriving.derivation import SCHEMES, Derivation
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, TYPE
from ontology import BASE, CONCEPT
from ontology.namespaces import JG, PROV, RDF, XSD

__all__ = ["DERIVED", "for_related", "write_derivations"]

DERIVED: Final = "graph/derived"
"""Path of the named graph that holds all derived statements."""

DERIVING: Final = "activity/deriving"
PREDICATE, OBJECT = iri(RDF + "predicate"), iri(RDF + "object")
DERIVATION, CLASS = iri(JG + "derivation"), iri(JG + "Derivation")
BY, EVIDENCE, CERTAINTY = (iri(JG + name) for name in ("derivedBy", "evidence", "certainty"))
FROM: Final = iri(PROV + "wasDerivedFrom")
FED: Final = frozenset(
    iri(f"{CONCEPT}derivation-rule/{rule}") for rule in ("by-agreement", "by-category")
)
"""Rules whose statements are features of related issues: annotators stated their categories."""


def write_derivations(derivations: Iterable[Derivation], base: str = BASE) -> Iterator[Quad]:
    """Yield the derived statements in one named graph, which says that it is derived.

    Without derivations there is no graph.
    Source: RDF Schema 1.1, section 5.3 (reification); PROV-O, section 3.1.
    """
    graph = iri(base + DERIVED)
    is_first = True
    for one in derivations:
        if is_first:
            yield from ((graph, *triple) for triple in _about(graph, base))
            is_first = False
        yield from ((graph, *triple) for triple in _statement(one))


def _about(graph: str, base: str) -> Iterator[tuple[str, str, str]]:
    activity = iri(base + DERIVING)
    yield activity, TYPE, iri(PROV + "Activity")
    yield activity, LABEL, literal("Deriving statements about issues by rules", language="en")
    yield graph, TYPE, iri(PROV + "Entity")
    yield graph, LABEL, literal("Derived justice areas, impacts, groups and places", language="en")
    yield graph, iri(PROV + "wasGeneratedBy"), activity


def _statement(one: Derivation) -> Iterator[tuple[str, str, str]]:
    issue, property_, value = iri(one.issue), iri(JG + one.field), iri(one.value)
    scheme = SCHEMES.get(one.field, one.field)
    node = iri(f"{one.issue}#derived-{scheme}-{one.value.rpartition('/')[2]}")
    yield issue, property_, value
    yield issue, DERIVATION, node
    yield node, TYPE, CLASS
    yield node, PREDICATE, property_
    yield node, OBJECT, value
    yield node, BY, iri(f"{CONCEPT}derivation-rule/{one.rule}")
    yield node, EVIDENCE, literal(one.evidence, language="en")
    yield node, CERTAINTY, literal(f"{one.confidence:.3f}", XSD + "decimal")
    if one.source:
        yield node, FROM, iri(one.source)


def for_related(quads: Iterable[Quad], base: str = BASE) -> list[Quad]:
    """Return the quads from which related issues are inferred.

    Of the derived statements these are only those of the rules in `FED`: what a rule reads from
    words the method reads from the words itself.
    Complexity: linear in the quads.
    """
    graph = iri(base + DERIVED)
    kept: list[Quad] = []
    derived: list[Quad] = []
    for quad in quads:
        (derived if quad[0] == graph else kept).append(quad)
    return sorted([*kept, *_fed(derived)])


def _fed(derived: list[Quad]) -> Iterator[Quad]:
    """Yield the statements that rules in `FED` derive, without their derivations."""
    nodes = {node for _, node, predicate, rule in derived if predicate == BY and rule in FED}
    about = {(node, predicate): object_ for _, node, predicate, object_ in derived if node in nodes}
    for node in nodes:
        issue = f"{node.partition('#')[0]}>"
        yield derived[0][0], issue, about[node, PREDICATE], about[node, OBJECT]
