"""Products that a source lists as organisations: by a table, or as systems of other developers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from graph.identity.merging.developers import Developers
from graph.identity.naming.entities import CURATED, Entity
from graph.identity.naming.names import form
from graph.identity.tables import rows
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import LABEL, SOURCE, TYPE
from graph.reading.record import Record
from ontology import record_iri
from ontology.namespaces import JG

__all__ = ["as_systems", "products", "without_system_as_party"]

ORGANIZATION, AI_SYSTEM = iri(JG + "Organization"), iri(JG + "AISystem")
ACTOR, INVOLVEMENT, USES = iri(JG + "actor"), iri(JG + "involvement"), iri(JG + "system")
KEPT: Final = (LABEL, SOURCE)


def products(
    actors: Iterable[Entity], systems: Iterable[Entity], known: Developers
) -> Iterator[Entity]:
    """Yield the imported organisations that are products.

    One is a product if a table says so, or if a system has its name, other developers are stated
    or inferred of that system, and it develops no other. Complexity: linear in the names.
    """
    makers: dict[str, set[str]] = {}
    for system in systems:
        for key in _keys(system):
            makers.setdefault(key, set()).update(known.sure(system.iri))
    of_others = {maker for named in known.named.values() for maker in named}
    for actor in actors:
        is_sole = actor.iri not in of_others and any(map(makers.get, _keys(actor)))
        is_product = is_sole or bool(_keys(actor) & _known())
        if is_product and actor.origin != CURATED and not actor.is_person:
            yield actor


def _keys(one: Entity) -> set[str]:
    return {form(name).key for name in one.names}


@cache
def _known() -> frozenset[str]:
    return frozenset(form(row["name"]).key for row in rows("products"))


def as_systems(records: Sequence[Record], listed: Sequence[Entity]) -> Iterator[Record]:
    """Yield a system record for each product among `listed` whose name no system there has.

    It keeps slug, name, source and named graph of the organisation.
    """
    taken = {key for one in listed if one.kind == "system" for key in _keys(one)}
    wanted = {one.iri for one in listed if one.kind == "actor" and not _keys(one) & taken}
    if not wanted:
        return
    for record in records:
        if record.iri in wanted:
            address = record_iri("system", record.slug, record.iri.partition("id/")[0])
            yield replace(
                record,
                kind="system",
                iri=address,
                quads=[*_statements(record, iri(address))],
            )


def _statements(record: Record, address: str) -> Iterator[Quad]:
    for graph, subject, predicate, object_ in record.quads:
        if predicate == TYPE and object_ == ORGANIZATION:
            yield graph, address, TYPE, AI_SYSTEM
        elif subject[1:-1] == record.iri and predicate in KEPT:
            yield graph, address, predicate, object_


def without_system_as_party(record: Record, systems: set[str]) -> Record:
    """Return an issue that names a system as a party with that system in place of the involvement.

    A source that names a product as deployer or developer says that the product is part of it.
    """
    found = {
        quad[1]: quad[3] for quad in record.quads if quad[2] == ACTOR and quad[3][1:-1] in systems
    }
    if not found:
        return record
    return replace(record, quads=list(dict.fromkeys(_with_systems(record, found))))


def _with_systems(record: Record, found: Mapping[str, str]) -> Iterator[Quad]:
    for quad in record.quads:
        if quad[2] == INVOLVEMENT and quad[3] in found:
            yield quad[0], quad[1], USES, found[quad[3]]
        elif quad[1] not in found:
            yield quad
