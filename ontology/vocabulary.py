"""Vocabulary loader: parses Turtle modules and SKOS schemes; gives concepts and the RDFS schema."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pyoxigraph as ox

from ontology.namespaces import CONCEPT, JG, ONTOLOGY, RDFS, SKOS

__all__ = ["Schema", "concepts", "modules", "schema", "vocabulary"]

SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
RANGE = ox.NamedNode(RDFS + "range")
PREFERRED = ox.NamedNode(SKOS + "prefLabel")
ENTAILED = (JG, SKOS)


@dataclass(frozen=True)
class Schema:
    """RDFS schema for entailment: superclasses of each class, range of each property."""

    superclasses: dict[str, tuple[str, ...]]
    ranges: dict[str, str]


def modules() -> list[Path]:
    """Return the Turtle files of the vocabulary, modules first, then schemes, by name.

    >>> [path.stem for path in modules()][:2]
    ['actors', 'alignments']
    """
    with as_file(files("ontology")) as folder:
        return sorted(folder.glob("*.ttl")) + sorted(folder.glob("schemes/*.ttl"))


@cache
def vocabulary() -> tuple[ox.Quad, ...]:
    """Return every triple of the vocabulary, in the graph named by the ontology's IRI.

    Raises `SyntaxError` where a module is not Turtle. Complexity: one parse a process.
    """
    graph = ox.NamedNode(ONTOLOGY)
    return tuple(
        ox.Quad(triple.subject, triple.predicate, triple.object, graph)
        for path in modules()
        for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE)
    )


@cache
def concepts(scheme: str) -> dict[str, str]:
    """Return the concepts of a scheme, slug → label; empty for an unknown scheme.

    >>> concepts("justice-area")["racial-justice"]
    'Racial Justice'
    """
    start = f"{CONCEPT}{scheme}/"
    labels = {
        quad.subject.value.removeprefix(start): quad.object.value
        for quad in vocabulary()
        if quad.predicate == PREFERRED
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and quad.subject.value.startswith(start)
        and quad.object.language == "en"
    }
    return dict(sorted(labels.items()))


@cache
def schema() -> Schema:
    """Return superclasses (of any depth) and ranges, for entailment.

    Superclasses that other vocabularies define are alignments: stated, and not entailed.
    Source: RDF Schema 1.1, sections 3.1 and 3.4.

    >>> schema().superclasses["https://w3id.org/justicegraph/ontology#Hazard"]
    ('https://w3id.org/justicegraph/ontology#Issue',)
    """
    parents: dict[str, list[str]] = {}
    ranges: dict[str, str] = {}
    for subject, predicate, object_ in _links():
        if predicate == SUBCLASS and object_.startswith(ENTAILED):
            parents.setdefault(subject, []).append(object_)
        elif predicate == RANGE:
            ranges[subject] = object_
    return Schema({child: _ancestors(child, parents) for child in parents}, ranges)


def _links() -> Iterator[tuple[str, ox.NamedNode, str]]:
    for quad in vocabulary():
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.NamedNode):
            yield quad.subject.value, quad.predicate, quad.object.value


def _ancestors(child: str, parents: dict[str, list[str]]) -> tuple[str, ...]:
    ancestors: list[str] = []
    waiting = list(parents.get(child, ()))
    while waiting:
        parent = waiting.pop(0)
        if parent not in ancestors:
            ancestors.append(parent)
            waiting.extend(parents.get(parent, ()))
    return tuple(ancestors)
