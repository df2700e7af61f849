"""Targets of shapes: as graph patterns that bind focus nodes, and replaced by given focus nodes."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.term import Node

from shapes.gate.literals import to_sparql
from shapes.gate.parameters import Shape

__all__ = ["Targets", "are_replaceable", "replace_targets", "targets"]

TARGETS: Final = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)


@dataclass(frozen=True)
class Targets:
    """Targets of a shape: graph patterns that bind `?this`, and nodes given by IRI."""

    patterns: tuple[str, ...]
    nodes: tuple[Node, ...]


def targets(shape: Shape, subclasses: Callable[[str], Sequence[str]]) -> Targets:
    """Return the targets of a shape; `subclasses` names a class and what is below it.

    Source: SHACL, section 2.1.3.
    """
    nodes, classes, implicit, objects_of, subjects_of = shape.target()
    patterns = []
    for class_ in sorted({*classes, *implicit}):
        names = " ".join(subclasses(to_sparql(class_)))
        patterns.append(f"VALUES ?class {{ {names} }} ?this {RDF.type.n3()} ?class .")
    patterns += [f"?this {to_sparql(name)} ?object ." for name in sorted(subjects_of)]
    patterns += [f"?subject {to_sparql(name)} ?this ." for name in sorted(objects_of)]
    return Targets(tuple(patterns), tuple(nodes))


def are_replaceable(shapes: Iterable[Shape]) -> bool:
    """Whether a report is the same when the targets of shapes are replaced.

    A report describes a shape that is a blank node by all its triples, so with its targets.
    """
    blank = (shape for shape in shapes if isinstance(shape.node, rdflib.BNode))
    return not any(any(map(list, shape.target())) for shape in blank)


def replace_targets(shapes: rdflib.Graph, focus: Mapping[Node, Iterable[Node]]) -> None:
    """Give shapes their focus nodes as `sh:targetNode`, and leave the others without a target.

    >>> shapes = rdflib.Graph().parse(data="<a:s> <http://www.w3.org/ns/shacl#targetClass> <a:c> .")
    >>> replace_targets(shapes, {rdflib.URIRef("a:s"): [rdflib.URIRef("a:n")]})
    >>> [(name.fragment, str(node)) for name, node in shapes.predicate_objects()]
    [('targetNode', 'a:n')]
    """
    for name in TARGETS:
        shapes.remove((None, name, None))
    for type_ in (RDFS.Class, *shapes.subjects(RDFS.subClassOf, RDFS.Class)):
        shapes.remove((None, RDF.type, type_))
    for shape, nodes in focus.items():
        for node in nodes:
            shapes.add((shape, SH.targetNode, node))
