"""Withdrawal of records from a build: the record, and all statements that refer to it.

A withdrawn record leaves a tombstone, unless its address may itself name a person. Nested entries
that refer to it are left out whole. A record all of whose sources are withdrawn is withdrawn too,
and so is a source that only withdrawn records cite, since its title and address tell of them.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final

from graph.engine.base import Engine
from graph.identity.merging.redirects import tombstone
from graph.privacy.addresses import is_clear_slug
from graph.rdf.quads import Quad, iri, record_of
from graph.rdf.terms import REPLACED_BY, SOURCE, TYPE
from graph.reading.record import Record
from ontology import BASE, JG, TOMBSTONE

__all__ = [
    "BROKEN",
    "LOST",
    "REASON",
    "UNCITED",
    "leaves_a_tombstone",
    "merged_names",
    "orphans",
    "uncited",
    "withdrawn_by_curators",
    "without_nodes",
    "without_withdrawn",
]

PERSON: Final = iri(JG + "Person")
IMPORTS: Final = "aiid aiaaic aidb"
REASON: Final = "It was withdrawn after a request, which a person reviewed."
LOST: Final = "All of its sources were withdrawn."
UNCITED: Final = "All records that cite it were withdrawn."
BROKEN: Final = "It is not whole without what was withdrawn."
OURS: Final = {reason: reason for reason in (LOST, UNCITED, BROKEN)}
"""Reasons that we give ourselves; those of reviewers are not published."""
MERGED: Final = (
    "SELECT ?record WHERE {{ ?record <http://purl.org/dc/terms/isReplacedBy> {record} }}"
)


def without_withdrawn(
    records: Sequence[Record], reasons: Mapping[str, str], base: str = BASE
) -> list[Record]:
    """Return the records without those that are withdrawn, by kind and slug, and what needs them.

    Complexity: linear in the quads, for each round in which another record loses its sources, or
    a source those that cite it.
    """
    gone = {f"{base}id/{name}": OURS.get(reason, REASON) for name, reason in reasons.items()}
    sourced = {record.iri for record in records if _has_source(record)}
    kept = list(records)
    while gone:
        cited = uncited((quad for record in kept for quad in record.quads), {*map(iri, gone)}, base)
        gone |= dict.fromkeys((node[1:-1] for node in cited), UNCITED)
        kept = [record if record.iri in gone else _without(record, gone) for record in kept]
        rest = (record for record in kept if record.iri in sourced and record.iri not in gone)
        lost = [record.iri for record in rest if not _has_source(record)]
        if not lost and not cited:
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
    left = without_nodes(record, nested)
    return replace(left, quads=[quad for quad in left.quads if not _names(quad, gone)])


def without_nodes(record: Record, nodes: AbstractSet[str]) -> Record:
    """Return a record without some nested nodes, and without those to which only they lead."""
    if not any(quad[1] in nodes for quad in record.quads):
        return record
    gone = {*nodes}
    while more := orphans(record.quads, gone):
        gone |= more
    quads = [quad for quad in record.quads if quad[1] not in gone and quad[3] not in gone]
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


def uncited(quads: Iterable[Quad], gone: AbstractSet[str], base: str = BASE) -> set[str]:
    """Return the sources that only records cite which are gone.

    What a source says of itself is no citation. IRIs are as N-Quads writes them.

    >>> quads = [("", f"<u:/id/issue/{name}>", "<p>", "<u:/id/source/x>") for name in "ab"]
    >>> uncited(quads, {"<u:/id/issue/a>"}, "u:/")
    set()
    >>> uncited(quads, {"<u:/id/issue/a>", "<u:/id/issue/b>"}, "u:/")
    {'<u:/id/source/x>'}
    """
    start = f"<{base}id/source/"
    cited, kept = set[str](), set[str]()
    for _, subject, _, node in quads:
        if node.startswith(start) and node not in gone and "#" not in node:
            record = record_of(subject)
            if record != node:
                (cited if record in gone else kept).add(node)
    return cited - kept


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
