"""VoID statistics: totals, class and property partitions, linksets, each with its own IRI."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import quote

from graph.metadata.statistics import Statistics, namespace
from graph.rdf.quads import iri, literal
from graph.rdf.turtle import NAMESPACES, Statement
from ontology import PREFIXES
from ontology.namespaces import JG, RDF_TYPE, VOID, XSD

__all__ = ["linksets", "parts", "schema_parts", "totals"]

VOID_EXT: Final = NAMESPACES["void-ext"]
"""Vocabulary of partitions by datatype, which VoID does not have."""

INTEGER: Final = XSD + "integer"
LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9_-]+")
ENTITIES: Final = tuple(
    iri(JG + name) for name in ("Issue", "Actor", "AISystem", "WorkerGroup", "Source", "Place")
)


def totals(dataset: str, counts: Statistics) -> Iterator[Statement]:
    """Yield the totals of a dataset, and the vocabularies that it uses.

    A client may take a property of no named vocabulary for one that the dataset does not use, so
    all are named.
    Source: VoID, sections 4.3 and 4.6.
    """
    for name, count in (
        ("triples", counts.triples),
        ("entities", sum(counts.classes.get(class_, 0) for class_ in ENTITIES)),
        ("distinctSubjects", counts.subjects),
        ("distinctObjects", counts.objects),
        ("classes", len(counts.classes)),
        ("properties", len(counts.properties)),
    ):
        yield dataset, VOID + name, _integer(count)
    for vocabulary in sorted({namespace(term) for term in (*counts.classes, *counts.properties)}):
        yield dataset, VOID + "vocabulary", iri(vocabulary)


def parts(dataset: str, counts: Statistics) -> Iterator[Statement]:
    """Yield the partitions of a dataset by class and by property.

    Source: VoID, section 4.5.
    """
    for class_, count in counts.classes.items():
        yield from _part(dataset, "class", class_, entities=count)
    for property_, uses in counts.properties.items():
        yield from _part(
            dataset,
            "property",
            property_,
            triples=uses.triples,
            distinctSubjects=uses.subjects,
            distinctObjects=uses.objects,
        )


def schema_parts(dataset: str, counts: Statistics) -> Iterator[Statement]:
    """Yield, for each class, its properties, and for each of these the types of its objects.

    So query editors learn what to propose after a node of a class, and after its property.
    """
    for (class_, property_), count in counts.domains.items():
        whole = _address(dataset, "class", class_)
        yield from _part(whole, "property", property_, triples=count)
    for kind, numbers in (("class", counts.ranges), ("datatype", counts.datatypes)):
        for (class_, property_, term), count in numbers.items():
            whole = _address(_address(dataset, "class", class_), "property", property_)
            yield from _part(whole, kind, term, triples=count)


def linksets(dataset: str, counts: Statistics) -> Iterator[Statement]:
    """Yield the links from a dataset to other datasets, by property and namespace.

    Source: VoID, section 5.
    """
    for (property_, target), count in counts.links.items():
        links = f"{dataset}#links-{_name(property_)}/{_name(iri(target))}"
        yield dataset, VOID + "subset", iri(links)
        yield links, RDF_TYPE, iri(VOID + "Linkset")
        yield links, VOID + "subjectsTarget", iri(dataset)
        yield links, VOID + "objectsTarget", iri(target)
        yield links, VOID + "linkPredicate", property_
        yield links, VOID + "triples", _integer(count)
        yield target, RDF_TYPE, iri(VOID + "Dataset")
        yield target, VOID + "uriSpace", literal(target)


def _part(whole: str, kind: str, term: str, **counted: int) -> Iterator[Statement]:
    vocabulary = VOID_EXT if kind == "datatype" else VOID
    part = _address(whole, kind, term)
    yield whole, f"{vocabulary}{kind}Partition", iri(part)
    yield part, vocabulary + kind, term
    for name, count in counted.items():
        yield part, VOID + name, _integer(count)


def _address(whole: str, kind: str, term: str) -> str:
    """Return the IRI of a part.

    >>> part = _address("https://example.org/dataset", "class", f"<{JG}Issue>")
    >>> _address(part, "property", "<https://example.org/of>")
    'https://example.org/dataset#class-jg-Issue/property-https%3A%2F%2Fexample.org%2Fof'
    """
    return f"{whole}{'/' if '#' in whole else '#'}{kind}-{_name(term)}"


def _name(term: str) -> str:
    """Return a unique name for a term, usable in a fragment."""
    value = term[1:-1]
    for prefix, start in PREFIXES.items():
        local = value.removeprefix(start)
        if local == "":
            return prefix
        if local != value and LOCAL_NAME.fullmatch(local):
            return f"{prefix}-{local}"
    return quote(value, safe="")


def _integer(count: int) -> str:
    return literal(str(count), INTEGER)
