"""The sources of a page, numbered as in a book, so that each fact can point to its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.quads import plain
from ontology import JG, PREFIXES
from server.page import Link, Reader

__all__ = ["SOURCE", "Notes", "Source"]

DCTERMS, SCHEMA = PREFIXES["dcterms"], PREFIXES["schema"]
SOURCE: Final = DCTERMS + "source"
NUMBER: Final = re.compile(r"(\d+)")
WEB: Final = ("http://", "https://")


@dataclass(frozen=True)
class Source:
    """A source with its number on the page; `url` and `archive` are web addresses or nothing."""

    number: int
    link: Link
    kind: Link | None
    publisher: tuple[Link, ...]
    issued: str
    url: str
    archive: str


class Notes:
    """The sources of a page by their numbers: those of the thing itself, then those of its parts.

    >>> Notes([Link("b", "urn:10"), Link("a", "urn:9"), Link("b", "urn:10")]).numbers
    {'urn:9': 1, 'urn:10': 2}
    """

    def __init__(self, own: Iterable[Link], cited: Iterable[Link] = ()) -> None:
        first = sorted({link.iri: link for link in own if link.iri}.values(), key=_natural)
        self._links = {link.iri: link for link in [*first, *cited] if link.iri}
        self.numbers = {iri: number for number, iri in enumerate(self._links, 1)}

    def of(self, links: Iterable[Link]) -> tuple[int, ...]:
        """Return the numbers of some sources, in order."""
        return tuple(sorted({self.numbers[link.iri] for link in links if link.iri in self.numbers}))

    def sources(self, reader: Reader) -> Iterator[Source]:
        """Yield all sources in the order of their numbers."""
        for iri, number in self.numbers.items():
            kind = reader.links(iri, JG + "sourceKind")
            yield Source(
                number,
                reader.name(iri),
                kind[0] if kind else None,
                tuple(reader.links(iri, DCTERMS + "publisher")),
                _first(reader.values(iri, DCTERMS + "issued")),
                _address(reader.values(iri, SCHEMA + "url")),
                _address(reader.values(iri, SCHEMA + "archivedAt")),
            )


def _natural(link: Link) -> tuple[tuple[bool, int, str], ...]:
    """Return a key by which report 9 stands before report 10."""
    parts = NUMBER.split(link.iri)
    return tuple(
        (part.isdecimal(), int(part[:18]) if part.isdecimal() else 0, part) for part in parts
    )


def _first(values: list[str]) -> str:
    return plain(values[0]) if values else ""


def _address(values: list[str]) -> str:
    found = (plain(value) for value in values)
    return next((value for value in found if value.startswith(WEB)), "")
