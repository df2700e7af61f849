"""Groups of companies: who owned whom and when, and whose owners an issue involves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.identity.naming.entities import Entity
from graph.identity.naming.names import form
from graph.identity.publishing import IDENTITY
from graph.identity.tables import rows
from graph.rdf.quads import Quad, iri, literal, plain
from graph.rdf.terms import SOURCE, TYPE
from graph.reading.record import Record
from ontology import BASE
from ontology.namespaces import DCTERMS, JG, SCHEMA

__all__ = ["Owned", "owned", "write_owners_involved", "write_ownership"]

ACTOR, YEAR = iri(JG + "actor"), iri(JG + "year")
OWNERSHIP, OWNER, DATE = iri(JG + "ownership"), iri(JG + "owner"), iri(JG + "date")
INVOLVED, CLASS = iri(JG + "ownerInvolved"), iri(JG + "Ownership")
URL: Final = iri(SCHEMA + "url")
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
UNREAD: Final = "Own knowledge of the editors, not looked up."
READ: Final = "The source says it; its dates are own knowledge of the editors."
LONGEST: Final = 8
"""The longest chain of owners that is followed."""


@dataclass(frozen=True, slots=True)
class Owned:
    """That an actor belonged to an owner: IRIs, first and last month or year, source if read."""

    actor: str
    owner: str
    since: str
    until: str
    url: str = ""

    def holds_in(self, year: str) -> bool:
        """Whether it held in a year, also for a part of it.

        >>> Owned("a", "b", "2018-04", "2021").holds_in("2018")
        True
        """
        return (not self.since or self.since[:4] <= year) and (
            not self.until or year <= self.until[:4]
        )


def owned(actors: Iterable[Entity]) -> list[Owned]:
    """Return the ownerships of a reviewed table whose two organisations are among the actors.

    A name that two actors have stands for none. Complexity: linear in the names and the table.
    """
    by_name: dict[str, set[str]] = {}
    for actor in actors:
        for name in () if actor.is_person else actor.names:
            by_name.setdefault(form(name).bare, set()).add(actor.iri)
    only = {name: next(iter(iris)) for name, iris in by_name.items() if len(iris) == 1}
    found = []
    for row in rows("ownership"):
        child, owner = (only.get(form(row[end]).bare, "") for end in ("owned", "owner"))
        if child and owner and child != owner:
            found.append(Owned(child, owner, row["since"], row["until"], row["url"]))
    return found


def write_ownership(
    found: Iterable[Owned], records: Iterable[Record], base: str = BASE
) -> Iterator[Quad]:
    """Yield each ownership with its span of time, in the identity graph.

    One that was read names the record of that source, if there is one; the others say that they
    were not looked up.
    """
    sources = _sources(records)
    for one in found:
        node = iri(f"{one.actor}#owner-{one.owner.rpartition('/')[2]}")
        source = sources.get(one.url.rstrip("/"))
        yield iri(base + IDENTITY), iri(one.actor), OWNERSHIP, node
        for predicate, object_ in _statements(one, source):
            yield iri(base + IDENTITY), node, predicate, object_


def _sources(records: Iterable[Record]) -> dict[str, str]:
    """Return the source records by the address of the work."""
    return {
        plain(quad[3]).rstrip("/"): record.iri
        for record in records
        if record.kind == "source"
        for quad in record.quads
        if quad[2] == URL
    }


def _statements(one: Owned, source: str | None) -> Iterator[tuple[str, str]]:
    yield TYPE, CLASS
    yield OWNER, iri(one.owner)
    if one.since or one.until:
        yield DATE, literal(f"{one.since or '..'}/{one.until or '..'}", EDTF)
    yield iri(DCTERMS + "description"), literal(READ if source else UNREAD, language="en")
    if source:
        yield SOURCE, iri(source)


def write_owners_involved(
    records: Iterable[Record], found: Sequence[Owned], base: str = BASE
) -> Iterator[Quad]:
    """Yield for each issue with a year who owned one of its actors then, directly or not.

    Complexity: linear in the quads of the issues, times the owners of an actor.
    """
    owners: dict[str, list[Owned]] = {}
    for one in found:
        owners.setdefault(one.actor, []).append(one)
    for record in records if owners else ():
        if record.kind == "issue":
            yield from _of_issue(record, owners, iri(base + IDENTITY))


def _of_issue(record: Record, owners: Mapping[str, list[Owned]], graph: str) -> Iterator[Quad]:
    involved = {quad[3][1:-1] for quad in record.quads if quad[2] == ACTOR}
    if not involved & owners.keys():
        return
    years = [plain(quad[3]) for quad in record.quads if quad[2] == YEAR]
    all_owners = {owner for year in years[:1] for owner in _owners(involved, owners, year)}
    for owner in sorted(all_owners - involved):
        yield graph, iri(record.iri), INVOLVED, iri(owner)


def _owners(actors: set[str], owners: Mapping[str, list[Owned]], year: str) -> set[str]:
    """Return the owners of actors in a year, and their owners (breadth-first search)."""
    found: set[str] = set()
    border = actors
    for _ in range(LONGEST):
        border = {
            one.owner for actor in border for one in owners.get(actor, ()) if one.holds_in(year)
        } - found
        if not border:
            break
        found |= border
    return found
