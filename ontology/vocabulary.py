"""Vocabulary loader: parses Turtle modules and SKOS schemes; gives concepts and the RDFS schema."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

import pyoxigraph as ox

from ontology.errors import Misuse
from ontology.namespaces import CONCEPT, JG, ONTOLOGY, RDFS, SKOS
from ontology.project_folder import current_folder, own_files, read_project

__all__ = [
    "Schema",
    "concepts",
    "english_texts",
    "modules",
    "own_triples",
    "schema",
    "translations",
    "vocabulary",
    "vocabulary_texts",
]

SUBCLASS = ox.NamedNode(RDFS + "subClassOf")
RANGE = ox.NamedNode(RDFS + "range")
IN_SCHEME = ox.NamedNode(SKOS + "inScheme")
SUPER = ox.NamedNode(RDFS + "subPropertyOf")
PREFERRED = ox.NamedNode(SKOS + "prefLabel")
ENTAILED = (JG, SKOS)


@dataclass(frozen=True)
class Schema:
    """RDFS schema for entailment: superclasses, ranges, and what own properties narrow."""

    superclasses: dict[str, tuple[str, ...]]
    ranges: dict[str, str]
    superproperties: dict[str, tuple[str, ...]]


def modules() -> list[Path]:
    """Return the Turtle files of the vocabulary: modules, schemes, then those of the project.

    >>> [path.stem for path in modules()][:2]
    ['actors', 'alignments']
    """
    with as_file(files("ontology")) as folder:
        ours = sorted(folder.glob("*.ttl")) + sorted(folder.glob("schemes/*.ttl"))
    return ours + own_files("ontology", "**/*.ttl")


def translations() -> list[Path]:
    """Return the Turtle files of labels and definitions in other languages, one a language.

    The name of a file is the code of its language. A project's own are in its `ontology` folder.

    >>> [path.stem for path in translations()]
    ['es']
    """
    with as_file(files("ontology") / "languages") as folder:
        return sorted(folder.glob("*.ttl"))


@cache
def vocabulary() -> tuple[ox.Quad, ...]:
    """Return every triple of the vocabulary, in the graph named by the ontology's IRI.

    Labels in other languages than English are `skos:prefLabel`, of classes and properties too, so
    that each term has one `rdfs:label`.

    Those of a project are in the graph of its own vocabulary, `ontology` below its base.
    Raises `SyntaxError` where a module is not Turtle, `Misuse` where a project's file is none.
    Complexity: one parse a process.
    """
    own = own_files("ontology", "**/*.ttl")
    graph = ox.NamedNode(ONTOLOGY)
    ours = (path for path in (*modules(), *translations()) if path not in own)
    quads = [quad for path in ours for quad in _parsed(path, graph)]
    return (*quads, *own_triples())


@cache
def vocabulary_texts() -> dict[tuple[str, str], str]:
    """Return the English texts of the vocabulary, a project's own among them.

    They are by the IRI of a term and the property that states them, such as `skos:definition`.
    """
    return english_texts(vocabulary())


def english_texts(triples: Iterable[ox.Quad]) -> dict[tuple[str, str], str]:
    """Return the texts in English by subject and property; of several the last."""
    return {
        (triple.subject.value, triple.predicate.value): triple.object.value
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode)
        and isinstance(triple.object, ox.Literal)
        and triple.object.language == "en"
    }


@cache
def own_triples() -> tuple[ox.Quad, ...]:
    """Return the triples of the project's own Turtle; none without a project."""
    folder = current_folder()
    if folder is None:
        return ()
    graph = ox.NamedNode(f"{read_project(folder).project.base}ontology")
    return tuple(q for path in own_files("ontology", "**/*.ttl") for q in _own(path, graph))


def _own(path: Path, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    try:
        yield from _parsed(path, graph)
    except (SyntaxError, ValueError) as error:
        raise Misuse(f"{path}: is not Turtle: {error}") from error


def _parsed(path: Path, graph: ox.NamedNode) -> Iterator[ox.Quad]:
    for triple in ox.parse(path=path, format=ox.RdfFormat.TURTLE):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, graph)


@cache
def concepts(scheme: str, language: str = "en") -> dict[str, str]:
    """Return the concepts of a scheme, slug → label in a language; empty for an unknown scheme.

    >>> concepts("justice-area")["racial-justice"], concepts("impact", "es")["manipulation"]
    ('Racial Justice', 'Manipulación')
    """
    start = f"{CONCEPT}{scheme}/"
    own = {
        str(quad.subject)
        for quad in own_triples()
        if quad.predicate == IN_SCHEME and str(quad.object)[1:-1] == start[:-1]
    }
    labels = {
        quad.subject.value.rpartition("/")[2]: quad.object.value
        for quad in vocabulary()
        if quad.predicate == PREFERRED
        and isinstance(quad.subject, ox.NamedNode)
        and isinstance(quad.object, ox.Literal)
        and (quad.subject.value.startswith(start) or str(quad.subject) in own)
        and quad.object.language == language
    }
    return dict(sorted(labels.items()))


@cache
def schema() -> Schema:
    """Return superclasses (of any depth) and ranges, for entailment.

    Superclasses that other vocabularies define are alignments: stated, and not entailed; those that
    a project defines are. A property that a project defines entails those of ours that it narrows.
    Source: RDF Schema 1.1, sections 3.1 and 3.4.

    >>> schema().superclasses["https://w3id.org/justicegraph/ontology#Hazard"]
    ('https://w3id.org/justicegraph/ontology#Issue',)
    """
    parents: dict[str, list[str]] = {}
    broader: dict[str, list[str]] = {}
    ranges: dict[str, str] = {}
    own = {str(quad.subject)[1:-1] for quad in own_triples()}
    for subject, predicate, object_ in _links():
        if predicate == SUBCLASS and (object_.startswith(ENTAILED) or object_ in own):
            parents.setdefault(subject, []).append(object_)
        elif predicate == SUPER and object_.startswith(JG) and not subject.startswith(JG):
            broader.setdefault(subject, []).append(object_)
        elif predicate == RANGE:
            ranges[subject] = object_
    return Schema(
        {child: _ancestors(child, parents) for child in parents},
        ranges,
        {child: _ancestors(child, broader) for child in broader},
    )


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
