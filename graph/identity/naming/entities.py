"""Named things as input of entity resolution: names, origin, identifiers, owners, developers."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.rdf.quads import iri, plain
from graph.rdf.terms import LABEL, TITLE, TYPE
from graph.reading.record import Record
from ontology.namespaces import JG, OWL, SKOS

__all__ = ["ALIAS", "CURATED", "DEVELOPER", "SAME", "Entity", "actors", "entities", "origin"]

CURATED: Final = ""
"""Origin of curated records; imported records have the name of their source."""
IMPORTED: Final = ".jsonl"
ALIAS: Final = iri(SKOS + "altLabel")
SAME: Final = iri(OWL + "sameAs")
OWNER: Final = iri(JG + "ownedBy")
DEVELOPER: Final = iri(JG + "developedBy")
PERSON: Final = iri(JG + "Person")
NAMES: Final = (LABEL, TITLE, ALIAS)
"""Properties that name a record; a source has a title."""
PUBLIC_ROLE: Final = iri(JG + "publicRole")
TOMBSTONE: Final = iri(JG + "Tombstone")


@dataclass(frozen=True, slots=True)
class Entity:
    """A named record: IRI, names (the preferred one first), origin and identifiers.

    `owners` are those of an organisation, `developers` those of an AI system, `role` is the public
    role of a person. `marks` identify what has no name of its own: the addresses of a source, the
    issues of a worker group.
    """

    iri: str
    names: tuple[str, ...]
    origin: str = CURATED
    is_person: bool = False
    wikidata: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    developers: frozenset[str] = frozenset()
    role: str = ""
    marks: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """Return the kind of the record, which is a segment of its IRI.

        >>> Entity("https://w3id.org/justicegraph/id/system/chatgpt", ("ChatGPT",)).kind
        'system'
        """
        return self.iri.rsplit("/", 2)[1]

    @property
    def rank(self) -> tuple[bool, bool, bool, str]:
        """Return the sort key that selects the canonical record.

        An organisation that is a product yields to the system; then curated before imported, one
        name before several in one, and by IRI.
        """
        return self.kind == "actor", self.origin != CURATED, "/" in self.names[0], self.iri


def origin(record: Record) -> str:
    """Return the source that a record was imported from, or an empty string for a curated one.

    >>> origin(Record("build/imports/aiid/records.jsonl", 7)), origin(Record("google.yaml", 1))
    ('aiid', '')
    """
    path = Path(record.path)
    return path.parent.name if path.suffix == IMPORTED else CURATED


def actors(records: Iterable[Record]) -> Iterator[Entity]:
    """Yield the actors among records, without tombstones."""
    return entities(records, "actor")


def entities(records: Iterable[Record], kind: str) -> Iterator[Entity]:
    """Yield the named things of a kind among records, without tombstones.

    Complexity: linear in the quads of the records of that kind.
    """
    for record in records:
        if record.kind == kind and (entity := _entity(record)):
            yield entity


def _entity(record: Record) -> Entity | None:
    values: dict[str, list[str]] = {}
    for _, subject, predicate, object_ in record.quads:
        if subject[1:-1] == record.iri:
            values.setdefault(predicate, []).append(object_)
    names = tuple(plain(name) for field in NAMES for name in values.get(field, ()))
    types = values.get(TYPE, ())
    if not names or TOMBSTONE in types:
        return None
    ids, owners, developers = (
        frozenset(map(plain, values.get(field, ()))) for field in (SAME, OWNER, DEVELOPER)
    )
    role = next(map(plain, values.get(PUBLIC_ROLE, ())), "")
    source, is_person = origin(record), PERSON in types
    return Entity(record.iri, names, source, is_person, ids, owners, developers, role)
