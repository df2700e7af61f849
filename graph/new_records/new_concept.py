"""Turtle of a new SKOS concept of a project, in a scheme of ours or of its own."""

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

import pyoxigraph as ox

from graph.new_records.blank_record import slug_of
from ontology import Misuse, did_you_mean, terms, vocabulary
from ontology.namespaces import RDF_TYPE, SKOS, local_name

__all__ = ["NewConcept", "new_concept"]

IN_SCHEME: Final = SKOS + "inScheme"
TEXT: Final = """\
@prefix skos: <{skos}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<{iri}> a skos:Concept , <{class_}> ;
    skos:inScheme <{scheme}> ;
    skos:prefLabel {label} ;
    skos:definition {definition} ;{broader}
    rdfs:isDefinedBy <{base}ontology> .
"""


class NewConcept(NamedTuple):
    """A concept: its scheme and word, by which files and records name it, and its Turtle."""

    scheme: str
    word: str
    text: str


class _Scheme(NamedTuple):
    iri: str
    class_: str
    words: Mapping[str, str]


def new_concept(
    scheme: str, label: str, definition: str, base: str, broader: str = ""
) -> NewConcept:
    """Return a concept of a scheme, whose name may be that of a field that takes its concepts.

    `broader` is the word of the concept that it narrows.
    Raises `Misuse` for a scheme or a broader concept that is unknown, and a concept that is there.
    """
    if not label.strip() or not definition.strip():
        raise Misuse("give a label and a definition, each in quotes")
    name = _named(scheme)
    known, word = _schemes()[name], slug_of(label)
    _refuse(name, known.words, word, broader)
    text = TEXT.format(
        skos=SKOS,
        iri=f"{base}concept/{name}/{word}",
        class_=known.class_,
        scheme=known.iri,
        label=ox.Literal(label, language="en"),
        definition=ox.Literal(definition, language="en"),
        broader=f"\n    skos:broader <{known.words[broader]}> ;" if broader else "",
        base=base,
    )
    return NewConcept(name, word, text)


def _refuse(scheme: str, words: Mapping[str, str], word: str, broader: str) -> None:
    if word in words:
        raise Misuse(f"{scheme}: there is a concept '{word}' already: {words[word]}")
    if broader and broader not in words:
        near = did_you_mean(broader, words)
        raise Misuse(f"{scheme}: there is no concept '{broader}'; {near}".rstrip("; "))


def _named(word: str) -> str:
    """Return the name of a scheme, given itself or a field whose values are its concepts."""
    schemes = _schemes()
    field = terms().fields.get(word)
    name = local_name(field.vocabulary.rstrip("/")) if field else word
    if name not in schemes:
        raise Misuse(f"there is no scheme '{word}'; {did_you_mean(word, schemes)}".rstrip("; "))
    return name


@cache
def _schemes() -> dict[str, _Scheme]:
    """Return the schemes by name, each with the class and the words of its concepts.

    Complexity: linear in the vocabulary.
    """
    types: dict[str, set[str]] = {}
    members: dict[str, list[str]] = {}
    for quad in vocabulary():
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            if quad.predicate.value == RDF_TYPE:
                types.setdefault(quad.subject.value, set()).add(quad.object.value)
            elif quad.predicate.value == IN_SCHEME:
                members.setdefault(quad.object.value, []).append(quad.subject.value)
    return {
        local_name(scheme): _Scheme(
            scheme,
            min(types[names[0]] - {SKOS + "Concept"}, default=SKOS + "Concept"),
            {name.rpartition("/")[2]: name for name in sorted(names)},
        )
        for scheme, names in members.items()
    }
