"""Entity resolution step of the build: merges named things and matches issues before validation."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from graph.identity.companies.ownership import owned, write_owners_involved, write_ownership
from graph.identity.companies.wikidata import write_items
from graph.identity.issues.canonical import groups
from graph.identity.issues.incidents import incidents
from graph.identity.issues.joined import joined
from graph.identity.issues.matching import Match
from graph.identity.issues.same_incident import (
    SameIncident,
    counted_ties,
    match_incidents,
    write_same,
)
from graph.identity.judgements import Judgements
from graph.identity.merging.clusters import Merger, record_name
from graph.identity.merging.compounds import write_splits
from graph.identity.merging.developers import write_developers
from graph.identity.merging.groups_and_sources import merge_groups_and_sources
from graph.identity.merging.named import merge_named
from graph.identity.naming.entities import Entity, actors
from graph.identity.publishing import write_activity, write_mergers
from graph.rdf.quads import Quad
from graph.reading.record import Record
from ontology import BASE

__all__ = ["Identified", "identify"]


@dataclass(frozen=True)
class Identified:
    """Records with merged entities redirected, the matches as quads, and new canonical issues.

    `joined` are the pairs of issues that a rule counts as one for the first time, `waiting` those
    that match and that no rule joins, `mergers` the named things that are one.
    """

    records: list[Record]
    quads: list[Quad]
    canonical: tuple[str, ...] = ()
    joined: tuple[SameIncident, ...] = ()
    mergers: tuple[Merger, ...] = ()
    waiting: tuple[Match, ...] = ()


def identify(
    records: Sequence[Record],
    judgements: Judgements,
    base: str = BASE,
    hidden: Mapping[str, Sequence[str]] | None = None,
    canonical: Mapping[str, int] | None = None,
    before: Callable[[str], str] | None = None,
) -> Identified:
    """Merge duplicate records and match issues about the same incident.

    `hidden` are the keyed digests of withheld names, by the slug of their issue; `canonical` are
    the canonical issues of earlier builds, with their order; `before` gives the issue that a record
    counted as in the release before, if there is one.

    The given records are left as they are: without a judgement, or by another rule, the same
    records give every address back. Raises `BadRecord` where judgements contradict each other.
    Complexity: sorting the entities, and linear in the quads where anything is merged.
    """
    named = merge_named(records, judgements, base)
    same, waiting = match_incidents([*incidents(named.records, hidden)], judgements)
    issues = [*groups(counted_ties(same), canonical or {})]
    counted = {iri: first for first, *others in issues for iri in others}
    merged, mergers = merge_groups_and_sources(named.records, judgements, counted)
    standing = [*actors(merged)]
    found = owned(_with_aliases(standing, named.mergers))
    matches = [
        *write_splits(named.splits, base),
        *write_mergers([*named.mergers, *mergers], base),
        *write_same(same, base, canonical),
        *write_items(standing, base),
        *write_developers(named.developers, base),
        *write_ownership(found, merged, base),
        *write_owners_involved(merged, found, base),
    ]
    new = tuple(sorted({record_name(one[0]) for one in issues} - {*(canonical or {})}))
    ends = {iri for first, *others in issues if record_name(first) in {*new} for iri in others}
    pairs = tuple(
        one
        for one in joined(same)
        if ends & {one.left.iri, one.right.iri}
        or (before and before(one.left.iri) != before(one.right.iri))
    )
    quads = [*write_activity(base), *matches] if matches else []
    return Identified(merged, quads, new, pairs, tuple(named.mergers), tuple(waiting))


def _with_aliases(actors: Iterable[Entity], mergers: Iterable[Merger]) -> Iterator[Entity]:
    """Yield the actors, each with the names of its duplicates."""
    more: dict[str, tuple[str, ...]] = {}
    for one in mergers:
        more[one.canonical.iri] = more.get(one.canonical.iri, ()) + one.duplicate.names
    return (replace(one, names=one.names + more.get(one.iri, ())) for one in actors)
