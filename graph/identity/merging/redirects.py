"""Applies merges to records: the duplicate becomes a redirect, its names and sources are kept.

The statements that are kept stay in the named graph of their record, with its source, licence and
day of change.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from graph.identity.merging.clusters import JUDGED, Merger
from graph.identity.merging.merge_rules import RULES
from graph.identity.merging.source_rules import SOURCE_RULES
from graph.identity.merging.system_rules import system_rules
from graph.identity.merging.worker_rules import WORKER_RULES
from graph.identity.naming.entities import ALIAS, DEVELOPER, SAME
from graph.rdf.quads import Quad, iri, literal, plain
from graph.rdf.terms import LABEL, REPLACED_BY, SOURCE, TYPE
from graph.reading.record import Record
from ontology.namespaces import DCTERMS, JG, SCHEMA

__all__ = ["FORMER_TYPE", "TOMBSTONE", "merge", "tombstone"]

TOMBSTONE: Final = iri(JG + "Tombstone")
FORMER_TYPE: Final = iri(JG + "formerType")
REASON: Final = iri(JG + "withdrawalReason")
NAMES: Final = {LABEL: ALIAS, ALIAS: ALIAS}
"""Names become aliases; a source keeps its one title."""
WORK: Final = ("task", "arrangement", "condition", "place", "figure", "pay")
OF_KIND: Final = {
    "actor": (SOURCE, SAME),
    "system": (SOURCE, SAME, DEVELOPER),
    "worker-group": (SOURCE, *(iri(JG + name) for name in WORK)),
    "source": (iri(JG + "reports"), iri(JG + "listsAsRelated")),
}
"""Properties of each kind that move from the duplicate to the canonical record."""
ONCE: Final = {
    "worker-group": frozenset({iri(DCTERMS + "description")}),
    "source": frozenset(
        {
            *(iri(DCTERMS + name) for name in ("creator", "publisher", "issued", "license")),
            *(iri(SCHEMA + "archivedAt"), iri(JG + "grade")),
        }
    ),
}
"""Properties that move if the canonical record has none yet."""
SAYS: Final = {
    rule.name: rule.says for rule in (*RULES, *system_rules({}), *WORKER_RULES, *SOURCE_RULES)
} | {JUDGED: "a person found them the same"}


def merge(records: Sequence[Record], mergers: Sequence[Merger]) -> list[Record]:
    """Return the records with each duplicate turned into a tombstone that redirects.

    What names a merged record names the canonical one. Nothing is changed in place, so that the
    same records without the merger give what they gave before.
    Complexity: linear in the quads; nothing where nothing is merged.
    """
    if not mergers:
        return [*records]
    gone = {one.duplicate.iri: one for one in mergers}
    stated = _stated(records, {one.canonical.iri: one.canonical.kind for one in mergers})
    stands = {iri(one.duplicate.iri): iri(one.canonical.iri) for one in mergers}
    return [
        _tombstone(record, gone[record.iri], stated)
        if record.iri in gone
        else _renamed(record, stands)
        for record in records
    ]


def _stated(records: Sequence[Record], canonical: Mapping[str, str]) -> dict[str, set[str]]:
    """Return for each canonical record, by IRI and kind, the properties of `ONCE` that it has."""
    return {
        record.iri: {quad[2] for quad in record.quads} & ONCE.get(canonical[record.iri], set())
        for record in records
        if record.iri in canonical
    }


def _renamed(record: Record, stands: Mapping[str, str]) -> Record:
    if not any(quad[3] in stands for quad in record.quads):
        return record
    quads = [(*quad[:3], stands.get(quad[3], quad[3])) for quad in record.quads]
    return replace(record, quads=quads)


def _tombstone(record: Record, merger: Merger, stated: dict[str, set[str]]) -> Record:
    canonical = merger.canonical
    reason = f"Merged with {canonical.names[0]}: {SAYS[merger.rule]}."
    gone = tombstone(record, reason, canonical.iri)
    lacking = ONCE.get(canonical.kind, frozenset()) - stated.setdefault(canonical.iri, set())
    moves = {one: one for one in (*OF_KIND[canonical.kind], *lacking)}
    moves |= NAMES if canonical.kind != "source" else {}
    living = [*_living_on(record, merger, moves)]
    stated[canonical.iri] |= lacking & {quad[2] for quad in living}
    return replace(gone, quads=[*gone.quads, *living])


def tombstone(record: Record, reason: str, replacement: str = "") -> Record:
    """Return the tombstone of a record, with the statements about its own graph.

    It is a redirect where there is a replacement.
    """
    graph, subject = iri(record.graph), iri(record.iri)
    types = [quad[3] for quad in record.quads if quad[1] == subject and quad[2] == TYPE]
    quads: list[Quad] = [
        (graph, subject, TYPE, TOMBSTONE),
        (graph, subject, REASON, literal(reason, language="en")),
        *((graph, subject, REPLACED_BY, iri(one)) for one in (replacement,) if one),
        *((graph, subject, FORMER_TYPE, type_) for type_ in types[:1]),
        *(quad for quad in record.quads if not quad[0]),
    ]
    return replace(record, quads=quads)


def _living_on(record: Record, merger: Merger, moves: Mapping[str, str]) -> Iterator[Quad]:
    """Yield the statements that move, and of a worker group those about its figures and pay."""
    subject, known = iri(record.iri), {*merger.canonical.names}
    nodes = {quad[3] for quad in record.quads if quad[2] in moves}
    for graph, about, predicate, object_ in record.quads:
        if about != subject and about in nodes:
            yield graph, about, predicate, object_
        elif about != subject or predicate not in moves:
            continue
        elif moves[predicate] != ALIAS or plain(object_) not in known:
            yield graph, iri(merger.canonical.iri), moves[predicate], object_
