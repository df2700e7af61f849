"""Withdrawal before a build: records and parts that reviewers withhold, and what breaks by that."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain
from typing import Final

from rdflib.namespace import SH

from graph.desk.part_filter import PartFilter
from graph.desk.withdrawal import BROKEN, REASON, without_nodes, without_withdrawn
from graph.rdf.quads import iri, record_of
from graph.reading.check import check
from graph.reading.record import Record
from ontology import Unavailable

__all__ = ["without_withheld"]

ROUNDS: Final = 5


def without_withheld(
    records: Sequence[Record], reasons: Mapping[str, str], parts: PartFilter, base: str
) -> list[Record]:
    """Return the records without those withdrawn, by kind and slug, and without withheld parts.

    A record, or an entry of one, that breaks a rule without them goes too, so that the next build
    passes the gate.
    Raises `Unavailable` where that does not come to an end.
    Complexity: linear in the quads; SHACL validates only records that lost something.
    """
    named = parts.named_records(chain.from_iterable(record.quads for record in records))
    gone = {**reasons, **dict.fromkeys(_names(named, base), REASON)}
    if not gone and not parts.is_needed:
        return [*records]
    whole = {id(record) for record in records}
    kept = parts.records(records)
    for _ in range(ROUNDS):
        left = without_withdrawn(kept, gone, base)
        changed = [record for record in left if id(record) not in whole and record.slug]
        broken = {*_broken(changed, left)} - {iri(f"{base}id/{name}") for name in gone}
        if not (broken := broken - {*_broken(_of(records, broken), records)}):
            return left
        entries = {node for node in broken if "#" in node}
        gone |= dict.fromkeys(_names(broken - entries, base), BROKEN)
        kept = [without_nodes(record, entries) for record in kept] if entries else kept
    raise Unavailable("a withdrawal leaves records that break a rule: mend them, then build again")


def _names(nodes: Collection[str], base: str) -> list[str]:
    return sorted(node[1:-1].removeprefix(f"{base}id/") for node in nodes)


def _of(records: Sequence[Record], nodes: Collection[str]) -> list[Record]:
    owners = {*map(record_of, nodes)}
    return [record for record in records if iri(record.iri) in owners]


def _broken(changed: Sequence[Record], records: Sequence[Record]) -> Iterator[str]:
    """Yield the nodes of changed records that break a rule, given the records that they name."""
    if not changed:
        return
    own = {iri(record.iri) for record in changed}
    named = {quad[3] for record in changed for quad in record.quads}
    near = [
        record
        for record in records
        if iri(record.iri) in named or any(quad[3] in own for quad in record.quads)
    ]
    nothing = Record("", 0, graph="known")  # with any known record, only own nodes are judged
    report = check(changed, [*near, nothing]).report
    for result in report.subjects(SH.resultSeverity, SH.Violation):
        focus = iri(str(report.value(result, SH.focusNode)))
        if record_of(focus) in own:
            yield focus
