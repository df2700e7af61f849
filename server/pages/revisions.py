"""Revisions of a record: its statements in each release, with the differences."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from graph.engine.oxigraph import Store
from graph.rdf.grouped import Nodes, grouped, ungrouped
from graph.rdf.quads import Quad
from graph.release.release import Release
from ontology import JusticeGraphError, NotFound
from server.records.description import Description, labels_of, statements_about
from server.records.reader import Reader
from server.records.view import Link
from server.web.former import shown_folder
from server.web.releases import past, release_named
from server.web.site import site

__all__ = ["MOST", "Change", "RecordHistory", "Revision", "revisions"]

MOST: Final = 10
"""The most releases that are compared, the newest."""


@dataclass(frozen=True)
class Change:
    """An added or removed statement; `part` is the nested node that it is about, if any."""

    part: str
    property: Link
    value: Link


@dataclass(frozen=True)
class Revision:
    """A record in one release, and the differences from the release before.

    `before` tells whether the release before has the record at all.
    """

    release: Release
    is_there: bool
    before: bool
    added: tuple[Change, ...]
    removed: tuple[Change, ...]

    @property
    def is_change(self) -> bool:
        """Whether the record differs from that of the release before."""
        return self.is_there != self.before or bool(self.added or self.removed)


class RecordHistory(NamedTuple):
    """The current label of a record, and its revisions, the newest first."""

    title: str
    revisions: list[Revision]


def revisions(thing: str) -> RecordHistory:
    """Return the revisions of a record, the newest first.

    Raises `NotFound` where no release has it.
    Complexity: opening each release, and two queries of each.
    """
    data, base = site().settings.data, site().base
    names = [one.name for one in past()[: -MOST - 1 : -1] if _may_be_shown(data, one.name)]
    newest = [release_named(data, name) for name in names]
    statements = [(release, _statements(release, thing, base)) for release in newest]
    if not any(quads for _, quads in statements):
        raise NotFound(f"no release has {thing}")
    known = labels_of(site().engine, grouped(quad for _, quads in statements for quad in quads))
    reader = Reader(Description(thing, known, {}))
    gone = _gone(thing, known, (quads for _, quads in statements), f"{base}id/")
    older = [*(quads for _, quads in statements[1:]), frozenset()]
    compared = [
        Revision(
            release,
            bool(quads),
            bool(before),
            tuple(_changes(reader, quads - before, gone)),
            tuple(_changes(reader, before - quads, gone)),
        )
        for (release, quads), before in zip(statements, older, strict=True)
    ]
    return RecordHistory(reader.name(thing).text, compared)


def _gone(
    thing: str, known: Nodes, releases: Iterable[Iterable[Quad]], start: str
) -> frozenset[str]:
    """Return the records that statements name and the current release has not: no page is there."""
    named = {quad[3][1:-1] for quads in releases for quad in quads if quad[3].startswith("<")}
    records = {name for name in named if name.startswith(start) and "#" not in name}
    return frozenset(records - known.keys() - {thing})


def _changes(reader: Reader, quads: Iterable[Quad], gone: Set[str]) -> Iterator[Change]:
    for _, subject, predicate, object_ in sorted(quads):
        part, name = subject[1:-1].partition("#")[2], predicate[1:-1]
        value = reader.link(name, object_)
        value = value._replace(iri="") if value.iri in gone else value
        yield Change(part, reader.name(name), value)


def _may_be_shown(data: Path, name: str) -> bool:
    """Whether a release holds nothing that was withdrawn since."""
    try:
        shown_folder(data, name, site().release.name)
    except JusticeGraphError:
        return False
    return True


@lru_cache(maxsize=MOST)
def _opened(store: Path, base: str) -> Store:
    """Open the store of a former release, once for many records."""
    return Store.open(store, base)


def _statements(release: Release, thing: str, base: str) -> frozenset[Quad]:
    try:
        is_current = release.name == site().release.name
        engine = site().engine if is_current else _opened(release.store, base)
        return frozenset(ungrouped(statements_about(engine, thing)))
    except JusticeGraphError:
        return frozenset()
