"""Graph statistics: triples by class, by property, and by class within a property.

All counts are of the union of the graphs: a statement of two graphs counts once.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from graph.metadata.licences import Part, licensed_parts
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import MODIFIED
from ontology import CONCEPT, ONTOLOGY, OURS, PREFIXES, Project
from ontology.namespaces import RDF, XSD

if TYPE_CHECKING:
    from graph.metadata.counting import Kind

__all__ = ["Statistics", "Usage", "namespace", "statistics"]

STRING: Final = iri(XSD + "string")
LANG_STRING: Final = iri(RDF + "langString")

LINKS: Final = frozenset(
    iri(PREFIXES[prefix] + name)
    for prefix, names in (
        ("owl", ("sameAs", "equivalentClass", "equivalentProperty")),
        ("rdfs", ("seeAlso", "subClassOf", "subPropertyOf")),
        ("skos", ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
    )
    for name in names
)
"""Properties that link our resources to equivalent or similar ones elsewhere."""

Triple = tuple[str, str, str]


@dataclass(frozen=True)
class Usage:
    """Usage of a property: number of triples, of distinct subjects and of distinct objects."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Statistics:
    """Counts of a graph.

    `graphs` counts the triples of each named graph, `classes` the nodes of each class. The triples
    of a class and a property are in `domains`; of these, those whose object is of another class in
    `ranges`, and those whose object is of a datatype in `datatypes`. `links` counts the triples of
    a linking property whose object lies in the namespace of others; `parts` have each its licence.
    `degrees` bound how many statements a look-up by property, subject or object finds.
    """

    triples: int
    subjects: int
    objects: int
    graphs: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, Usage]
    domains: dict[tuple[str, str], int]
    ranges: dict[tuple[str, str, str], int]
    datatypes: dict[tuple[str, str, str], int]
    links: dict[tuple[str, str], int]
    modified: str
    parts: tuple[Part, ...] = ()
    degrees: dict[str, tuple[int, int, int]] = field(default_factory=dict)


def statistics(quads: Sequence[Quad], project: Project = OURS) -> Statistics:
    """Count the triples of a graph.

    Complexity: sorting numbers, a few times as many as there are quads.
    Source: VoID, sections 4.4 to 4.6.
    """
    from graph.metadata.counting import TripleCounts

    tally = TripleCounts(quads)
    days = (object_[1:11] for _, _, object_ in tally.of_properties({MODIFIED}))
    domains, ranges, datatypes = _partitions(tally.uses())
    return Statistics(
        triples=len(tally.triples),
        subjects=tally.subjects(),
        objects=tally.objects(),
        graphs=tally.graphs(),
        classes=tally.classes(),
        properties={name: Usage(*counts) for name, *counts in tally.properties()},
        domains=domains,
        ranges=ranges,
        datatypes=datatypes,
        links=_links(tally.of_properties(LINKS), project.base),
        modified=max(days, default=""),
        parts=licensed_parts(quads, project),
        degrees=tally.degrees(),
    )


def _partitions(
    uses: Iterable[tuple["Kind", str, "Kind | str", int]],
) -> tuple[Counter[tuple[str, str]], Counter[Triple], Counter[Triple]]:
    """Count triples by class and property, and by what their objects are.

    Nodes of the same classes count as one until here, so that a triple costs one step however
    many classes its ends have.
    """
    domains: Counter[tuple[str, str]] = Counter()
    ranges: Counter[Triple] = Counter()
    datatypes: Counter[Triple] = Counter()
    for classes, predicate, end, count in uses:
        for class_ in classes:
            domains[class_, predicate] += count
            if isinstance(end, str):
                datatypes[class_, predicate, _datatype(end)] += count
            else:
                ranges.update({(class_, predicate, other): count for other in end})
    return domains, ranges, datatypes


def _datatype(tag: str) -> str:
    """Return the datatype from what follows the closing quote of a literal.

    >>> _datatype(""), _datatype("@en"), _datatype("^^<a:year>")
    ('<http://www.w3.org/2001/XMLSchema#string>', \
'<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>', '<a:year>')
    """
    return LANG_STRING if tag.startswith("@") else tag.removeprefix("^^") or STRING


def _links(triples: Iterable[Triple], base: str) -> dict[tuple[str, str], int]:
    ours = tuple(f"<{start}" for start in (base, ONTOLOGY, CONCEPT))
    return dict(
        Counter(
            (predicate, namespace(object_))
            for _, predicate, object_ in triples
            if not object_.startswith(ours)
        )
    )


def namespace(term: str) -> str:
    """Return the namespace of a term: up to its last `#` or `/`, else up to its last `:`.

    >>> namespace("<http://www.wikidata.org/entity/Q95>"), namespace("<urn:isbn:9780374>")
    ('http://www.wikidata.org/entity/', 'urn:isbn:')
    """
    value = term[1:-1]
    end = max(value.rfind("#"), value.rfind("/"))
    return value[: (end if end >= 0 else value.rfind(":")) + 1]
