"""Search documents: text fields and facet values of each record that people look for.

An issue is one document, whatever number of records report it: it has the facet values of all of
them. Each number of a page, a map, a list or a comparison is an intersection of sets of documents,
so that all of them count issues, and count them alike.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import islice
from typing import Final

from graph.rdf.quads import Quad, iri, plain
from graph.rdf.terms import LABEL, MODIFIED, TYPE
from graph.search.facets import LED_TO, PARTS, Parts, parts, sides
from graph.search.newest import day_of, newest_first, year_of
from ontology import BASE, kind_of, own_kinds, record_classes
from ontology.namespaces import DCTERMS, JG, SKOS

__all__ = ["Document", "documents"]

PREFERRED: Final = iri(SKOS + "prefLabel")
LABELS: Final = (LABEL, PREFERRED)
ALIAS: Final = iri(SKOS + "altLabel")
TEXT: Final = iri(DCTERMS + "abstract")
YEAR: Final = iri(JG + "year")
ABOVE: Final = (iri(JG + "within"), iri(JG + "inBloc"), iri(SKOS + "broader"))
REGION: Final = iri(JG + "Region")
COUNTED: Final = iri(JG + "countedAs")
TOMBSTONE: Final = iri(JG + "Tombstone")
BROAD: Final = {iri(JG + name) for name in ("Actor", "Issue", "Place")}
"""Superclasses that are no value of the facet `kind`."""
NAMING: Final = ("actor", "system", "workers", "place")
"""Linked records whose names are indexed with a record."""
LEADING_BACK: Final = ("system", "workers")
TELLING: Final = ("actor", "system", "workers", "place")
MOST_ABOUT: Final = 4
OF_WORKERS: Final = ("task", "condition", "arrangement")
DATED: Final = frozenset({"organising", "proceeding"})
"""Kinds whose records have a day in place of a year, and other words in place of a summary."""
PLAIN: Final = {TEXT: "texts", YEAR: "years", iri(JG + "date"): "days"}
"""The properties whose values are kept as text, and the list that keeps them."""
PLAIN_OF_DATED: Final = {
    iri(JG + "filed"): "days",
    iri(DCTERMS + "description"): "texts",
    iri(JG + "asked"): "texts",
}
"""The same of records whose kind is dated."""
KINDS: Final = frozenset({"actor", "issue", "place", "system", "worker-group"}) | DATED
IMPORTED: Final = "graph/import/"


@dataclass(frozen=True, slots=True)
class Document:
    """A search document.

    `names` are other names of it, the words of its address and the names of what it names,
    `modified` is the day on which it last changed, `facets` are pairs of a facet and an IRI (a text
    for a year). `about` are names that tell it from others of its title: what it leads to, and
    issues it is in. `records` are the other records that report the same issue, and `others` are
    their texts, which are searched and not shown. `day` is its year, with month and day if known.
    """

    iri: str
    title: str
    names: tuple[str, ...] = ()
    text: str = ""
    year: int | None = None
    modified: str = ""
    facets: tuple[tuple[str, str], ...] = ()
    about: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    others: str = ""
    day: str = ""


@dataclass(slots=True)
class _Record:
    graphs: set[str] = field(default_factory=set)
    types: set[str] = field(default_factory=set)
    names: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    years: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    modified: str = ""
    counted_as: str = ""
    records: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    leads: set[tuple[str, str]] = field(default_factory=set)
    led_by: set[str] = field(default_factory=set)
    parts: Parts = field(default_factory=dict)


Records = dict[str, _Record]
Held = Callable[[str], set[str]]
"""Returns a value and its ancestors."""


def documents(quads: Iterable[Quad], base: str = BASE) -> tuple[list[Document], dict[str, str]]:
    """Return the documents of quads, the newest first, and the English label of each IRI.

    Complexity: linear in the quads, and sorting the documents.
    """
    records, labels = _gathered(quads)
    _merge_reports(records)
    _lead_back(records)
    held = cache(partial(_held, records))
    found = [
        _document(name, one, records, labels, {*_facets(one, records, held, base)})
        for name, one in _listed(records)
    ]
    found.sort(key=lambda one: (newest_first(one.day, one.modified, one.iri), one.iri))
    return found, labels


def _gathered(quads: Iterable[Quad]) -> tuple[Records, dict[str, str]]:
    records: Records = defaultdict(_Record)
    labels: dict[str, str] = {}
    for graph, subject, predicate, object_ in quads:
        name = subject[1:-1]
        if predicate in LABELS and object_.endswith("@en"):
            labels[name] = plain(object_)
        _take(records, name, graph, predicate, object_)
        if predicate in PARTS and kind_of(name) not in DATED:
            record, _, node = name.partition("#")
            records[record].parts.setdefault(node, []).append((predicate, object_[1:-1]))
    return records, labels


def _merge_reports(records: Records) -> None:
    """Merge the records that are counted as another issue into that issue."""
    for name in sorted(name for name, record in records.items() if record.counted_as):
        other, issue = records[name], records.get(records[name].counted_as)
        if issue is None or issue.counted_as or not issue.names:
            continue
        issue.records.append(name)
        issue.graphs |= other.graphs
        issue.names += other.names
        issue.texts += other.texts
        issue.years += other.years
        issue.days += other.days
        issue.leads |= other.leads
        issue.parts |= {f"{name}#{node}": values for node, values in other.parts.items()}


def _lead_back(records: Records) -> None:
    """Record inverse links: the records that name a system or a worker group."""
    back = [
        (led, name)
        for name, record in records.items()
        if not _is_merged(record, records)
        for facet, led in record.leads
        if facet in LEADING_BACK and led in records
    ]
    for led, name in back:
        records[led].led_by.add(name)


def _take(records: Records, name: str, graph: str, predicate: str, object_: str) -> None:
    """Add one statement to its record, where its property is indexed."""
    if facet := LED_TO.get(predicate):
        records[name.partition("#")[0]].leads.add((facet, object_[1:-1]))
    elif "#" in name:
        return
    elif predicate == TYPE:
        records[name].types.add(object_)
        records[name].graphs.add(graph[1:-1])
    elif predicate in (LABEL, ALIAS) or (predicate == PREFERRED and object_.endswith("@en")):
        records[name].names.append(plain(object_))
    elif predicate in ABOVE:
        records[name].above.append(object_[1:-1])
    elif kept := _kept(name, predicate):
        getattr(records[name], kept).append(plain(object_))
    elif predicate == MODIFIED:
        records[name].modified = plain(object_)
    elif predicate == COUNTED:
        records[name].counted_as = object_[1:-1]


def _kept(name: str, predicate: str) -> str:
    """Return the list of a record that keeps the text of a property, or an empty string."""
    if predicate in PLAIN_OF_DATED and _is_dated(kind_of(name)):
        return PLAIN_OF_DATED[predicate]
    return PLAIN.get(predicate, "")


@cache
def _is_dated(kind: str) -> bool:
    """Whether records of a kind may have a day and a description; those of a project may."""
    return kind in DATED or kind in own_kinds()


@cache
def _is_found(kind: str) -> bool:
    """Whether people look for records of a kind."""
    return kind in KINDS or kind in own_kinds()


def _listed(records: Records) -> Iterator[tuple[str, _Record]]:
    for name in sorted(records):
        record = records[name]
        is_listed = _is_found(kind_of(name)) and record.names and TOMBSTONE not in record.types
        if is_listed and not _is_merged(record, records):
            yield name, record


def _is_merged(record: _Record, records: Records) -> bool:
    """Whether another document has what a record reports."""
    return (
        bool(record.counted_as)
        and record.counted_as in records
        and bool(records[record.counted_as].records)
    )


def _document(
    name: str,
    record: _Record,
    records: Records,
    labels: Mapping[str, str],
    facets: set[tuple[str, str]],
) -> Document:
    title = labels.get(name, record.names[0])
    named = {one for facet, led in record.leads if facet in NAMING for one in records[led].names}
    slug = name.rpartition("/")[2].replace("-", " ")
    names = tuple(sorted({*record.names, *named, slug} - {title}))
    text, *others = record.texts or [""]
    year = year_of(record.years, record.days)
    return Document(
        name,
        title,
        names,
        text,
        year,
        max((records[graph].modified for graph in record.graphs), default=""),
        tuple(sorted(facets)),
        tuple(islice(_about(record, records, labels), MOST_ABOUT)),
        tuple(record.records),
        "\n".join(others),
        day_of(year, record.days),
    )


def _about(record: _Record, records: Records, labels: Mapping[str, str]) -> Iterator[str]:
    """Yield labels of linked records: those a record names, then those that name it."""
    for wanted in TELLING:
        led = (one for facet, one in record.leads if facet == wanted and records[one].names)
        yield from sorted({labels.get(one, one) for one in led})
    yield from sorted({labels.get(one, one) for one in record.led_by})


def _facets(record: _Record, records: Records, held: Held, base: str) -> Iterator[tuple[str, str]]:
    yield from (("source", _source(graph, base)) for graph in record.graphs)
    yield from (("kind", type_[1:-1]) for type_ in record.types - BROAD if _is_class(type_[1:-1]))
    yield from (("year", year) for year in record.years)
    leads = set(record.leads)
    for _, led in (lead for lead in record.leads if lead[0] == "workers"):
        leads |= {lead for lead in records[led].leads if lead[0] in OF_WORKERS}
    yield from ((facet, one) for facet, led in leads for one in held(led))
    known = [*parts(record.parts, held)]
    yield from (("part", part) for part in known)
    yield from sides(known)


def _is_class(name: str) -> bool:
    return name.startswith(JG) or name in record_classes()


def _held(records: Records, value: str) -> set[str]:
    """Return a value and its ancestors: containing places but the world, broader concepts.

    An unknown value has no ancestor.
    """
    if value not in records:
        return {value}
    above = _above(value, records)
    return {value} | {one for one in above if not _is_world(records[one])}


def _is_world(record: _Record) -> bool:
    return REGION in record.types and not record.above


def _source(graph: str, base: str) -> str:
    """Return the database of a record: the graph of an import, or the curated dataset."""
    return graph if IMPORTED in graph else f"{base}dataset"


def _above(value: str, records: Records) -> set[str]:
    found: set[str] = set()
    ahead = [value]
    while ahead:
        above = {*records[ahead.pop()].above} - found
        found |= above
        ahead += above
    return found
