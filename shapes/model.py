"""The data model as a table: class, property, range and cardinality, derived from SHACL shapes.

Ranges and cardinalities come from the shapes. Where these are silent, properties and ranges come
from the ontology (`schema:domainIncludes`, `rdfs:range`), else ranges from the JSON-LD context.
A class has all properties of its superclasses.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD

from ontology import (
    PREFIXES,
    context,
    local_name,
    modules,
    own_classes,
    own_properties,
    terms,
)
from shapes.validation import shape_graph

__all__ = ["ModelClass", "ModelProperty", "curie", "data_model"]

JG: Final = rdflib.Namespace(PREFIXES["jg"])
DOMAIN: Final = rdflib.URIRef(PREFIXES["schema"] + "domainIncludes")
RANGE: Final = rdflib.URIRef(PREFIXES["schema"] + "rangeIncludes")
IN_SCHEME: Final = str(SKOS.inScheme)
CONCEPT: Final = str(SKOS.Concept)
OWN: Final = "own"
"""The prefix by which pages show a project's own terms."""


@dataclass(frozen=True)
class ModelProperty:
    """A property of a class: its IRI, its field in records, its ranges and its cardinality.

    `ranges` are IRIs of classes, datatypes or single values. `most` is None where there is no
    bound. `per_language` means at most one value in each language; `or_not_stated` means that a
    record may declare the value as not stated instead.
    """

    iri: str
    field: str
    ranges: tuple[str, ...]
    least: int = 0
    most: int | None = None
    per_language: bool = False
    or_not_stated: bool = False

    @property
    def cardinality(self) -> str:
        """Return the cardinality in the notation of UML.

        >>> ModelProperty("", "", (), 1, None, per_language=True).cardinality
        '1..* (one per language)'
        """
        bounds = f"{self.least}..{'*' if self.most is None else self.most}"
        notes = ["one per language"] * self.per_language + ["or not stated"] * self.or_not_stated
        return f"{bounds} ({', '.join(notes)})" if notes else bounds


@dataclass(frozen=True)
class ModelClass:
    """A class: its IRI, label, definition, direct superclasses, and its own properties."""

    iri: str
    label: str
    definition: str
    parents: tuple[str, ...]
    properties: tuple[ModelProperty, ...]

    @property
    def is_of_concepts(self) -> bool:
        """Whether its instances are concepts of a SKOS scheme."""
        return CONCEPT in self.parents

    @property
    def scheme(self) -> str:
        """Return the scheme of its concepts, or nothing where the shapes ask for more."""
        names = [each.iri for each in self.properties]
        is_plain = self.is_of_concepts and names == [IN_SCHEME]
        return self.properties[0].ranges[0] if is_plain else ""


def curie(iri: str) -> str:
    """Return an IRI as a compact IRI, with the longest prefix that fits, or unchanged.

    >>> curie("https://w3id.org/justicegraph/ontology#Issue")
    'jg:Issue'
    """
    fitting = [(len(base), name) for name, base in _prefixes().items() if iri.startswith(base)]
    if not fitting:
        return iri
    length, name = max(fitting)
    return f"{name}:{iri[length:]}"


@cache
def _prefixes() -> dict[str, str]:
    """Return the prefixes of queries and of the JSON-LD context, and `own` for own terms."""
    words = ((name, value) for name, value in context().items() if isinstance(value, str))
    known = PREFIXES | {name: value for name, value in words if value.endswith(("#", "/"))}
    own = {one.removesuffix(local_name(one)) for one in (*own_classes(), *own_properties())}
    return {**known, OWN: min(own)} if own else known


@cache
def data_model() -> tuple[ModelClass, ...]:
    """Return the classes of the ontology by IRI, each with its properties by name.

    Complexity: one parse of the ontology; shapes times their constraints.
    """
    ontology = rdflib.Graph()
    for path in modules():
        ontology.parse(path, format="turtle")
    names = sorted(str(node) for node in ontology.subjects(RDF.type, OWL.Class))
    return tuple(_class(ontology, rdflib.URIRef(name)) for name in names if _is_known(name))


def _is_known(name: str) -> bool:
    """Whether a class is one of ours, or one of records of the project."""
    return name.startswith(JG) or name in own_classes()


def _class(ontology: rdflib.Graph, node: rdflib.URIRef) -> ModelClass:
    parents = sorted(str(parent) for parent in ontology.objects(node, RDFS.subClassOf))
    return ModelClass(
        iri=str(node),
        label=str(ontology.value(node, RDFS.label) or ""),
        definition=str(ontology.value(node, SKOS.definition) or ""),
        parents=tuple(name for name in parents if _is_known(name) or name == CONCEPT),
        properties=tuple(_properties(ontology, node)),
    )


