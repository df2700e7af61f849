"""Developers of AI systems, inferred from issues that name one system and one developer."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.identity.naming.entities import DEVELOPER
from graph.identity.publishing import IDENTITY
from graph.rdf.quads import Quad, iri
from graph.reading.record import Record
from ontology import BASE, CONCEPT
from ontology.namespaces import JG

__all__ = ["PART", "Developers", "developers", "write_developers"]

ACTOR, SYSTEM, ROLE = iri(JG + "actor"), iri(JG + "system"), iri(JG + "role")
DEVELOPS: Final = iri(f"{CONCEPT}role/developer")
PART: Final = "--"
"""Separates, in the IRI of an involvement, the parts of one name that held several."""

Makers = frozenset[str]


@dataclass
class Developers:
    """Developers by system: those that a record states, and those that issues name.

    `sole` counts the developers of issues that name one system and one developer.
    """

    stated: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    sole: dict[str, Counter[Makers]] = field(default_factory=lambda: defaultdict(Counter))
    named: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def inferred(self, system: str) -> Makers:
        """Return the developers that more than half of the issues with one of each name."""
        if system in self.stated or not (votes := self.sole.get(system)):
            return frozenset()
        (makers, count), *_ = sorted(votes.items(), key=lambda one: (-one[1], sorted(one[0])))
        return makers if 2 * count > votes.total() else frozenset()

    def sure(self, system: str) -> Makers:
        """Return the stated developers, else the inferred ones."""
        return frozenset(self.stated.get(system, ())) or self.inferred(system)

    def likely(self, system: str) -> Makers:
        """Return the stated developers, else the inferred ones, else all that issues name."""
        return self.sure(system) or frozenset(self.named.get(system, ()))


def developers(records: Iterable[Record]) -> Developers:
    """Return the developers of the AI systems among records.

    Complexity: linear in the quads of issues and systems.
    """
    known = Developers()
    for record in records:
        if record.kind == "system":
            stated = {quad[3][1:-1] for quad in record.quads if quad[2] == DEVELOPER}
            if stated:
                known.stated[record.iri] |= stated
        elif record.kind == "issue":
            _count(record, known)
    return known


def _count(record: Record, known: Developers) -> None:
    values: Mapping[str, list[tuple[str, str]]] = defaultdict(list)
    for _, subject, predicate, object_ in record.quads:
        values[predicate].append((subject, object_))
    systems = {system[1:-1] for _, system in values[SYSTEM]}
    if not systems:
        return
    nodes = {node for node, role in values[ROLE] if role == DEVELOPS}
    groups: dict[str, set[str]] = defaultdict(set)
    for node, actor in values[ACTOR]:
        if node in nodes:
            groups[node[1:-1].partition(PART)[0]].add(actor[1:-1])
    for system in systems:
        known.named[system] |= {maker for makers in groups.values() for maker in makers}
        if len(systems) == len(groups) == 1:
            known.sole[system][frozenset(*groups.values())] += 1


def write_developers(known: Developers, base: str = BASE) -> Iterator[Quad]:
    """Yield the inferred developers of systems that state none, in the identity graph."""
    for system in sorted(known.sole):
        for maker in sorted(known.inferred(system)):
            yield iri(base + IDENTITY), iri(system), DEVELOPER, iri(maker)
