"""Applies merges to records: the duplicate becomes a redirect, its names and sources are kept.

The statements that are kept stay in the named graph of their record, with its source, licence and
day of change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.identity.merging.clusters import JUDGED, Merger
from graph.identity.merging.merge_rules import RULES
from graph.identity.merging.system_rules import system_rules
from graph.identity.naming.entities import ALIAS, DEVELOPER, SAME
from graph.rdf.quads import Quad, iri, literal, plain
from graph.rdf.terms import LABEL, REPLACED_BY, SOURCE, TYPE
from graph.reading.record import Record
from ontology.namespaces import JG

__all__ = ["merge", "tombstone"]

TOMBSTONE: Final = iri(JG + "Tombstone")
FORMER_TYPE: Final = iri(JG + "formerType")
REASON: Final = iri(JG + "withdrawalReason")
LIVES_ON: Final = {
    LABEL: ALIAS,
    ALIAS: ALIAS,
    SOURCE: SOURCE,
    SAME: SAME,
    DEVELOPER: DEVELOPER,
}
"""Properties that move from the duplicate to the canonical record, and as which property."""
SAYS: Final = {rule.name: rule.says for rule in (*RULES, *system_rules({}))} | {
    JUDGED: "a person found them the same"
}


def merge(records: Sequence[Record], mergers: Sequence[Merger]) -> list[Record]:
    """Return the records with each duplicate turned into a tombstone that redirects.

    What names a merged record names the canonical one. Nothing is changed in place, so that the
    same records without the merger give what they gave before.
    Complexity: linear in the quads; nothing where nothing is merged.
    """
    if not mergers:
        return [*records]
    gone = {one.duplicate.iri: one for one in mergers}
    stands = {iri(one.duplicate.iri): iri(one.canonical.iri) for one in mergers}
    return [
        _tombstone(record, gone[record.iri]) if record.iri in gone else _renamed(record, stands)
        for record in records
    ]


def _renamed(record: Record, stands: Mapping[str, str]) -> Record:
    if not any(quad[3] in stands for quad in record.quads):
        return record
    quads = [(*quad[:3], stands.get(quad[3], quad[3])) for quad in record.quads]
    return replace(record, quads=quads)


def _tombstone(record: Record, merger: Merger) -> Record:
    reason = f"Merged with {merger.canonical.names[0]}: {SAYS[merger.rule]}."
    gone = tombstone(record, merger.canonical.iri, reason)
    return replace(gone, quads=[*gone.quads, *_living_on(record, merger)])


def tombstone(record: Record, replacement: str, reason: str) -> Record:
    """Return the redirect of a record, with the statements about its own graph."""
    graph, subject = iri(record.graph), iri(record.iri)
    quads: list[Quad] = [
        (graph, subject, TYPE, TOMBSTONE),
        (graph, subject, REASON, literal(reason, language="en")),
        (graph, subject, REPLACED_BY, iri(replacement)),
    ]
    for quad in record.quads:
        if quad[1] == subject and quad[2] == TYPE:
            quads.append((graph, subject, FORMER_TYPE, quad[3]))
        elif not quad[0]:
            quads.append(quad)
    return replace(record, quads=quads)


def _living_on(record: Record, merger: Merger) -> Iterator[Quad]:
    subject, known = iri(record.iri), {*merger.canonical.names}
    for graph, about, predicate, object_ in record.quads:
        if about != subject or predicate not in LIVES_ON:
            continue
        if LIVES_ON[predicate] != ALIAS or plain(object_) not in known:
            yield graph, iri(merger.canonical.iri), LIVES_ON[predicate], object_
