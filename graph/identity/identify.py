"""Entity resolution step of the build: merges named things and matches issues before validation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.identity.canonical import groups
from graph.identity.clusters import record_name
from graph.identity.compounds import write_splits
from graph.identity.developers import write_developers
from graph.identity.entities import actors
from graph.identity.incidents import incidents
from graph.identity.judgements import Judgements
from graph.identity.named import merge_named
from graph.identity.publishing import write_activity, write_mergers
from graph.identity.same_incident import counted_ties, find_same_incidents, write_same
from graph.identity.wikidata import write_items
from graph.rdf.quads import Quad
from graph.reading.record import Record
from ontology import BASE

__all__ = ["Identified", "identify"]


@dataclass(frozen=True)
class Identified:
    """Records with merged entities redirected, the matches as quads, and new canonical issues."""

    records: list[Record]
    quads: list[Quad]
    canonical: tuple[str, ...] = ()


def identify(
    records: Sequence[Record],
    judgements: Judgements,
    base: str = BASE,
    hidden: Mapping[str, Sequence[str]] | None = None,
    canonical: Mapping[str, int] | None = None,
) -> Identified:
    """Merge duplicate records and match issues about the same incident.

    `hidden` are the keyed digests of withheld names, by the slug of their issue; `canonical` are
    the canonical issues of earlier builds, with their order.

    The given records are left as they are: without a judgement, or by another rule, the same
    records give every address back. Raises `BadRecord` where judgements contradict each other.
    Complexity: sorting the entities, and linear in the quads where anything is merged.
    """
    merged = merge_named(records, judgements, base)
    same = find_same_incidents([*incidents(merged.records, hidden)], judgements)
    matches = [
        *write_splits(merged.splits, base),
        *write_mergers(merged.mergers, base),
        *write_same(same, base, canonical),
        *write_items([*actors(merged.records)], base),
        *write_developers(merged.developers, base),
    ]
    firsts = [record_name(one[0]) for one in groups(counted_ties(same), canonical or {})]
    new = tuple(sorted({*firsts} - {*(canonical or {})}))
    return Identified(merged.records, [*write_activity(base), *matches] if matches else [], new)
