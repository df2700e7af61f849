"""The one door: whatever enters the graph is read here as a record, and expanded to quads.

A record is a mapping of the words of `context.jsonld`; every value keeps the line that it stands
on, so that whatever is found wrong later can be shown in the file.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import process

from graph.quads import Quad, iri, literal, plain
from graph.yamlld import Node
from ontology import BASE, KINDS, PREFIXES, Field, graph_iri, record_iri, terms
from shapes import Mark, Problem, Severity

__all__ = ["Record", "read_record"]

RDF_TYPE: Final = iri(PREFIXES["rdf"] + "type")
SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
FRAGMENT: Final = re.compile(r"#[a-z0-9]+(?:-[a-z0-9]+)*")
WORD: Final = re.compile(r"[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")
ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
DATATYPES: Final = {
    "decimal": re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "integer": re.compile(r"[+-]?[0-9]+"),
    "gYear": re.compile(r"[0-9]{4}"),
    "date": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"),
}
LANGUAGE: Final = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
ABOUT_THE_RECORD: Final = "modified"
EXPECTED: Final = {
    "decimal": "a plain number, such as 40000 or 1.32",
    "integer": "a whole number, such as 3",
    "gYear": "a year of four digits, such as 2019",
    "date": "a day written year-month-day, such as 2019-05-31",
}
LONGEST_TEXT: Final = 20_000


@dataclass
class Record:
    """A record that was read: where it is from, what it is about, its quads and their lines."""

    path: str
    line: int
    kind: str = ""
    slug: str = ""
    iri: str = ""
    graph: str = ""
    quads: list[Quad] = field(default_factory=list)
    marks: dict[tuple[str, str], Mark] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_record(node: Node, path: str, base: str = BASE) -> Record:
    """Read one document as a record and expand it to quads in its own named graph.

    What is wrong is collected in `problems`, each with its line, and never raised, so that one
    reading finds every fault; a record with problems is not to be built.
    Complexity: linear in the record.
    Source: JSON-LD 1.1 Processing Algorithms, section 5.1 (expansion), for the features that
    `context.jsonld` uses.

    >>> from graph.yamlld import documents
    >>> (document,) = documents("{id: kenya, type: Country, name: Kenya}", "kenya.yaml")
    >>> read_record(document, "kenya.yaml").quads[1][2:]
    ('<http://www.w3.org/2000/01/rdf-schema#label>', '"Kenya"@en')
    """
    record = Record(path, node.line)
    if not isinstance(node.value, dict):
        _fault(record, node, "", "is not a record: write fields, each as 'name: value'")
    elif _named(record, node.value, base):
        _Reader(record, base).read(node.value, record.iri)
    return record


def _named(record: Record, values: dict[str, Node], base: str) -> bool:
    """Find out what a record is about from its type and its id."""
    type_, slug = _word(values, "type"), _word(values, "id")
    if type_ not in KINDS:
        near = _nearest(type_, KINDS)
        node = values.get("type", Node("", record.line, 1))
        _fault(
            record,
            node,
            "type",
            f"type '{type_}' is unknown; {near}" if type_ else f"has no type; {near}",
        )
    if not SLUG.fullmatch(slug) or len(slug) > 120:
        node = values.get("id", Node("", record.line, 1))
        _fault(
            record,
            node,
            "id",
            "needs an id of lower-case words joined by hyphens, such as ghost-work",
        )
    elif slug in terms(base).fields:
        _fault(record, values["id"], "id", f"'{slug}' is a field's name: choose another id")
    if record.problems:
        return False
    record.kind, record.slug = KINDS[type_], slug
    record.iri, record.graph = (
        record_iri(record.kind, slug, base),
        graph_iri(record.kind, slug, base),
    )
    return True


def _word(values: dict[str, Node], name: str) -> str:
    """Return the text of a field, or the first of its texts."""
    node = values.get(name)
    while node and isinstance(node.value, list):
        node = node.value[0] if node.value else None
    return node.value if node and isinstance(node.value, str) else ""


def _nearest(word: str, known: object) -> str:
    names = [str(name) for name in known]  # type: ignore[attr-defined]
    found = process.extract(word, names, limit=3)
    return "did you mean " + ", ".join(match[0] for match in found) + "?"


def _fault(record: Record, node: Node, name: str, message: str) -> None:
    mark = Mark(name, node.line, node.column)
    label = f"{record.kind}/{record.slug}" if record.slug else ""
    record.problems.append(Problem(Severity.VIOLATION, message, record.path, mark, label))


class _Reader:
    """Expands the fields of one record."""

    def __init__(self, record: Record, base: str) -> None:
        self.record, self.base, self.terms = record, base, terms(base)
        self.graph = iri(record.graph)

    def read(self, values: dict[str, Node], subject: str) -> None:
        for name, node in values.items():
            if name == "type":
                self._type(node, subject)
            elif name != "id":
                self._field(name, node, subject)

    def _type(self, node: Node, subject: str) -> None:
        self.record.marks[subject, PREFIXES["rdf"] + "type"] = Mark("type", node.line, node.column)
        for item in node.value if isinstance(node.value, list) else [node]:
            class_ = self.terms.classes.get(item.value) if isinstance(item.value, str) else None
            if class_ is None:
                self._fault(item, "type", f"type '{item.value}' is unknown; {_nearest('', KINDS)}")
            else:
                self.record.quads.append((self.graph, iri(subject), RDF_TYPE, iri(class_)))

    def _field(self, name: str, node: Node, subject: str) -> None:
        field_ = self.terms.fields.get(name)
        if field_ is None:
            return self._fault(node, name, self._unknown(name))
        self.record.marks.setdefault((subject, field_.iri), Mark(name, node.line, node.column))
        if field_.is_nested:
            return self._nested(field_, node, subject)
        if name == ABOUT_THE_RECORD:
            return self._add("", self.record.graph, field_, self._object(field_, node))
        items = node.value if isinstance(node.value, list) else [node]
        for item in items:
            for object_ in self._objects(field_, item):
                self._add(self.graph, subject, field_, object_)
        return None

    def _unknown(self, name: str) -> str:
        if name.startswith("@"):
            return f"'{name}' is not for records: the context is ours, and none is ever fetched"
        return f"the field '{name}' is unknown; {_nearest(name, self.terms.fields)}"

    def _nested(self, field_: Field, node: Node, subject: str) -> None:
        if not isinstance(node.value, dict):
            return self._fault(
                node, field_.name, f'needs named entries, such as "#{field_.name}-1": …'
            )
        for key, item in node.value.items():
            nested = record_fragment(self.record.iri, key)
            if not FRAGMENT.fullmatch(key) or not isinstance(item.value, dict):
                self._fault(
                    item,
                    field_.name,
                    f"'{key}' must be a name such as \"#first\" with fields below it",
                )
                continue
            self.record.marks[nested, ""] = Mark(f"{field_.name} {key}", item.line, item.column)
            self._add(self.graph, subject, field_, iri(nested))
            self.read(item.value, nested)
        return None

    def _objects(self, field_: Field, node: Node) -> Iterator[str]:
        if isinstance(node.value, dict) and field_.language:
            for language, item in node.value.items():
                yield from self._translation(field_, language, item)
        else:
            yield self._object(field_, node)

    def _translation(self, field_: Field, language: str, node: Node) -> Iterator[str]:
        if not LANGUAGE.fullmatch(language):
            self._fault(node, field_.name, f"'{language}' is no language tag, such as 'en'")
        elif text := self._object(field_, node):
            yield literal(plain(text), language=language)

    def _object(self, field_: Field, node: Node) -> str:
        text = node.value
        if not isinstance(text, str):
            self._fault(
                node,
                field_.name,
                f"'{field_.name}' needs {_expected(field_)}, not fields or a list",
            )
            return ""
        if CONTROL.search(text):
            self._fault(node, field_.name, f"'{field_.name}' holds a control character: remove it")
            return ""
        if len(text) > LONGEST_TEXT:
            self._fault(
                node, field_.name, f"'{field_.name}' is longer than {LONGEST_TEXT:,} characters"
            )
            return ""
        if field_.is_reference:
            return self._reference(field_, text, node)
        if not _is_well_formed(text, field_):
            self._fault(node, field_.name, f"'{text[:80]}' is not {_expected(field_)}")
            return ""
        return literal(text, field_.datatype, field_.language)

    def _reference(self, field_: Field, text: str, node: Node) -> str:
        if field_.vocabulary and WORD.fullmatch(text):
            return iri(field_.vocabulary + text)
        if field_.name == "notStated" and text in self.terms.fields:
            return iri(self.terms.fields[text].iri)
        if not field_.vocabulary and field_.name != "notStated" and ADDRESS.fullmatch(text):
            return iri(text)
        self._fault(node, field_.name, f"'{text[:80]}' is not {_expected(field_)}")
        return ""

    def _add(self, graph: str, subject: str, field_: Field, object_: str) -> None:
        if object_:
            self.record.quads.append((graph, iri(subject), iri(field_.iri), object_))

    def _fault(self, node: Node, name: str, message: str) -> None:
        _fault(self.record, node, name, message)


def record_fragment(record: str, key: str) -> str:
    """Return the IRI of a nested node from its key.

    >>> record_fragment("https://w3id.org/justicegraph/id/issue/ghost-work", "#languages")
    'https://w3id.org/justicegraph/id/issue/ghost-work#languages'
    """
    return record + key


def _is_well_formed(text: str, field_: Field) -> bool:
    pattern = DATATYPES.get(field_.datatype.rpartition("#")[2])
    return pattern is None or pattern.fullmatch(text) is not None


def _expected(field_: Field) -> str:
    if field_.name == "notStated":
        return "the name of a field"
    if field_.vocabulary:
        return "a slug, such as those of other records and of the concept schemes"
    if field_.is_reference:
        return "a web address that begins with https://"
    return EXPECTED.get(field_.datatype.rpartition("#")[2], "a text")
