"""Merges named things in order: compound names, then actors, then AI systems and products."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.identity.judgements import Judgements
from graph.identity.merging.clusters import Merger, resolve_duplicates
from graph.identity.merging.compounds import Split, split, splits
from graph.identity.merging.developers import Developers, developers
from graph.identity.merging.products import as_systems, products, without_system_as_party
from graph.identity.merging.redirects import merge
from graph.identity.merging.system_rules import system_rules
from graph.identity.naming.entities import Entity, actors, entities
from graph.reading.record import Record
from ontology import BASE

__all__ = ["Merged", "merge_named", "system_entities"]


@dataclass(frozen=True)
class Merged:
    """Records after merging, the merges and splits that were applied, and developers."""

    records: list[Record]
    mergers: list[Merger] = field(default_factory=list)
    splits: list[Split] = field(default_factory=list)
    developers: Developers = field(default_factory=Developers)


def merge_named(records: Sequence[Record], judgements: Judgements, base: str = BASE) -> Merged:
    """Split compound names, then merge actors, then AI systems and products.

    Complexity: sorting the entities, and linear in the quads.
    """
    parted = splits(records, judgements, base)
    records = split(records, parted)
    of_actors = resolve_duplicates([*actors(records)], judgements)
    records = merge(records, of_actors)
    known = developers(records)
    listed = system_entities(records, known)
    added = [*as_systems(records, listed)]
    records, listed = [*records, *added], [*listed, *entities(added, "system")]
    named = {one.iri: one.names for one in actors(records)}
    of_systems = resolve_duplicates(listed, judgements, system_rules(named))
    gone = {one.duplicate.iri for one in of_systems if one.duplicate.kind == "actor"}
    records = merge(records, of_systems)
    if gone:
        systems = {one.canonical.iri for one in of_systems if one.duplicate.iri in gone}
        records = [without_system_as_party(one, systems) for one in records]
    return Merged(records, [*of_actors, *of_systems], parted, developers(records))


def system_entities(records: Sequence[Record], known: Developers) -> list[Entity]:
    """Return the AI systems with their likely developers, and the organisations that are products.

    Complexity: linear in the quads of actors and systems.
    """
    organisations = [*actors(records)]
    owners = {one.iri: one.owners for one in organisations}
    systems = [
        replace(one, developers=_with_owners(known.likely(one.iri), owners))
        for one in entities(records, "system")
    ]
    return [*systems, *products(organisations, systems, known)]


def _with_owners(makers: frozenset[str], owners: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return developers and who owns them: sources name one or the other."""
    return makers.union(*(owners.get(maker, frozenset()) for maker in makers))
