"""Reader of a description: values, labels, statements and nested nodes as a page shows them."""

from collections.abc import Iterable, Iterator, Set
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache, partial
from typing import Final

from graph.languages import languages
from graph.rdf.grouped import Nodes, joined
from graph.rdf.quads import parsed, plain, strangeness
from ontology import JG, PREFIXES, own_classes, terms
from ontology.namespaces import DCTERMS, FOAF, PROV, RDF, RDF_TYPE, RDFS_LABEL, SKOS
from server.languages.current import current, gettext
from server.records.description import Description
from server.records.standard_terms import standard_label
from server.records.view import (
    Link,
    Nested,
    Origin,
    Statement,
    translated_label,
)

__all__ = [
    "SHOWN",
    "TEXTS",
    "TITLES",
    "WEB",
    "Reader",
]

TOPIC: Final = FOAF + "primaryTopic"
TITLES: Final = (RDFS_LABEL, DCTERMS + "title", SKOS + "prefLabel")
TEXTS: Final = (
    DCTERMS + "abstract",
    DCTERMS + "description",
    SKOS + "definition",
    JG + "rule",
    JG + "withdrawalReason",
)
TRANSLATED: Final = frozenset(
    SKOS + name for name in ("altLabel", "changeNote", "definition", "editorialNote", "scopeNote")
)
"""Properties of the vocabulary whose texts are in several languages."""
NUMBERS: Final = (JG + "value", JG + "upperValue")
UNNAMED: Final = frozenset(
    (*(RDF + name for name in ("subject", "predicate", "object")), JG + "shared", JG + "via")
)
"""Properties by which reasons and rules refer to a record, which name it to no reader."""
BROAD: Final = tuple(JG + name for name in ("Issue", "Actor", "Place"))
WEB: Final = ("http://", "https://")
"""Schemes that a page links to; `javascript:` and `data:` are not among them."""
LINKED: Final = tuple(f"<{scheme}" for scheme in WEB)

SHOWN: Final = 100
"""The most values of a property that are shown, and the most nested nodes of one."""


