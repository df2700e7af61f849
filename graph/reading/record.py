"""Reads one record (YAML-LD) and expands it to quads, keeping the line of every value.

A record is a mapping of the words of `context.jsonld`; every value keeps the line that it stands
on, so that whatever is found wrong later can be shown in the file.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from graph.rdf.jsonld_compact import CONCEPT_NAME
from graph.rdf.quads import Quad, iri, literal, plain
from graph.rdf.terms import TYPE
from graph.reading.class_fields import class_fields, narrower_types
from graph.reading.fields import expected, is_address, is_language, is_well_formed, unreadable
from graph.reading.worldwide import worldwide
from graph.reading.yaml_ld import MAY_BE_EMPTY, Node
from ontology import (
    BASE,
    TOMBSTONE,
    Field,
    did_you_mean,
    graph_iri,
    record_iri,
    record_types,
    schema,
    terms,
)
from ontology.namespaces import RDF_TYPE, SLUG
from shapes import Mark, Problem, Severity

__all__ = ["Origin", "Record", "read_record"]

FRAGMENT: Final = f"#{SLUG}"
ABOUT_THE_RECORD: Final = "modified"
LONGEST_QUOTE: Final = 80


@dataclass(frozen=True)
class Origin:
    """Provenance of an imported set: one named graph under one licence.

    `source` is the id of the source record of the whole database, `retrieved` a day.
    """

    graph: str
    title: str
    licence: str
    attribution: str
    source: str
    snapshot: str
    retrieved: str


@dataclass
class Record:
    """A record as read: its file and line, its IRI, its quads, their lines and its problems."""

    path: str
    line: int
    kind: str = ""
    slug: str = ""
    iri: str = ""
    graph: str = ""
    quads: list[Quad] = field(default_factory=list)
    marks: dict[tuple[str, str], Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    origin: Origin | None = None


def read_record(node: Node, path: str, base: str = BASE, origin: Origin | None = None) -> Record:
    """Read one document as a record and expand it to quads in its own named graph, or its origin's.

    What is wrong is collected in `problems`, each with its line, and never raised, so that one
    reading finds every fault; a record with problems is not to be built.
    Complexity: linear in the record.
    Source: JSON-LD 1.1 Processing Algorithms, section 5.1 (expansion), for the features that
    `context.jsonld` uses.

    >>> from graph.reading.yaml_ld import documents
    >>> (document,) = documents("{id: kenya, type: Country, name: Kenya}", "kenya.yaml")
    >>> read_record(document, "kenya.yaml").quads[1][2:]
    ('<http://www.w3.org/2000/01/rdf-schema#label>', '"Kenya"@en')
    """
    record = Record(path, node.line, origin=origin)
    if not isinstance(node.value, dict):
        _fault(record, node, "", "is not a record: write fields, each as 'name: value'")
    elif _named(record, node.value, base):
        _Reader(record, base).read(node.value, record.iri)
        if record.kind == "issue":
            record.quads = worldwide(record.quads, record.iri, base)
    return record


def _named(record: Record, values: dict[str, Node], base: str) -> bool:
    """Set kind, slug and IRI of a record from its type (of a tombstone, its former type) and id."""
    name = "type" if _type_word(values, "type") != TOMBSTONE else "formerType"
    type_, slug = _type_word(values, name), _word(values.get("id"))
    kinds = record_types()
    if type_ not in kinds:
        node = values.get(name, Node("", record.line, 1))
        known = kinds if name == "formerType" else (*kinds, TOMBSTONE)
        _fault(record, node, name, _unknown_type(type_, known, name))
    if not re.fullmatch(SLUG, slug) or len(slug) > 120:
        node = values.get("id", Node("", record.line, 1))
        _fault(
            record,
            node,
            "id",
            "needs an id of lower-case words joined by hyphens, such as ghost-work",
        )
    elif slug in terms(base).words:
        _fault(record, values["id"], "id", f"'{slug}' is a word of the context: choose another id")
    if record.problems:
        return False
    record.kind, record.slug = kinds[type_], slug
    record.iri, record.graph = (
        record_iri(record.kind, slug, base),
        record.origin.graph if record.origin else graph_iri(record.kind, slug, base),
    )
    return True


def _type_word(values: dict[str, Node], name: str) -> str:
    """Return the type of a record that a field holds, or the first of its types."""
    node = values.get(name)
    if node and isinstance(node.value, list):
        node = node.value[0] if node.value else None
    return _word(node)


def _word(node: Node | None) -> str:
    return node.value if node and isinstance(node.value, str) else ""


def _unknown_type(word: str, known: Iterable[str], name: str = "type") -> str:
    near = did_you_mean(word, known)
    return f"{name} {_quoted(word)} is unknown; {near}" if word else f"has no {name}; {near}"


def _quoted(text: str) -> str:
    return f"'{text[:LONGEST_QUOTE]}'"


def _fault(record: Record, node: Node, name: str, message: str, value: str = "") -> None:
    mark = Mark(name, node.line, node.column)
    label = f"{record.kind}/{record.slug}" if record.slug else ""
    problem = Problem(Severity.VIOLATION, message, record.path, mark, label, value=value)
    record.problems.append(problem)


class _Reader:
    """Expands the fields of one record."""

    def __init__(self, record: Record, base: str) -> None:
        self.record, self.base, self.terms = record, base, terms(base)
        self.graph = iri(record.graph)

    def read(self, values: dict[str, Node], subject: str, range_: str = "") -> None:
        """Expand the fields of a node; `range_` is the class to which its property leads."""
        for name, node in values.items():
            if name == "type":
                self._type(node, subject, range_)
            elif name != "id" or subject != self.record.iri:
                if name in self.terms.fields:
                    self._field(self.terms.fields[name], node, subject)
                else:
                    self._fault(node, name[:LONGEST_QUOTE], self._unknown(name, values, range_))

    def _type(self, node: Node, subject: str, range_: str) -> None:
        self.record.marks[subject, RDF_TYPE] = Mark("type", node.line, node.column)
        for item in node.value if isinstance(node.value, list) else [node]:
            class_ = self.terms.classes.get(_word(item))
            if class_ is None:
                known = narrower_types(range_) if range_ else record_types()
                self._fault(item, "type", _unknown_type(_word(item), known))
            else:
                self.record.quads.append((self.graph, iri(subject), TYPE, iri(class_)))

    def _field(self, field_: Field, node: Node, subject: str) -> None:
        name = field_.name
        self.record.marks.setdefault((subject, field_.iri), Mark(name, node.line, node.column))
        if not node.value and name in MAY_BE_EMPTY:
            return None
        if not node.value:
            return self._fault(node, name, f"'{name}' has no value: give one, or remove the field")
        if field_.is_nested:
            return self._nested(field_, node, subject)
        if name == ABOUT_THE_RECORD and subject == self.record.iri:
            return self._add("", self.record.graph, field_, self._object(field_, node))
        items = node.value if isinstance(node.value, list) else [node]
        for item in items:
            for object_ in self._objects(field_, item):
                self._add(self.graph, subject, field_, object_)
        return None

    def _unknown(self, name: str, values: dict[str, Node], range_: str) -> str:
        """Return the message on an unknown field, with the near ones that may be there."""
        if name == "id":
            return 'an entry has its name above it, such as "#first": remove the id'
        if name.startswith("@"):
            return (
                f"{_quoted(name)} is not for records: the context is ours, and none is ever fetched"
            )
        classes = {self.terms.classes.get(_type_word(values, "type"), range_)} - {""}
        near = did_you_mean(name, class_fields(classes))
        return f"the field {_quoted(name)} is unknown{f'; {near}' if near else ''}"

    def _nested(self, field_: Field, node: Node, subject: str) -> None:
        if not isinstance(node.value, dict):
            return self._fault(
                node, field_.name, f'needs named entries, such as "#{field_.name}-1": …'
            )
        for key, item in node.value.items():
            nested = self.record.iri + key
            if not re.fullmatch(FRAGMENT, key) or not isinstance(item.value, dict):
                message = f'{_quoted(key)} must be a name such as "#first" with fields below it'
                self._fault(item, field_.name, message)
                continue
            if (nested, "") in self.record.marks:
                self._fault(item, field_.name, f"{_quoted(key)} names two entries: rename one")
            self.record.marks[nested, ""] = Mark(f"{field_.name} {key}", item.line, item.column)
            self._add(self.graph, subject, field_, iri(nested))
            self.read(item.value, nested, schema().ranges.get(field_.iri, ""))
        return None

    def _objects(self, field_: Field, node: Node) -> Iterator[str]:
        if isinstance(node.value, dict) and field_.language:
            for language, item in node.value.items():
                yield from self._translation(field_, language, item)
        else:
            yield self._object(field_, node)

    def _translation(self, field_: Field, language: str, node: Node) -> Iterator[str]:
        if not is_language(language):
            message = f"{_quoted(language)} is no language tag, such as 'en'"
            self._fault(node, field_.name, message)
        elif text := self._object(field_, node):
            yield literal(plain(text), language=language)

    def _object(self, field_: Field, node: Node) -> str:
        text = node.value
        if not isinstance(text, str):
            self._fault(
                node,
                field_.name,
                f"'{field_.name}' needs {expected(field_)}, not fields or a list",
            )
            return ""
        if reason := unreadable(text):
            self._fault(node, field_.name, f"'{field_.name}' {reason}")
            return ""
        if field_.is_reference:
            return self._reference(field_, text, node)
        if not is_well_formed(text, field_):
            self._fault(node, field_.name, f"{_quoted(text)} is not {expected(field_)}")
            return ""
        return literal(text, field_.datatype, field_.language)

    def _reference(self, field_: Field, text: str, node: Node) -> str:
        if target := self._meant(field_, text):
            return iri(target)
        message = f"{_quoted(text)} is not {expected(field_)}"
        self._fault(node, field_.name, message, text if field_.vocabulary else "")
        return ""

    def _meant(self, field_: Field, text: str) -> str:
        """Return the IRI that a word of a record denotes as value of a field, or nothing."""
        if field_.vocabulary:
            known = dict(field_.concepts).get(text, field_.vocabulary + text)
            return known if CONCEPT_NAME.fullmatch(text) else ""
        if field_.names_fields:
            return self.terms.fields[text].iri if text in self.terms.fields else ""
        if field_.name == "formerType":
            return self.terms.classes.get(text, "")
        if field_.name == "replacedBy" and re.fullmatch(SLUG, text):
            return f"{self.record.iri.rpartition('/')[0]}/{text}"
        return text if is_address(text) else ""

    def _add(self, graph: str, subject: str, field_: Field, object_: str) -> None:
        if object_:
            self.record.quads.append((graph, iri(subject), iri(field_.iri), object_))

    def _fault(self, node: Node, name: str, message: str, value: str = "") -> None:
        _fault(self.record, node, name, message, value)
