"""Withdrawal of records from a build: the record, and all statements that refer to it.

A withdrawn record leaves a tombstone, unless its address may itself name a person. Nested entries
that refer to it are left out whole. A record all of whose sources are withdrawn is withdrawn too.
"""

import json
import mmap
import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Final

from graph.engine.base import Engine
from graph.identity.merging.redirects import tombstone
from graph.privacy.addresses import is_clear_slug
from graph.rdf.quads import Quad, iri, record_of
from graph.rdf.terms import REPLACED_BY, SOURCE, TYPE
from graph.reading.record import Record
from ontology import BASE, JG, TOMBSTONE

__all__ = [
    "LOST",
    "REASON",
    "holds_withdrawn",
    "leaves_a_tombstone",
    "merged_names",
    "orphans",
    "withdrawn_by_curators",
    "without_withdrawn",
]

PERSON: Final = iri(JG + "Person")
IMPORTS: Final = "aiid aiaaic aidb"
REASON: Final = "It was withdrawn after a request, which a person reviewed."
LOST: Final = "All of its sources were withdrawn."
MERGED: Final = (
    "SELECT ?record WHERE {{ ?record <http://purl.org/dc/terms/isReplacedBy> {record} }}"
)


def without_withdrawn(
    records: Sequence[Record], reasons: Mapping[str, str], base: str = BASE
) -> list[Record]:
    """Return the records without those that are withdrawn, by kind and slug, and what needs them.

    Complexity: linear in the quads, for each round in which another record loses its sources.
    """
    gone = {f"{base}id/{name}": REASON for name in reasons}
    sourced = {record.iri for record in records if _has_source(record)}
    kept = list(records)
    while gone:
        kept = [record if record.iri in gone else _without(record, gone) for record in kept]
        rest = (record for record in kept if record.iri in sourced and record.iri not in gone)
        lost = [record.iri for record in rest if not _has_source(record)]
        if not lost:
            break
        gone |= dict.fromkeys(lost, LOST)
    return [
        tombstone(record, gone[record.iri]) if record.iri in gone else record
        for record in kept
        if record.iri not in gone or leaves_a_tombstone(record)
    ]


def _has_source(record: Record) -> bool:
    subject = iri(record.iri)
    return any(quad[2] == SOURCE and quad[1] == subject for quad in record.quads)


def _without(record: Record, gone: Mapping[str, str]) -> Record:
    """Return a record without the statements and nested entries that refer to what is gone."""
    if not any(_names(quad, gone) for quad in record.quads):
        return record
    nested = {quad[1] for quad in record.quads if _names(quad, gone) and "#" in quad[1]}
    while more := orphans(record.quads, nested):
        nested |= more
    quads = [
        quad
        for quad in record.quads
        if quad[1] not in nested and quad[3] not in nested and not _names(quad, gone)
    ]
    return replace(record, quads=quads)


def orphans(quads: Iterable[Quad], gone: AbstractSet[str]) -> set[str]:
    """Return the nested nodes of a record to which only nodes lead that are gone.

    >>> quads = [("", "<a#x>", "<p>", "<a#y>"), ("", "<a#x>", "<p>", "<a#z>")]
    >>> orphans([*quads, ("", "<a>", "<p>", "<a#z>")], {"<a#x>"})
    {'<a#y>'}
    """
    links = [
        (subject, node)
        for _, subject, _, node in quads
        if "#" in node and node[0] == "<" and record_of(node) == record_of(subject)
    ]
    left = {node for subject, node in links if subject in gone} - gone
    return left - {node for subject, node in links if subject not in gone}


def _names(quad: Quad, gone: Mapping[str, str]) -> bool:
    object_ = quad[3]
    return object_.startswith("<") and object_[1:-1].partition("#")[0] in gone


def leaves_a_tombstone(record: Record) -> bool:
    """Whether the address of a record names nobody, so that it may stay with a tombstone."""
    is_person = any(quad[2] == TYPE and quad[3] == PERSON for quad in record.quads)
    return not is_person and is_clear_slug(record.slug, IMPORTS)


def withdrawn_by_curators(records: Iterable[Record], base: str = BASE) -> dict[str, str]:
    """Return the curated tombstones without a replacement, by kind and slug, each with its reason.

    What a database no longer lists is none of them: it published that, and former releases say so.
    """
    return {
        record.iri.removeprefix(f"{base}id/"): REASON
        for record in records
        if not record.origin and _is_withdrawn(record)
    }


def _is_withdrawn(record: Record) -> bool:
    types = {quad[3] for quad in record.quads if quad[2] == TYPE and quad[1] == iri(record.iri)}
    return iri(JG + TOMBSTONE) in types and not any(q[2] == REPLACED_BY for q in record.quads)


def merged_names(engine: Engine, name: str, base: str = BASE) -> str:
    """Return, as a JSON list, the records that were merged into one, which go with it."""
    rows = engine.rows(MERGED.format(record=iri(f"{base}id/{name}")))
    names = sorted({row["record"].text.removeprefix(f"{base}id/") for row in rows})
    return json.dumps(names)


def holds_withdrawn(quads: Path, reasons: Mapping[str, str], base: str = BASE) -> bool:
    """Whether the N-Quads of a release describe a record that is withdrawn now.

    Complexity: one pass over the file where anything is withdrawn, without a step for each line.
    """
    if not reasons or not quads.is_file() or not quads.stat().st_size:
        return False
    records = "|".join(re.escape(f"{base}id/{name}") for name in sorted(reasons))
    described = re.compile(rf"^<(?:{records})(?:#[^>]*)?> {re.escape(TYPE)} (\S+)".encode(), re.M)
    stone = iri(JG + TOMBSTONE).encode()
    with quads.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        return any(match[1] != stone for match in described.finditer(text))
