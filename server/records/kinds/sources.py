"""Numbered sources of a page (footnotes), and addresses of archived copies."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.rdf.quads import plain
from ontology import JG
from ontology.namespaces import DCTERMS, SCHEMA
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["SOURCE", "Notes", "Source", "archived"]

SOURCE: Final = DCTERMS + "source"
NUMBER: Final = re.compile(r"(\d+)")
WEB: Final = ("http://", "https://")
ARCHIVE: Final = "https://web.archive.org/web/"
DAY: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Source:
    """A source with its number; `url` and `archive` are web addresses or empty."""

    number: int
    link: Link
    kind: Link | None
    publisher: tuple[Link, ...]
    issued: str
    url: str
    archive: str

    @property
    def nearest(self) -> str:
        """Return the address of the archived copy nearest to its date, if none is recorded."""
        return "" if self.archive else archived(self.url, self.issued)


def archived(url: str, issued: str = "") -> str:
    """Return the Wayback Machine address of a page, of the copy nearest to a date.

    Without a date that is its newest; what is a copy already, or no web address, has none.
    Source: Internet Archive, Wayback Machine, addresses by time stamp, which may be cut short.

    >>> archived("https://example.org/a", "2019-05-31")
    'https://web.archive.org/web/20190531/https://example.org/a'
    >>> archived("https://example.org/a", "2019"), archived("https://example.org/a")[:35]
    ('https://web.archive.org/web/2019/https://example.org/a', 'https://web.archive.org/web/https:/')
    >>> archived(archived("https://example.org/a")), archived("javascript:alert(1)", "2019")
    ('', '')
    """
    if not url.startswith(WEB) or url.startswith(ARCHIVE):
        return ""
    day = DAY.match(issued)
    stamp = "".join(filter(None, day.groups())) if day else ""
    return f"{ARCHIVE}{stamp}/{url}" if stamp else f"{ARCHIVE}{url}"


class Notes:
    """Sources by number: those of the resource first, then those of its parts.

    >>> Notes([Link("b", "urn:10"), Link("a", "urn:9"), Link("b", "urn:10")]).numbers
    {'urn:9': 1, 'urn:10': 2}
    """

    def __init__(self, own: Iterable[Link], cited: Iterable[Link] = ()) -> None:
        first = sorted({link.iri: link for link in own if link.iri}.values(), key=_natural)
        self._links = {link.iri: link for link in [*first, *cited] if link.iri}
        self.numbers = {iri: number for number, iri in enumerate(self._links, 1)}

    def of(self, links: Iterable[Link]) -> tuple[int, ...]:
        """Return the sorted numbers of some sources."""
        return self.numbers_of(link.iri for link in links)

    def numbers_of(self, sources: Iterable[str]) -> tuple[int, ...]:
        """Return the sorted numbers of some sources by their IRIs."""
        return tuple(sorted({self.numbers[one] for one in sources if one in self.numbers}))

    def sources(self, reader: Reader) -> Iterator[Source]:
        """Yield all sources by number."""
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
    """Return a natural sort key, which puts report 9 before report 10."""
    parts = NUMBER.split(link.iri)
    return tuple(
        (part.isdecimal(), int(part[:18]) if part.isdecimal() else 0, part) for part in parts
    )


def _first(values: list[str]) -> str:
    return plain(values[0]) if values else ""


def _address(values: list[str]) -> str:
    addresses = (plain(value) for value in values)
    return next((value for value in addresses if value.startswith(WEB)), "")
