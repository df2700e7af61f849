"""A description as a page shows it: statements in groups, with names for people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Final

from graph.rdf.quads import parsed, plain
from ontology import JG, PREFIXES, terms
from ontology.namespaces import DCTERMS, FOAF, PROV, RDF_TYPE, RDFS_LABEL, SKOS
from server.records.description import Description

__all__ = ["Link", "Nested", "Origin", "Page", "Reader", "Reason", "Related", "Statement", "page"]

TOPIC: Final = FOAF + "primaryTopic"
TITLES: Final = (RDFS_LABEL, DCTERMS + "title", SKOS + "prefLabel")
TEXTS: Final = (
    DCTERMS + "abstract",
    DCTERMS + "description",
    SKOS + "definition",
    JG + "rule",
    JG + "withdrawalReason",
)
NUMBERS: Final = (JG + "value", JG + "upperValue")
BROAD: Final = tuple(JG + name for name in ("Issue", "Actor", "Place"))
WEB: Final = ("http://", "https://")
"""What a page links to: no script and no data hides behind such an address."""

SHOWN: Final = 100
"""So many values of a property are shown, and so many nested nodes of one."""
RELATED: Final = 10
"""So many related issues are shown, the nearest first."""


Nodes = dict[str, dict[str, list[str]]]


@dataclass(frozen=True)
class Link:
    """A text in a language, and where it leads, if anywhere."""

    text: str
    iri: str = ""
    language: str = ""


@dataclass(frozen=True)
class Statement:
    """A property, some of its values, and how many there are."""

    property: Link
    values: tuple[Link, ...]
    count: int


@dataclass(frozen=True)
class Nested:
    """A nested node: an involvement, a figure, a response, a claim, a link."""

    property: Link
    fragment: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Reason:
    """What two issues share, why in words, and the weight that it adds."""

    shared: Link
    sentence: str
    weight: Decimal


@dataclass(frozen=True)
class Related:
    """A related issue with the reasons why."""

    issue: Link
    score: Decimal
    summary: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Origin:
    """Where the statements of a record are from: their graph, its licence, day and sources."""

    graph: str
    license: str
    modified: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Page:
    """All that a page says about a thing."""

    iri: str
    title: Link
    types: tuple[Link, ...]
    texts: tuple[Link, ...]
    statements: tuple[Statement, ...]
    nested: tuple[Nested, ...]
    named_by: tuple[Statement, ...]
    related: tuple[Related, ...]
    origins: tuple[Origin, ...]


def page(description: Description) -> Page:
    """Return what a page shows of a description.

    Complexity: linear in its statements.
    """
    reader = Reader(description)
    return Page(
        description.iri,
        title=reader.name(description.iri),
        types=tuple(reader.types()),
        texts=tuple(link for name in TEXTS for link in reader.links(description.iri, name)),
        statements=tuple(reader.statements(description.iri, {RDF_TYPE, *TITLES, *TEXTS})),
        nested=tuple(reader.nested()),
        named_by=tuple(reader.named_by()),
        related=tuple(sorted(reader.related(), key=lambda one: -one.score)[:RELATED]),
        origins=tuple(reader.origins()),
    )


class Reader:
    """Reads a description, and a wider one of its nodes, with names for people."""

    def __init__(self, description: Description, wider: Description | None = None) -> None:
        self.iri, self.counts = description.iri, description.counts
        self.nodes = description.by_subject
        if wider:
            self.nodes = _merged(self.nodes, wider.by_subject)
        self._names: dict[str, Link] = {}

    def values(self, node: str, property_: str) -> list[str]:
        """Return the values of a property of a node, as N-Triples writes them."""
        said = self.nodes.get(node)
        return said.get(property_, []) if said else []

    def links(self, node: str, property_: str) -> list[Link]:
        """Return the values of a property of a node, with names."""
        return [self.link(property_, value) for value in self.values(node, property_)]

    def link(self, property_: str, value: str) -> Link:
        """Return a value of a property as it is shown, from how N-Triples writes it."""
        if value.startswith("<"):
            return self.name(value[1:-1])
        text, _, language = parsed(value)
        return Link(_grouped(text) if property_ in NUMBERS else text, "", language)

    def name(self, iri: str) -> Link:
        """Return what an IRI is called: in English, else without a language, else as it may be."""
        if iri not in self._names:
            self._names[iri] = self._named(iri)
        return self._names[iri]

    def _named(self, iri: str) -> Link:
        said = self.nodes.get(iri, {})
        labels = [parsed(value) for title in TITLES for value in said.get(title, ())]
        if labels:
            text, _, language = min(labels, key=lambda label: _strangeness(label[2]))
        else:
            words = terms().by_property(iri)
            text, language = words[0].name if words else _short(iri), ""
        return Link(text, iri if iri.startswith(WEB) else "", language)

    def types(self) -> list[Link]:
        """Return the classes of our own that the thing has, the narrowest first."""
        links = self.links(self.iri, RDF_TYPE)
        ours = [link for link in links if link.iri.startswith(JG)]
        return sorted(ours or links, key=lambda link: link.iri in BROAD)

    def statements(self, node: str, without: Iterable[str]) -> Iterator[Statement]:
        """Yield what is said about a node in the order of records' fields, but its nested nodes."""
        for name in sorted(self.nodes.get(node, {}), key=_position):
            links = [link for link in self.links(node, name) if not self._is_nested(link.iri)]
            if links and name not in without:
                yield Statement(self.name(name), tuple(links[:SHOWN]), len(links))

    def _is_nested(self, iri: str) -> bool:
        return iri.startswith(f"{self.iri}#") and iri in self.nodes

    def nested(self) -> Iterator[Nested]:
        """Yield the nested nodes that the thing leads to."""
        for name in sorted(self.nodes.get(self.iri, {}), key=_position):
            inner = [link.iri for link in self.links(self.iri, name) if self._is_nested(link.iri)]
            for iri in inner[:SHOWN]:
                shown = tuple(self.statements(iri, {RDF_TYPE, RDFS_LABEL}))
                yield Nested(self.name(name), iri.partition("#")[2], shown)

    def named_by(self) -> Iterator[Statement]:
        """Yield which records name the thing, by property: those that have a name themselves."""
        for name, count in self.counts.items():
            namers = self._namers(name)
            records = {_record(node) for node in namers} - {self.iri}
            links = [self.name(record) for record in records if self.values(record, RDFS_LABEL)]
            links.sort(key=lambda link: (link.text.lower(), link.iri))
            if links:
                is_part = count > len(namers)
                yield Statement(self.name(name), tuple(links), count if is_part else len(links))

    def _namers(self, property_: str) -> list[str]:
        this = f"<{self.iri}>"
        return [node for node, said in self.nodes.items() if this in said.get(property_, ())]

    def related(self) -> Iterator[Related]:
        """Yield the related issues, with the reasons why, the weightiest first."""
        for node in self._namers(JG + "issue"):
            reasons = [plain(value) for value in self.values(node, JG + "reason")]
            found = sorted(
                map(self._reason, reasons), key=lambda one: (-one.weight, one.shared.text)
            )
            for issue in self.links(node, JG + "issue"):
                if issue.iri != self.iri:
                    summary = self.name(node).text
                    yield Related(issue, self._number(node, "score"), summary, tuple(found))

    def _reason(self, node: str) -> Reason:
        shared, *_ = self.links(node, JG + "shared") or [Link("")]
        return Reason(shared, self.name(node).text, self._number(node, "weight"))

    def _number(self, node: str, name: str) -> Decimal:
        return next((_decimal(value) for value in self.values(node, JG + name)), Decimal(0))

    def origins(self) -> Iterator[Origin]:
        """Yield the graphs that are about the thing alone."""
        for node in self._namers(TOPIC):
            license_, modified = (
                next((plain(value) for value in self.values(node, DCTERMS + name)), "")
                for name in ("license", "modified")
            )
            sources = self.links(node, PROV + "wasDerivedFrom")
            yield Origin(node, license_, modified, tuple(sources))


