"""RDFS entailment within a record: superclasses, ranges of nested nodes, labels, alleged roles.

Six rules, so that a question needs no knowledge of the vocabulary's inner structure: a node has
the superclasses of its class; a nested node has the class that its property leads to; whatever has
a title or a preferred label, but a translation, has that label; an implicated role that says
nothing else is alleged; a member of a bloc is in that bloc; a property of a project entails the one
of ours that it narrows.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from graph.languages import is_translated
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import LABEL, TITLE, TYPE
from ontology import CONCEPT, schema, vocabulary
from ontology.namespaces import JG, SKOS

__all__ = ["DEPENDS_ON", "entail"]

ROLE: Final = iri(JG + "role")
ASSERTION: Final = iri(JG + "assertion")
ALLEGED: Final = iri(f"{CONCEPT}assertion/alleged")
DEPENDS_ON: Final = {JG + "assertion": JG + "role"}
"""Properties that may be entailed, each with the one whose value entails it."""
IMPLICATED: Final = f"{CONCEPT}role/implicated"
MEMBER, IN_BLOC, BLOC = iri(SKOS + "member"), iri(JG + "inBloc"), iri(JG + "Bloc")
LABELS: Final = (TITLE, iri(SKOS + "prefLabel"))


def entail(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads that follow from those of one record, and not those themselves.

    Complexity: linear in the quads.
    Source: RDF 1.1 Semantics, section 9.2.1, patterns rdfs3 (for nested nodes), rdfs7 and rdfs9.

    >>> title = ("<a:g>", "<a:s>", LABELS[0], '"Ghost work"@en')
    >>> list(entail([title]))
    [('<a:g>', '<a:s>', '<http://www.w3.org/2000/01/rdf-schema#label>', '"Ghost work"@en')]
    """
    quads = list(quads)
    standing = {subject for _, subject, predicate, _ in quads if predicate == ASSERTION}
    blocs = {
        subject for _, subject, predicate, object_ in quads if (predicate, object_) == (TYPE, BLOC)
    }
    narrowed = [*_narrowed(quads)]
    yield from narrowed
    for graph, subject, predicate, object_ in (*quads, *narrowed):
        if predicate == TYPE:
            yield from ((graph, subject, TYPE, parent) for parent in _superclasses(object_))
        elif predicate in LABELS:
            if not is_translated(predicate, object_):
                yield graph, subject, LABEL, object_
        elif predicate == ROLE and subject not in standing and object_ in _implicated():
            yield graph, subject, ASSERTION, ALLEGED
        elif predicate == MEMBER and subject in blocs:
            yield graph, object_, IN_BLOC, subject
        elif object_.startswith(subject[:-1].partition("#")[0] + "#"):
            yield from ((graph, object_, TYPE, class_) for class_ in _range(predicate))


def _narrowed(quads: list[Quad]) -> Iterator[Quad]:
    """Yield the statements by the properties of ours that a project's properties narrow (rdfs7)."""
    superproperties = schema().superproperties
    for graph, subject, predicate, object_ in quads if superproperties else ():
        for above in superproperties.get(predicate[1:-1], ()):
            yield graph, subject, iri(above), object_


@cache
def _superclasses(class_: str) -> tuple[str, ...]:
    return tuple(iri(parent) for parent in schema().superclasses.get(class_[1:-1], ()))


@cache
def _range(property_: str) -> tuple[str, ...]:
    class_ = schema().ranges.get(property_[1:-1])
    return (iri(class_), *_superclasses(iri(class_))) if class_ else ()


@cache
def _implicated() -> frozenset[str]:
    broader = SKOS + "broader"
    return frozenset(
        str(quad.subject)
        for quad in vocabulary()
        if quad.predicate.value == broader and getattr(quad.object, "value", "") == IMPLICATED
    )
