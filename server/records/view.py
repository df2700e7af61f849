"""Contents of a resource page as data classes: links, statements, nested nodes and origins."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from ontology import kind_of, own_kinds
from server.languages.catalogue import ENGLISH
from server.languages.current import current
from server.web.site import site

__all__ = [
    "Link",
    "Nested",
    "Origin",
    "Page",
    "Reason",
    "Related",
    "Statement",
    "named_link",
    "translated_label",
]


class Link(NamedTuple):
    """A text with its language, and the IRI that it links to, if any."""

    text: str
    iri: str = ""
    language: str = ""


def named_link(iri: str, label: str) -> Link:
    """Return a link with the label of an IRI in the language of the request, else in English."""
    name = translated_label(iri)
    return Link(name or label, iri, (current() if name else ENGLISH).language)


@dataclass(frozen=True)
class Statement:
    """A property with its shown values and their total number."""

    property: Link
    values: tuple[Link, ...]
    count: int


@dataclass(frozen=True)
class Nested:
    """A nested node, such as an involvement, a figure or a response."""

    property: Link
    fragment: str
    read: Callable[[], Iterable[Statement]]

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        """Return the statements about it, read where a page shows them."""
        return tuple(self.read())


class Reason(NamedTuple):
    """A reason why two issues are related: the shared thing, a sentence and a weight."""

    shared: Link
    sentence: str
    weight: Decimal

    @property
    def link(self) -> Link:
        """Return the sentence as a link to what is shared."""
        return Link(self.sentence, self.shared.iri)


class Related(NamedTuple):
    """A related issue with its reasons."""

    issue: Link
    score: Decimal
    summary: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Origin:
    """Provenance of a record: its named graph, licence, day of change and sources."""

    graph: str
    license: str
    modified: str
    sources: tuple[Link, ...]


@dataclass(frozen=True)
class Page:
    """All contents of a resource page; what few pages show is read where one does."""

    iri: str
    title: Link
    types: tuple[Link, ...]
    texts: tuple[Link, ...]
    statements: tuple[Statement, ...]
    nested: tuple[Nested, ...]
    origins: tuple[Origin, ...]
    read_named_by: Callable[[], Iterable[Statement]] = tuple
    read_related: Callable[[], Iterable[Related]] = tuple

    @cached_property
    def named_by(self) -> tuple[Statement, ...]:
        """Return the records that name the resource, by property."""
        return tuple(self.read_named_by())

    @cached_property
    def related(self) -> tuple[Related, ...]:
        """Return the related issues, the most related first."""
        return tuple(self.read_related())

    @property
    def is_of_project(self) -> bool:
        """Whether it is a record of a kind that only the project has."""
        return "/id/" in self.iri and kind_of(self.iri) in own_kinds()


def translated_label(iri: str) -> str:
    """Return what an IRI is called in the language of the request, nothing in English."""
    return "" if current().is_source else site().called(iri, "")
