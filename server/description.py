"""A resource as a page shows it: its statements in groups, its nested nodes, what speaks of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from itertools import groupby

from graph import Value
from ontology import PREFIXES, NotFound, terms
from server.site import Site, query_text

__all__ = ["Description", "Link", "Nested", "Statement", "describe"]

SOURCE = PREFIXES["dcterms"] + "source"
TYPE = PREFIXES["rdf"] + "type"
TITLES = tuple(
    PREFIXES[prefix] + name
    for prefix, name in (("rdfs", "label"), ("dcterms", "title"), ("skos", "prefLabel"))
)
TEXTS = tuple(
    PREFIXES[prefix] + name
    for prefix, name in (
        ("dcterms", "abstract"),
        ("dcterms", "description"),
        ("skos", "definition"),
        ("jg", "rule"),
    )
)

NUMBERS = tuple(PREFIXES["jg"] + name for name in ("value", "upperValue"))

Row = dict[str, Value]


@dataclass(frozen=True)
class Link:
    """A text, and where it leads, if anywhere."""

    text: str
    iri: str = ""


@dataclass(frozen=True)
class Statement:
    """A property and its values."""

    property: Link
    values: tuple[Link, ...]


@dataclass(frozen=True)
class Nested:
    """A nested node: an involvement, a figure, a response, a claim, a link."""

    property: Link
    fragment: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Related:
    """A related issue with the reasons why."""

    issue: Link
    score: str
    reasons: tuple[Row, ...]


@dataclass(frozen=True)
class Description:
    """All that a page says about a resource."""

    iri: str
    own: tuple[Statement, ...]
    nested: tuple[Nested, ...]
    mentions: tuple[Statement, ...]
    related: tuple[Related, ...]
    provenance: tuple[Row, ...]

    @cached_property
    def title(self) -> str:
        """Return the resource's name."""
        found = [link.text for name in TITLES for link in self._values(name)]
        return found[0] if found else self.iri

    @property
    def texts(self) -> list[str]:
        """Return what describes the resource in sentences."""
        return [link.text for name in TEXTS for link in self._values(name)]

    @property
    def types(self) -> list[Link]:
        """Return the classes of our own that the resource has, the narrowest first."""
        ours = [link for link in self._values(TYPE) if link.iri.startswith(PREFIXES["jg"])]
        return sorted(ours, key=lambda link: link.iri in BROAD)

    @property
    def statements(self) -> list[Statement]:
        """Return the statements that the page shows as a table."""
        shown = {TYPE, *TITLES, *TEXTS}
        return [found for found in self.own if found.property.iri not in shown]

    def _values(self, property_: str) -> Iterable[Link]:
        return (v for found in self.own if found.property.iri == property_ for v in found.values)


BROAD = {PREFIXES["jg"] + name for name in ("Issue", "Actor", "Place")}


def describe(site: Site, iri: str) -> Description:
    """Return what the graph says about an IRI; raises `NotFound` where it says nothing."""
    rows = site.engine.rows(query_text("statements"), this=iri)
    if not rows:
        raise NotFound(f"there is nothing at {iri}")
    by_node = {node: list(found) for node, found in groupby(rows, key=_node)}
    own = tuple(_statements(by_node.get("", [])))
    nested = {node: tuple(_statements(found)) for node, found in by_node.items() if node}
    return Description(
        iri,
        own=tuple(one for one in own if not any(value.iri in nested for value in one.values)),
        nested=tuple(_nested(own, nested)),
        mentions=tuple(_grouped(site.engine.rows(query_text("mentions"), this=iri), "record")),
        related=tuple(_related(site.engine.rows(query_text("related"), this=iri))),
        provenance=tuple(site.engine.rows(query_text("provenance"), this=iri)),
    )


def _node(row: Row) -> str:
    return row["nested"].text if "nested" in row else ""


def _statements(rows: list[Row]) -> Iterator[Statement]:
    return _grouped(sorted(rows, key=_position), "value")


def _grouped(rows: list[Row], name: str) -> Iterator[Statement]:
    """Yield a statement for each run of rows of one property, with what they name each once."""
    for property_, found in groupby(rows, key=lambda row: row["property"].text):
        members = list(found)
        values = tuple(dict.fromkeys(_link(row, name) for row in members))
        yield Statement(Link(_name(members[0], property_), property_), values)


def _nested(
    own: tuple[Statement, ...], nested: dict[str, tuple[Statement, ...]]
) -> Iterator[Nested]:
    for statement in own:
        for value in statement.values:
            if value.iri in nested:
                shown = tuple(one for one in nested[value.iri] if one.property.iri != TYPE)
                yield Nested(statement.property, value.iri.partition("#")[2], shown)


def _related(rows: list[Row]) -> Iterator[Related]:
    for _, found in groupby(rows, key=lambda row: row["related"].text):
        members = list(found)
        first = members[0]
        score = f"{float(first['score'].text):.2f}"
        yield Related(_link(first, "related"), score, tuple(members))


def _link(row: Row, name: str) -> Link:
    value = row[name]
    label = row.get(f"{name}Label")
    text = label.text if label else _readable(row, value)
    return Link(text, value.text if value.is_iri else "")


def _readable(row: Row, value: Value) -> str:
    """Return a number of a figure with its thousands parted, anything else in its short form."""
    if row["property"].text in NUMBERS:
        return f"{Decimal(value.text):,}"
    return _short(value)


def _name(row: Row, property_: str) -> str:
    """Return a property's label, else the word that records have for it."""
    label = row.get("propertyLabel")
    words = terms().by_property(property_)
    return (
        label.text if label else words[0].name if words else _short(Value(property_, is_iri=True))
    )


@cache
def _order() -> dict[str, int]:
    """Return the order in which a record's words stand in the context; sources come last."""
    order = {field.iri: number for number, field in enumerate(terms().fields.values())}
    return order | {SOURCE: len(order)}


def _position(row: Row) -> tuple[int, str]:
    property_ = row["property"].text
    return _order().get(property_, len(_order())), property_


def _short(value: Value) -> str:
    """Return an IRI of a known vocabulary in its short form, anything else as it is."""
    if value.is_iri:
        for prefix, namespace in PREFIXES.items():
            if value.text.startswith(namespace) and value.text != namespace:
                return f"{prefix}:{value.text.removeprefix(namespace)}"
    return value.text