def _merged(nodes: Nodes, others: Nodes) -> Nodes:
    """Return the values of each property of each node that two descriptions give."""
    both = dict(nodes)
    for node, said in others.items():
        known = nodes.get(node, {})
        names = dict.fromkeys((*known, *said))
        both[node] = {name: sorted({*known.get(name, ()), *said.get(name, ())}) for name in names}
    return both


def _record(node: str) -> str:
    """Return the record that a nested node is of; a term of the vocabulary stands alone."""
    return node if node.startswith(JG) else node.partition("#")[0]


def _strangeness(language: str) -> int:
    return 0 if language.partition("-")[0] == "en" else 1 if not language else 2


def _decimal(value: str) -> Decimal:
    try:
        return Decimal(plain(value))
    except InvalidOperation:
        return Decimal(0)


def _grouped(text: str) -> str:
    """Write a number with its thousands parted.

    >>> _grouped("44900.5"), _grouped("many")
    ('44,900.5', 'many')
    """
    try:
        return f"{Decimal(text):,}"
    except InvalidOperation:
        return text


@cache
def _order() -> dict[str, int]:
    """Return the order in which a record's words stand in the context; sources come last."""
    order = {field.iri: number for number, field in enumerate(terms().fields.values())}
    return order | {DCTERMS + "source": len(order)}


def _position(property_: str) -> tuple[int, str]:
    return _order().get(property_, len(_order())), property_


def _short(iri: str) -> str:
    """Return an IRI of a known vocabulary in its short form, another as it is."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