class Reader:
    """Reads a description (and optionally a wider one) with labels."""

    def __init__(self, description: Description, wider: Description | None = None) -> None:
        self.iri, self.counts = description.iri, description.counts
        self.nodes, self._description = description.nodes, description
        self.is_part = description.is_part
        self._within = f"<{self.iri}#"
        self.is_translated = not current().is_source
        self._names = description.names.setdefault(current().code, {})
        if wider:
            self._widen(wider.nodes)

    def _widen(self, nodes: Nodes) -> None:
        """Read further statements; labels of what they say nothing new of are kept."""
        first, self.nodes = self.nodes, joined(self.nodes, nodes)
        self._description = Description(self.iri, self.nodes, self.counts)
        self._names = {
            iri: name for iri, name in self._names.items() if self.nodes.get(iri) is first.get(iri)
        }

    def values(self, node: str, property_: str) -> list[str]:
        """Return the values of a property of a node, as N-Triples writes them."""
        properties = self.nodes.get(node)
        return properties.get(property_, []) if properties else []

    def links(self, node: str, property_: str) -> list[Link]:
        """Return the values of a property of a node, with labels.

        Of texts of the vocabulary, those in the language of the request, else those in English.
        """
        values = self.values(node, property_)
        return self._linked(property_, values) if values else []

    def _linked(self, property_: str, values: Iterable[str]) -> list[Link]:
        found = [self.link(property_, value) for value in values]
        return _in_language(found) if property_ in TRANSLATED else found

    def ends(self, node: str, property_: str) -> list[str]:
        """Return the web addresses that a property of a node leads to, without labels."""
        return [value[1:-1] for value in self.values(node, property_) if value.startswith(LINKED)]

    def link(self, property_: str, value: str) -> Link:
        """Return a value (an N-Triples term) as it is shown."""
        if value.startswith("<"):
            return self.name(value[1:-1])
        text, _, language = parsed(value)
        return Link(_grouped(text) if property_ in NUMBERS else text, "", language)

    def name(self, iri: str) -> Link:
        """Return the label of an IRI: in English, else without language, else any."""
        if iri not in self._names:
            self._names[iri] = self._named(iri)
        return self._names[iri]

    def _named(self, iri: str) -> Link:
        if self.is_translated and (name := translated_label(iri)):
            return Link(name, iri if iri.startswith(WEB) else "", current().language)
        properties = self.nodes.get(iri) or {}
        labels = [parsed(one) for name in TITLES if name in properties for one in properties[name]]
        if labels:
            text, _, language = min(labels, key=strangeness) if labels[1:] else labels[0]
        else:
            text, language = standard_label(iri) or _unlabelled(iri), ""
        return Link(text, iri if iri.startswith(WEB) else "", language)

    def title(self) -> Link:
        """Return the label of the resource; a named graph is called by what it states facts of."""
        topics = self.links(self.iri, TOPIC)
        if topics and not any(self.values(self.iri, name) for name in TITLES):
            return Link(gettext("What is stated of “%(name)s”", name=topics[0].text), self.iri)
        return self.name(self.iri)

    def types(self) -> list[Link]:
        """Return the classes of the vocabulary, the narrow ones, own ones first; else all."""
        links, own = self.links(self.iri, RDF_TYPE), own_classes()
        ours = [link for link in links if link.iri.startswith(JG) or link.iri in own]
        narrow = sorted(ours, key=lambda link: link.iri not in own)
        return [link for link in narrow if link.iri not in BROAD] or ours or links

    def statements(self, node: str, without: Set[str]) -> Iterator[Statement]:
        """Yield the statements about a node in field order, without its nested nodes."""
        properties = self.nodes.get(node, {})
        for name in sorted(properties.keys() - without, key=_position):
            values = [one for one in properties[name] if not self._is_nested(one)]
            if links := self._linked(name, values):
                yield Statement(self.name(name), tuple(links[:SHOWN]), len(links))

    def _is_nested(self, value: str) -> bool:
        return value.startswith(self._within) and value[1:-1] in self.nodes

    def nested(self) -> Iterator[Nested]:
        """Yield the nested nodes of the resource."""
        for name in sorted(self.nodes.get(self.iri, {}), key=_position):
            inner = [one[1:-1] for one in self.values(self.iri, name) if self._is_nested(one)]
            for iri in inner[:SHOWN]:
                read = partial(self.statements, iri, {RDF_TYPE, RDFS_LABEL})
                yield Nested(self.name(name), iri.partition("#")[2], read)

    def named_by(self) -> Iterator[Statement]:
        """Yield the labelled records that refer to the resource, by property."""
        for name, count in self.counts.items():
            if name in UNNAMED:
                continue
            namers = self.namers(name)
            records = {_record(node) for node in namers} - {self.iri}
            links = [self.name(record) for record in records if self.values(record, RDFS_LABEL)]
            links.sort(key=lambda link: (link.text.lower(), link.iri))
            if links:
                is_part = count > len(namers)
                yield Statement(self.name(name), tuple(links), count if is_part else len(links))

    def namers(self, property_: str) -> list[str]:
        """Return the nodes that name the resource by a property."""
        return self._description.naming.get(property_, [])

    def origins(self) -> Iterator[Origin]:
        """Yield the named graphs whose topic is the resource."""
        for node in self.namers(TOPIC):
            license_, modified = (
                next((plain(value) for value in self.values(node, DCTERMS + name)), "")
                for name in ("license", "modified")
            )
            sources = self.links(node, PROV + "wasDerivedFrom")
            yield Origin(node, license_, modified, tuple(sources))


def _record(node: str) -> str:
    """Return the record of a nested node; terms of the vocabulary are not nested."""
    return node if node.startswith(JG) else node.partition("#")[0]


def _in_language(texts: list[Link]) -> list[Link]:
    spoken = [one for one in texts if one.language == current().language]
    return spoken or [one for one in texts if one.language not in languages()]


def _grouped(text: str) -> str:
    """Format a number with thousands separators.

    >>> _grouped("44900.5"), _grouped("many")
    ('44,900.5', 'many')
    """
    try:
        return f"{Decimal(text):,}"
    except InvalidOperation:
        return text


@cache
def _order() -> dict[str, int]:
    """Return the field order: that of the context, with sources last."""
    order = {field.iri: number for number, field in enumerate(terms().fields.values())}
    return order | {DCTERMS + "source": len(order)}


def _position(property_: str) -> tuple[int, str]:
    order = _order()
    return order.get(property_, len(order)), property_


@lru_cache(maxsize=4096)
def _unlabelled(iri: str) -> str:
    """Return the field of records that writes a property, else an IRI with a known prefix.

    Any other IRI is unchanged.
    """
    for field in terms().by_property(iri):
        return field.name
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and iri != namespace:
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri
