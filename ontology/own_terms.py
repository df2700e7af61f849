"""JSON-LD terms of a project's own vocabulary: fields, and words for classes and concepts.

They are derived from its Turtle, so that a project writes no context. The name of a property is its
local name. Its values are read by its range, or else as those of the property that it narrows.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

import pyoxigraph as ox

from ontology.classes import GENERAL, own_classes
from ontology.errors import Misuse
from ontology.namespaces import (
    CONCEPT,
    DCTERMS,
    JG,
    KINDS,
    OWL,
    RDF,
    RDF_TYPE,
    RDFS,
    RDFS_LABEL,
    SCHEMA,
    SKOS,
    XSD,
    kind_of,
    local_name,
)
from ontology.vocabulary import english_texts, own_triples, schema

__all__ = [
    "domains",
    "general_own_properties",
    "own_concepts",
    "own_facets",
    "own_names",
    "own_properties",
    "own_ranges",
    "own_schemes",
    "own_texts",
    "terms_elsewhere",
    "undescribed_terms",
    "with_own_terms",
]

Triples = dict[str, dict[str, list[str]]]

PROPERTIES: Final = (OWL + "DatatypeProperty", OWL + "ObjectProperty")
SUPER: Final = RDFS + "subPropertyOf"
RANGE: Final = RDFS + "range"
SCHEME: Final = SKOS + "inScheme"
SCHEME_CLASS: Final = SKOS + "ConceptScheme"
DESCRIBED: Final = (
    (RDFS_LABEL, SKOS + "prefLabel", DCTERMS + "title"),
    (SKOS + "definition",),
)
"""What every term has, each with the properties that may state it."""
DOMAINS: Final = (RDFS + "domain", SCHEMA + "domainIncludes")


def own_names() -> frozenset[str]:
    """Return the IRIs of the project's own terms and concepts."""
    return frozenset(_own())


def own_properties() -> list[str]:
    """Return the IRIs of the project's own properties, sorted."""
    return sorted(name for name, said in _own().items() if _is_property(said))


def domains(property_: str) -> set[str]:
    """Return the classes that an own property describes, with the superclasses of each."""
    said = _own().get(property_, {})
    named = {name for word in DOMAINS for name in said.get(word, ())}
    return named | {above for name in named for above in schema().superclasses.get(name, ())}


def own_facets() -> dict[str, tuple[str, str]]:
    """Return the properties whose values are own concepts or records: IRI → name and label."""
    known = _own()
    concepts = {name for said in known.values() if SCHEME in said for name in said[RDF_TYPE]}
    labels = {
        triple.subject.value: triple.object.value
        for triple in own_triples()
        if triple.predicate.value == RDFS_LABEL
        and isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.Literal)
    }
    return {
        name: (local_name(name), labels.get(name, local_name(name)))
        for name in own_properties()
        if {*known[name].get(RANGE, ())} & (concepts | own_classes().keys())
        and SUPER not in known[name]
    }


@cache
def own_texts() -> dict[tuple[str, str], str]:
    """Return the English labels and definitions of the project's terms, by IRI and property."""
    return english_texts(own_triples())


def own_concepts() -> list[str]:
    """Return the IRIs of the project's own concepts, sorted."""
    return sorted(name for name, said in _own().items() if SCHEME in said)


def undescribed_terms() -> list[tuple[str, str]]:
    """Return the project's terms that lack an English label or definition, and which they lack.

    Pages leave such terms out, or show no more than the end of their IRIs.
    """
    texts = own_texts()
    return [
        (name, names[0])
        for name, said in sorted(_own().items())
        for names in DESCRIBED
        if _is_term(said) and not any((name, property_) in texts for property_ in names)
    ]


def terms_elsewhere(base: str) -> list[str]:
    """Return the project's terms and concepts that are not below its base, sorted.

    No page of the project is at their addresses. What it says of terms of ours is no term of its.
    """
    known = (base, JG, CONCEPT)
    terms = (name for name, said in _own().items() if _is_term(said))
    return sorted(name for name in terms if not name.startswith(known))


def _is_term(said: dict[str, list[str]]) -> bool:
    types = {*said.get(RDF_TYPE, ())}
    return bool(types & {*PROPERTIES, OWL + "Class", SCHEME_CLASS}) or SCHEME in said


