"""Base layer: the places of our records, and what a project's records use and do not state.

It is one named graph under our licence, like an imported set, so that it is never taken for the
project's own work. A project may leave it out.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Final

from graph.rdf.quads import iri, plain
from graph.reading.files import curated_records, read_records
from graph.reading.record import Origin, Record, read_record
from graph.reading.yaml_ld import documents
from ontology import CC_BY, OURS

__all__ = ["base_layer"]

GRAPH: Final = "graph/import/base-layer"
KINDS: Final = ("place", "actor", "source")
"""The kinds of our records that a project may use."""
SOURCE: Final = "justicegraph-base-layer"
ABOUT: Final = f"""\
id: {SOURCE}
type: Source
title: Places and outlets of {OURS.title}
sourceKind: dataset
license: {CC_BY}
"""


def base_layer(own: Sequence[Record], base: str) -> list[Record]:
    """Return our places and all that these and the records of a project use and do not state.

    Complexity: reading our records; then linear in the statements.
    """
    known = {record.iri: record for record in read_records([curated_records()], base)}
    stated = {record.iri for record in own}
    usable = {
        name: record
        for name, record in known.items()
        if record.kind in KINDS and name not in stated
    }
    places = [name for name, record in usable.items() if record.kind == "place"]
    taken = _reachable({*places, *_used(own)}, usable)
    origin = _origin(base, max(map(_day, known.values())))
    about = read_record(next(documents(ABOUT, SOURCE)), SOURCE, base, origin)
    return [about, *(_moved(usable[name], origin) for name in sorted(taken))]


def _origin(base: str, day: str) -> Origin:
    title = f"places and outlets of {OURS.title}"
    return Origin(base + GRAPH, title, CC_BY, OURS.publisher, SOURCE, version("justicegraph"), day)


def _day(record: Record) -> str:
    """Return the day on which a record changed, or nothing."""
    return next((plain(quad[3]) for quad in record.quads if not quad[0]), "")


def _used(records: Iterable[Record]) -> Iterator[str]:
    """Yield the IRIs that statements of records refer to."""
    return (quad[3][1:-1] for record in records for quad in record.quads if quad[3].startswith("<"))


def _reachable(start: set[str], usable: dict[str, Record]) -> set[str]:
    """Return the usable records that are reachable by statements."""
    taken: set[str] = set()
    waiting = sorted(start)
    while waiting:
        name = waiting.pop()
        if name in usable and name not in taken:
            taken.add(name)
            waiting.extend(_used([usable[name]]))
    return taken


def _moved(record: Record, origin: Origin) -> Record:
    """Return a record with its statements in the graph of its origin."""
    graph = iri(origin.graph)
    quads = [(graph, *quad[1:]) for quad in record.quads if quad[0]]
    return replace(record, graph=origin.graph, quads=quads, origin=origin)
