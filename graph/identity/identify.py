"""Entity resolution step of the build: merges actors and matches incidents before validation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.identity.actors import actors
from graph.identity.canonical import groups
from graph.identity.clusters import record_name, resolve_duplicates
from graph.identity.incidents import incidents
from graph.identity.judgements import Judgements
from graph.identity.merging import merge
from graph.identity.publishing import write_activity, write_mergers
from graph.identity.same_incident import counted_ties, find_same_incidents, write_same
from graph.identity.wikidata import write_items
from graph.rdf.quads import Quad
from graph.reading.record import Record
from ontology import BASE

__all__ = ["Identified", "identify"]


@dataclass(frozen=True)
class Identified:
    """Records with merged actors redirected, the matches as quads, and new canonical issues."""

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
    """Merge duplicate actors and match issues about the same incident.

    `hidden` are the keyed digests of withheld names, by the slug of their issue; `canonical` are
    the canonical issues of earlier builds, with their order.

    The given records are left as they are: without a judgement, or by another rule, the same
    records give every address back. Raises `BadRecord` where judgements contradict each other.
    Complexity: sorting the actors, and linear in the quads where anything is merged.
    """
    known = [*actors(records)]
    mergers = resolve_duplicates(known, judgements)
    merged = merge(records, mergers)
    gone = {one.duplicate.iri for one in mergers}
    same = find_same_incidents([*incidents(merged, hidden)], judgements)
    matches = [
        *write_mergers(mergers, base),
        *write_same(same, base, canonical),
        *write_items([one for one in known if one.iri not in gone], base),
    ]
    firsts = [record_name(one[0]) for one in groups(counted_ties(same), canonical or {})]
    new = tuple(sorted({*firsts} - {*(canonical or {})}))
    return Identified(merged, [*write_activity(base), *matches] if matches else [], new)
