"""Splits organisations whose name holds several names ("Google/Nest") into one record for each."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from graph.identity.judgements import Judgements, Verdict
from graph.identity.merging.clusters import record_name
from graph.identity.merging.developers import PART
from graph.identity.merging.merge_rules import known_name
from graph.identity.merging.redirects import tombstone
from graph.identity.naming.entities import ALIAS, Entity, actors
from graph.identity.naming.names import form, is_generic
from graph.identity.publishing import write_match
from graph.identity.tables import rows
from graph.privacy.known_names import may_be_person
from graph.privacy.party_classifier import Verdict as PartyVerdict
from graph.privacy.party_classifier import judge
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL
from graph.reading.record import Record
from graph.slugs import slug
from ontology import BASE, record_iri
from ontology.namespaces import JG

__all__ = ["Split", "split", "splits", "write_splits"]

SEPARATOR: Final = "/"
SHORTEST: Final = 2
CERTAINTY: Final = 0.98
ACTOR, INVOLVEMENT = iri(JG + "actor"), iri(JG + "involvement")


@dataclass(frozen=True, slots=True)
class Split:
    """An organisation whose name holds several names: the IRI and name of each part."""

    compound: Entity
    parts: tuple[tuple[str, str], ...]

    @property
    def replacement(self) -> str:
        """Return the IRI of the last part: sources write the owner before what it owns."""
        return self.parts[-1][0]


def splits(records: Iterable[Record], judgements: Judgements, base: str = BASE) -> list[Split]:
    """Return the imported organisations whose names are to be split, in the order of their IRIs.

    A judgement that keeps the whole apart from a part, or that merges it with another record,
    leaves it whole. Complexity: linear in the names.
    """
    whole = {end for pair, one in judgements.items() if one.verdict is Verdict.SAME for end in pair}
    found = []
    for actor in sorted(actors(records), key=lambda one: one.iri):
        names = _parts(actor) if actor.origin and not actor.is_person else ()
        parts = tuple((_address(actor, name, base), name) for name in names)
        if len(parts) > 1 and not _is_whole(actor, parts, judgements, whole):
            found.append(Split(actor, parts))
    return found


def _parts(actor: Entity) -> tuple[str, ...]:
    """Return the names in a name; of those that are known to stand for one actor, the first."""
    name = actor.names[0]
    if SEPARATOR not in name:
        return ()
    parts = [part.strip() for part in name.split(SEPARATOR)]
    if not all(map(_is_organization, parts)):
        return ()
    return tuple({known_name(part): part for part in reversed(parts)}.values())[::-1]


def _is_organization(name: str) -> bool:
    """Whether a part of a name can be an organisation of its own, and is no person's."""
    if len(slug(name)) < SHORTEST or is_generic(name):
        return False
    if form(name).key in _reviewed():
        return True
    verdict = judge(name).verdict
    unclear = verdict is PartyVerdict.WITHHELD and " " in name and may_be_person(name)
    return verdict is not PartyVerdict.PERSON and not unclear


@cache
def _reviewed() -> frozenset[str]:
    return frozenset(form(row["name"]).key for row in rows("parts"))


def _address(actor: Entity, name: str, base: str) -> str:
    return record_iri("actor", f"{actor.origin}-{slug(name)}", base)


def _is_whole(
    actor: Entity,
    parts: Sequence[tuple[str, str]],
    judgements: Judgements,
    whole: set[str],
) -> bool:
    name = record_name(actor.iri)
    pairs = ((min(name, part), max(name, part)) for part in (record_name(one) for one, _ in parts))
    return name in whole or any(pair in judgements for pair in pairs)


def split(records: Sequence[Record], found: Sequence[Split]) -> list[Record]:
    """Return the records with each compound split: a redirect, and a record for each new part.

    An involvement of the whole becomes one of each part.
    Complexity: linear in the quads; nothing where nothing is split.
    """
    if not found:
        return [*records]
    known = {record.iri for record in records}
    by_iri = {one.compound.iri: one for one in found}
    by_term = {iri(one.compound.iri): one for one in found}
    result: list[Record] = []
    for record in records:
        one = by_iri.get(record.iri)
        if one is None:
            result.append(_involving_parts(record, by_term))
            continue
        for address, name in one.parts:
            if address not in known:
                known.add(address)
                result.append(_part(record, address, name))
        names = ", ".join(name for _, name in one.parts)
        result.append(
            tombstone(record, f"Split, since it names several: {names}.", one.replacement)
        )
    return result


def _part(record: Record, address: str, name: str) -> Record:
    quads = [
        (graph, iri(address), predicate, object_ if predicate != LABEL else _label(name))
        for graph, subject, predicate, object_ in record.quads
        if subject[1:-1] == record.iri and predicate != ALIAS
    ]
    return replace(record, iri=address, slug=address.rpartition("/")[2], quads=quads)


def _label(name: str) -> str:
    return literal(name, language="en")


def _involving_parts(record: Record, by_term: Mapping[str, Split]) -> Record:
    if not any(quad[3] in by_term for quad in record.quads):
        return record
    return replace(record, quads=[*_with_parts(record, by_term)])


def _with_parts(record: Record, by_term: Mapping[str, Split]) -> Iterator[Quad]:
    nodes = {
        quad[1]: by_term[quad[3]]
        for quad in record.quads
        if quad[2] == ACTOR and quad[3] in by_term
    }
    for graph, subject, predicate, object_ in record.quads:
        if object_ in by_term:
            first = by_term[object_].parts[0][0]
            object_ = iri(first if predicate == ACTOR else by_term[object_].replacement)
        yield graph, subject, predicate, object_
        for address, name in nodes[subject].parts[1:] if subject in nodes else ():
            if predicate == ACTOR:
                yield graph, _node(subject, name), predicate, iri(address)
            else:
                yield graph, _node(subject, name), predicate, object_
        for _, name in nodes[object_].parts[1:] if object_ in nodes else ():
            yield graph, subject, INVOLVEMENT, _node(object_, name)


def _node(node: str, name: str) -> str:
    return iri(f"{node[1:-1]}{PART}{slug(name)}")


def write_splits(found: Iterable[Split], base: str = BASE) -> Iterator[Quad]:
    """Yield for each part of a split name a match of the whole with it, in the identity graph."""
    for one in found:
        names = " and ".join(name for _, name in one.parts)
        for address, _ in one.parts:
            ends = (one.compound.iri, address)
            yield from write_match(ends, "part", CERTAINTY, (f"the name holds {names}",), base)