def general_own_properties() -> list[str]:
    """Return the own properties that may describe anything, since they name no class."""
    return [name for name in own_properties() if not domains(name)]


def own_ranges() -> dict[str, str]:
    """Return the own properties that lead to records or concepts, each with the class of these.

    A class of another vocabulary tells nothing of what is in the graph, and is left out.
    """
    known = _own()
    return {
        name: range_
        for name in own_properties()
        for range_ in known[name].get(RANGE, ())[:1]
        if range_.startswith(JG) or range_ in known
    }


def own_schemes() -> dict[str, str]:
    """Return the facets of the project's own schemes, by the kind in the IRIs of their concepts."""
    known = _own()
    ranges = {one: word for name, (word, _) in own_facets().items() for one in known[name][RANGE]}
    return {
        kind_of(name): ranges[type_]
        for name, said in sorted(known.items())
        for type_ in said.get(RDF_TYPE, ())
        if type_ in ranges and SCHEME in said
    }


def with_own_terms(context: dict[str, Any], base: str) -> dict[str, Any]:
    """Return a JSON-LD context with the project's own classes, properties and concepts, if any.

    Raises `Misuse` for a name that the context has already.
    """
    known = _own()
    merged = dict(context)
    for name in own_classes():
        _refuse(local_name(name), name, merged)
        merged[local_name(name)] = name
    for name in sorted(known):
        if _is_property(known[name]):
            word = local_name(name)
            _refuse(word, name, merged)
            merged[word] = {"@id": name, **_values(known[name], known, context, base)}
    for name in sorted(known):
        for scheme in known[name].get(SCHEME, ()):
            _add_concept(merged, scheme, name)
    return merged


@cache
def _own() -> Triples:
    """Return the objects of the project's statements, by subject and predicate."""
    found: Triples = {}
    for triple in own_triples():
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            said = found.setdefault(triple.subject.value, {})
            said.setdefault(triple.predicate.value, []).append(triple.object.value)
    return found


def _is_property(said: dict[str, list[str]]) -> bool:
    return any(type_ in PROPERTIES for type_ in said.get(RDF_TYPE, ()))


def _refuse(word: str, name: str, context: dict[str, Any]) -> None:
    if word in context or not word.isidentifier():
        raise Misuse(f"ontology/: {name}: '{word}' is no free name: choose another")


def _values(
    said: dict[str, list[str]], known: Triples, context: dict[str, Any], base: str
) -> dict[str, Any]:
    """Return how the values of a property are read: by its range, or by what it narrows."""
    for range_ in said.get(RANGE, ()):
        return _by_range(range_, known, base)
    for above in said.get(SUPER, ()):
        for value in context.values():
            if isinstance(value, dict) and value.get("@id") == f"jg:{above.removeprefix(JG)}":
                return {name: part for name, part in value.items() if name != "@id"}
    return {}


def _by_range(range_: str, known: Triples, base: str) -> dict[str, Any]:
    if range_ == RDF + "langString":
        return {"@language": "en", "@container": "@language"}
    if range_.startswith(XSD):
        return {} if range_ == XSD + "string" else {"@type": range_}
    start = next(_namespaces(range_, known, base), "")
    return {"@type": "@vocab", "@context": {"@vocab": start}} if start else {"@type": "@id"}


def _namespaces(class_: str, known: Triples, base: str) -> Iterator[str]:
    """Yield where the IRIs of the instances of a class begin: its scheme's, or its kind's."""
    for said in known.values():
        if class_ in said.get(RDF_TYPE, ()):
            yield from (f"{scheme}/" for scheme in said.get(SCHEME, ()))
    word = class_.removeprefix(JG)
    kind = own_classes().get(class_) or KINDS.get(word) or GENERAL.get(word)
    if kind:
        yield f"{base}id/{kind}/"


def _add_concept(context: dict[str, Any], scheme: str, concept: str) -> None:
    """Make a concept a word of each field whose values are concepts of its scheme."""
    start, word = f"{scheme}/", concept.rpartition("/")[2]
    if concept.startswith(start):
        return
    for name, value in context.items():
        inner = value.get("@context", {}) if isinstance(value, dict) else {}
        if inner.get("@vocab") == start and CONCEPT in start:
            context[name] = {**value, "@context": {**inner, word: concept}}