def _properties(ontology: rdflib.Graph, node: rdflib.URIRef) -> Iterator[ModelProperty]:
    """Yield the properties of a class that its superclasses lack, or that it narrows."""
    own = _constraints_by_path(node)
    for name in ontology.subjects(DOMAIN, node):
        own.setdefault(str(name), [RDF.nil])
    either = {path for shape in _targeting(node) for path in _or_not_stated(shape)}
    above = list(ontology.transitive_objects(node, RDFS.subClassOf))[1:]
    inherited = [_constraints_by_path(parent) for parent in above if parent]
    for path, constraints in sorted(own.items()):
        more = [one for parent in inherited for one in parent.get(path, ())]
        needed = path in either and path != str(JG.notStated)
        if needed or not more or {*constraints} != {RDF.nil}:
            known = _property(ontology, path, [*constraints, *more])
            yield replace(known, least=1, or_not_stated=True) if needed else known


def _targeting(node: rdflib.term.Node) -> list[rdflib.term.Node]:
    return sorted(shape_graph().subjects(SH.targetClass, node), key=str)


def _constraints_by_path(node: rdflib.term.Node) -> dict[str, list[rdflib.term.Node]]:
    """Return the property shapes of a class by their paths, nil for a property without any."""
    found: dict[str, list[rdflib.term.Node]] = {}
    for shape in _targeting(node):
        for path, constraint in _constraints(shape_graph(), shape):
            found.setdefault(str(path), []).append(constraint)
    return found


def _constraints(
    shapes: rdflib.Graph, shape: rdflib.term.Node
) -> Iterator[tuple[rdflib.URIRef, rdflib.term.Node]]:
    """Yield each path of a node shape with its property shape, or with nil where it has none."""
    for constraint in shapes.objects(shape, SH.property):
        path = shapes.value(constraint, SH.path)
        if isinstance(path, rdflib.URIRef):
            yield path, constraint
    for ignored in shapes.objects(shape, SH.ignoredProperties):
        for path in Collection(shapes, ignored):
            if isinstance(path, rdflib.URIRef) and path != RDF.type:
                yield path, RDF.nil
    for name in _or_not_stated(shape):
        yield rdflib.URIRef(name), RDF.nil


def _or_not_stated(shape: rdflib.term.Node) -> Iterator[str]:
    """Yield the properties that need either a value or a declaration that there is none."""
    shapes = shape_graph()
    for choices in shapes.objects(shape, SH["or"]):
        for choice in Collection(shapes, choices):
            yield from _or_not_stated(choice)
    for choices in shapes.objects(shape, SH.xone):
        paths = {
            shapes.value(inner, SH.path)
            for choice in Collection(shapes, choices)
            for inner in shapes.objects(choice, SH.property)
        }
        if JG.notStated in paths:
            yield from map(str, paths)


def _property(
    ontology: rdflib.Graph, path: str, constraints: Iterable[rdflib.term.Node]
) -> ModelProperty:
    shapes = shape_graph()
    strict = [one for one in constraints if (one, SH.severity, None) not in shapes]
    least = [*_numbers(strict, SH.minCount), *_numbers(strict, SH.qualifiedMinCount)]
    return ModelProperty(
        iri=path,
        field=" or ".join(field.name for field in terms().by_property(path)),
        ranges=tuple(_ranges(ontology, path, strict)),
        least=max(least, default=0),
        most=min(_numbers(strict, SH.maxCount), default=None),
        per_language=any((one, SH.uniqueLang, None) in shapes for one in strict),
    )


def _numbers(constraints: Iterable[rdflib.term.Node], name: rdflib.URIRef) -> list[int]:
    numbers = (shape_graph().value(one, name) for one in constraints)
    return [int(number) for number in numbers if isinstance(number, rdflib.Literal)]


def _ranges(
    ontology: rdflib.Graph, path: str, constraints: Iterable[rdflib.term.Node]
) -> list[str]:
    """Return classes, datatypes or single values: of the shapes, the ontology, or the context."""
    found = {str(name) for one in constraints for name in _stated_ranges(one)}
    for fallback in (RDFS.range, RANGE):
        found = found or {str(name) for name in ontology.objects(rdflib.URIRef(path), fallback)}
    return sorted(found or {_of_context(path)})


def _stated_ranges(constraint: rdflib.term.Node) -> Iterator[rdflib.term.Node]:
    shapes = shape_graph()
    yield from shapes.objects(constraint, SH["class"])
    yield from shapes.objects(constraint, SH.datatype)
    yield from shapes.objects(constraint, SH.hasValue)
    for values in shapes.objects(constraint, SH["in"]):
        yield from Collection(shapes, values)
    for choices in shapes.objects(constraint, SH["or"]):
        for choice in Collection(shapes, choices):
            yield from _stated_ranges(choice)


def _of_context(iri: str) -> str:
    for field in terms().by_property(iri):
        if field.is_reference or field.is_nested:
            return str(RDFS.Resource)
        return field.datatype or str(RDF.langString if field.language else XSD.string)
    return str(RDFS.Resource)
