"""Actors as input of entity resolution: names, origin, identifiers and owners."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.rdf.quads import iri, plain
from graph.rdf.terms import LABEL, TYPE
from graph.reading.record import Record
from ontology.namespaces import JG, OWL, SKOS

__all__ = ["CURATED", "Actor", "actors", "origin"]

CURATED: Final = ""
"""Origin of curated records; imported records have the name of their source."""
IMPORTED: Final = ".jsonl"
ALIAS: Final = iri(SKOS + "altLabel")
SAME: Final = iri(OWL + "sameAs")
OWNER: Final = iri(JG + "ownedBy")
PERSON: Final = iri(JG + "Person")
TOMBSTONE: Final = iri(JG + "Tombstone")


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor record: IRI, names (the preferred one first), origin and identifiers."""

    iri: str
    names: tuple[str, ...]
    origin: str = CURATED
    is_person: bool = False
    wikidata: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()

    @property
    def rank(self) -> tuple[bool, str]:
        """Return the sort key that selects the canonical actor: curated first, then by IRI."""
        return self.origin != CURATED, self.iri


def origin(record: Record) -> str:
    """Return the source that a record was imported from, or an empty string for a curated one.

    >>> origin(Record("build/imports/aiid/records.jsonl", 7)), origin(Record("google.yaml", 1))
    ('aiid', '')
    """
    path = Path(record.path)
    return path.parent.name if path.suffix == IMPORTED else CURATED


def actors(records: Iterable[Record]) -> Iterator[Actor]:
    """Yield the actors among records, without tombstones.

    Complexity: linear in the quads of the actor records.
    """
    for record in records:
        if record.kind == "actor" and (actor := _actor(record)):
            yield actor


def _actor(record: Record) -> Actor | None:
    values: dict[str, list[str]] = {}
    for _, subject, predicate, object_ in record.quads:
        if subject[1:-1] == record.iri:
            values.setdefault(predicate, []).append(object_)
    names = tuple(plain(name) for field in (LABEL, ALIAS) for name in values.get(field, ()))
    types = values.get(TYPE, ())
    if not names or TOMBSTONE in types:
        return None
    ids, owners = (frozenset(map(plain, values.get(field, ()))) for field in (SAME, OWNER))
    return Actor(record.iri, names, origin(record), PERSON in types, ids, owners)
