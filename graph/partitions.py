"""What a graph holds, counted: its parts by class, by property, and by class within a property.

All counts are of the union of the graphs: a statement of two graphs counts once.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.licensing import Part, licensed_parts
from graph.quads import Quad, iri
from ontology import BASE, CONCEPT, ONTOLOGY, PREFIXES

__all__ = ["Statistics", "Uses", "namespace", "statistics"]

TYPE: Final = iri(PREFIXES["rdf"] + "type")
MODIFIED: Final = iri(PREFIXES["dcterms"] + "modified")
STRING: Final = iri(PREFIXES["xsd"] + "string")
LANG_STRING: Final = iri(PREFIXES["rdf"] + "langString")

LINKS: Final = frozenset(
    iri(PREFIXES[prefix] + name)
    for prefix, names in (
        ("owl", ("sameAs", "equivalentClass", "equivalentProperty")),
        ("rdfs", ("seeAlso", "subClassOf", "subPropertyOf")),
        ("skos", ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
    )
    for name in names
)
"""The properties that lead from something of ours to its like elsewhere."""

Triple = tuple[str, str, str]
Types = dict[str, tuple[str, ...]]


@dataclass(frozen=True)
class Uses:
    """How often a property is used: in triples, by how many subjects, for how many objects."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True)
class Statistics:
    """What a graph holds.

    `graphs` counts the triples of each named graph, `classes` the nodes of each class. The triples
    of a class and a property are in `domains`; of these, those whose object is of another class in
    `ranges`, and those whose object is of a datatype in `datatypes`. `links` counts the triples of
    a linking property whose object lies in the namespace of others; `parts` have each its licence.
    """

    triples: int
    subjects: int
    objects: int
    graphs: dict[str, int]
    classes: dict[str, int]
    properties: dict[str, Uses]
    domains: dict[tuple[str, str], int]
    ranges: dict[tuple[str, str, str], int]
    datatypes: dict[tuple[str, str, str], int]
    links: dict[tuple[str, str], int]
    modified: str
    parts: tuple[Part, ...] = ()


def statistics(quads: Sequence[Quad], base: str = BASE) -> Statistics:
    """Count what quads hold.

    Complexity: linear in the quads; a few times that many references in memory.
    Source: VoID, sections 4.4 to 4.6.
    """
    triples = list(_union(quads))
    types = _types(triples)
    domains, ranges, datatypes = _partitions(triples, types)
    days = (object_[1:11] for _, predicate, object_ in triples if predicate == MODIFIED)
    return Statistics(
        triples=len(triples),
        subjects=len({subject for subject, _, _ in triples}),
        objects=len({object_ for _, _, object_ in triples}),
        graphs=dict(Counter(quad[0] for quad in quads if quad[0])),
        classes=_classes(types),
        properties=_properties(triples),
        domains=domains,
        ranges=ranges,
        datatypes=datatypes,
        links=_links(triples, base),
        modified=max(days, default=""),
        parts=licensed_parts(quads, base),
    )


def _union(quads: Sequence[Quad]) -> Iterator[Triple]:
    """Yield each triple once; only those of a subject of several graphs can repeat.

    >>> s, t = ("<a:g>", "<a:s>", "<a:p>", "<a:o>"), ("<a:h>", "<a:s>", "<a:p>", "<a:o>")
    >>> list(_union([s, t]))
    [('<a:s>', '<a:p>', '<a:o>')]
    """
    homes: dict[str, str] = {}
    shared = {quad[1] for quad in quads if homes.setdefault(quad[1], quad[0]) != quad[0]}
    yield from (quad[1:] for quad in quads if quad[1] not in shared)
    yield from {quad[1:]: None for quad in quads if quad[1] in shared}


def _types(triples: Iterable[Triple]) -> Types:
    """Return the classes of each node that has some, one tuple for all nodes of the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in triples:
        if predicate == TYPE:
            found[subject].add(object_)
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    classes = ((node, tuple(sorted(members))) for node, members in found.items())
    return {node: known.setdefault(members, members) for node, members in classes}


def _classes(types: Types) -> dict[str, int]:
    found: Counter[str] = Counter()
    for classes, count in Counter(types.values()).items():
        found.update(dict.fromkeys(classes, count))
    return dict(sorted(found.items()))


def _properties(triples: Sequence[Triple]) -> dict[str, Uses]:
    subjects: dict[str, set[str]] = defaultdict(set)
    objects: dict[str, set[str]] = defaultdict(set)
    for subject, predicate, object_ in triples:
        subjects[predicate].add(subject)
        objects[predicate].add(object_)
    counts = Counter(predicate for _, predicate, _ in triples)
    return {
        name: Uses(count, len(subjects[name]), len(objects[name]))
        for name, count in sorted(counts.items())
    }


def _partitions(
    triples: Iterable[Triple], types: Types
) -> tuple[Counter[tuple[str, str]], Counter[Triple], Counter[Triple]]:
    """Count triples by class and property, and by what their objects are.

    Nodes of the same classes count as one until the end, so that a triple costs one step however
    many classes its ends have.
    """
    domains: Counter[tuple[str, str]] = Counter()
    ranges: Counter[Triple] = Counter()
    datatypes: Counter[Triple] = Counter()
    for (classes, predicate, end), count in _kinds(triples, types).items():
        for class_ in classes:
            domains[class_, predicate] += count
            if isinstance(end, str):
                datatypes[class_, predicate, _datatype(end)] += count
            else:
                ranges.update({(class_, predicate, other): count for other in end})
    return domains, ranges, datatypes


def _kinds(
    triples: Iterable[Triple], types: Types
) -> Counter[tuple[tuple[str, ...], str, tuple[str, ...] | str]]:
    """Count triples by classes of the subject, property, and classes or tag of the object."""
    none: tuple[str, ...] = ()
    return Counter(
        (
            types.get(subject, none),
            predicate,
            object_.rpartition('"')[2] if object_[0] == '"' else types.get(object_, none),
        )
        for subject, predicate, object_ in triples
    )


def _datatype(tag: str) -> str:
    """Return the datatype that stands behind a literal's closing quote.

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
            if predicate in LINKS and not object_.startswith(ours)
        )
    )


def namespace(term: str) -> str:
    """Return the namespace that a term is in: all up to its last `#` or `/`, else up to its `:`.

    >>> namespace("<http://www.wikidata.org/entity/Q95>"), namespace("<urn:isbn:9780374>")
    ('http://www.wikidata.org/entity/', 'urn:isbn:')
    """
    value = term[1:-1]
    end = max(value.rfind("#"), value.rfind("/"))
    return value[: (end if end >= 0 else value.rfind(":")) + 1]
