"""Filter of withheld parts: quads without single statements and without names in their texts.

Nested entries to which only a withheld statement leads go with it. A statement whose text is the
name alone, or whose address has the name, goes as a whole; so does a record whose title is the
name, or whose own address has it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from graph.desk.name_filter import NameFilter
from graph.desk.withdrawal import orphans
from graph.desk.withheld import Parts
from graph.rdf.quads import Quad, iri, literal, parsed, record_of
from graph.rdf.terms import LABEL, TITLE, TYPE
from graph.reading.record import Record
from ontology import JG
from ontology.namespaces import RDF, SKOS, XSD

__all__ = ["Left", "PartFilter", "absolute", "relative"]

PERSON: Final = iri(JG + "Person")
TITLES: Final = frozenset({LABEL, TITLE, iri(JG + "title")})
NAMES: Final = TITLES | {iri(SKOS + "altLabel")}
MOST_CACHED: Final = 65_536
TEXTS: Final = frozenset({XSD + "string", RDF + "langString"})


class Left(NamedTuple):
    """Quads that are left, and the nodes that lost a statement or have another text now."""

    quads: list[Quad]
    touched: set[str]


def relative(term: str, base: str) -> str:
    """Return a term with an IRI relative to the base, so that it holds on a server with another.

    >>> relative("<https://example.org/id/issue/a>", "https://example.org/")
    '<id/issue/a>'
    """
    return f"<{term[1 + len(base) :]}" if term.startswith(f"<{base}") else term


def absolute(term: str, base: str) -> str:
    """Return a term as it was before `relative`.

    >>> absolute("<id/issue/a>", "https://example.org/"), absolute('"a"', "https://example.org/")
    ('<https://example.org/id/issue/a>', '"a"')
    """
    return iri(base + term[1:-1]) if term.startswith("<id/") else term


def is_nested(node: str, subject: str) -> bool:
    """Whether a node is a part of the record of a subject.

    >>> is_nested("<a#x>", "<a>"), is_nested("<b#x>", "<a>"), is_nested("<a>", "<a>")
    (True, False, False)
    """
    return node[0] == "<" and "#" in node and record_of(node) == record_of(subject)


class PartFilter:
    """Takes withheld parts out of quads; `base` is the one of their IRIs.

    Complexity: linear in the quads: a look-up for each, and for names a search in each term.
    """

    def __init__(self, parts: Parts, base: str) -> None:
        self.is_needed = bool(parts.statements or parts.names)
        self._same = {iri(base + one): iri(base + other) for one, other in parts.same}
        stated = [tuple(absolute(term, base) for term in one) for one in parts.statements]
        self._statements = {self._canonical(*one) for one in stated}
        self._subjects = {record_of(subject) for subject, _, _ in self._statements}
        self._subjects |= {one for one, other in self._same.items() if other in self._subjects}
        self._names = NameFilter(parts.names) if parts.names else None
        self.has_address = lru_cache(MOST_CACHED)(self._has_address)

    def records(self, records: Sequence[Record]) -> list[Record]:
        """Return records without the parts; those that are untouched are the same objects."""
        if not self.is_needed:
            return [*records]
        kept = (record for record in records if not self.has_address(iri(record.iri)))
        return [self._record(record) for record in kept]

    def _record(self, record: Record) -> Record:
        left = self.quads(record.quads)
        return replace(record, quads=left.quads) if left.touched else record

    def quads(self, quads: Sequence[Quad]) -> Left:
        """Return quads without the parts."""
        withheld = {quad for quad in quads if self._is_withheld(quad)}
        if not withheld and self._names is None:
            return Left([*quads], set())
        nested, named = self._nested(quads, withheld), self._named_records(quads)
        left, touched = [], set[str]()
        for quad in quads:
            is_out = quad in withheld or quad[1] in nested or quad[3] in nested
            other = None if is_out else self._reworded(quad, parts=record_of(quad[1]) in named)
            if other is not None:
                left.append(other)
            if other is not quad:
                touched.add(quad[1])
        return Left(left, {node for node in touched - nested if not self.has_address(node)})

    def _nested(self, quads: Sequence[Quad], withheld: Iterable[Quad]) -> set[str]:
        """Return the nested nodes that go: those that are withheld, and those below them."""
        found = {node for _, subject, _, node in withheld if is_nested(node, subject)}
        if self._names is not None:
            found.update(quad[1] for quad in quads if "#" in quad[1] and self.has_address(quad[1]))
        while more := orphans(quads, found) if found else set():
            found |= more
        return found

    def named_records(self, quads: Iterable[Quad]) -> set[str]:
        """Return the IRIs of records that are about a bearer of a name: title, address, person."""
        if self._names is None:
            return set()
        names: dict[str, list[tuple[str, str]]] = {}
        persons, found = set(), set()
        for _, subject, predicate, object_ in quads:
            if "#" in subject:
                continue
            if predicate in NAMES and object_[0] == '"' and self._names.is_in(parsed(object_)[0]):
                names.setdefault(subject, []).append((predicate, parsed(object_)[0]))
            elif predicate == TYPE:
                if object_ == PERSON:
                    persons.add(subject)
                if self.has_address(subject):
                    found.add(subject)
        for subject, texts in names.items():
            is_titled = any(one in TITLES and self._names.is_all(text) for one, text in texts)
            if is_titled or subject in persons:
                found.add(subject)
        return found

    def is_in(self, quad: Quad) -> bool:
        """Whether a quad is a withheld statement, or has a name."""
        return self._is_withheld(quad) or (
            self._names is not None and any(map(self._has_name, quad))
        )

    def has_term(self, text: str) -> bool:
        """Whether a text, such as a word that issues share, has a name or a part of one."""
        return self._names is not None and self._names.has_part(text)

    def _canonical(self, subject: str, predicate: str, object_: str) -> tuple[str, str, str]:
        return self._same.get(subject, subject), predicate, self._same.get(object_, object_)

    def _is_withheld(self, quad: Quad) -> bool:
        return (
            record_of(quad[1]) in self._subjects and self._canonical(*quad[1:]) in self._statements
        )

    def _named_records(self, quads: Iterable[Quad]) -> Collection[str]:
        """Return the records that have a whole name in a text."""
        names = self._names
        if names is None:
            return ()
        return {
            record_of(quad[1])
            for quad in quads
            if quad[3][0] == '"' and names.is_in(parsed(quad[3])[0])
        }

    def _reworded(self, quad: Quad, *, parts: bool) -> Quad | None:
        """Return a quad with other words in place of names, or nothing where it cannot be left."""
        names, object_ = self._names, quad[3]
        if names is None:
            return quad
        if any(map(self.has_address, quad)):
            return None
        if object_[0] != '"':
            return quad
        text, datatype, language = parsed(object_)
        other = names.without(text, parts=parts)
        if other == text:
            return quad
        if datatype not in TEXTS or names.is_all(text) or "://" in text.split(maxsplit=1)[0]:
            return None
        return (*quad[:3], literal(other, language=language))

    def _has_address(self, term: str) -> bool:
        names = self._names
        return names is not None and term[:1] == "<" and names.is_in_address(term[1:-1])

    def _has_name(self, term: str) -> bool:
        names = self._names
        if names is None or term[:1] != '"':
            return self.has_address(term)
        return names.is_in(parsed(term)[0])
