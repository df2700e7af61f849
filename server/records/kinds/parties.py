"""Parties of an issue by side: implicated, responding, mentioned."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from ontology import CONCEPT, JG, vocabulary
from ontology.namespaces import SKOS
from server.records.kinds.sources import SOURCE, Notes
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["SIDES", "Party", "Role", "parties"]

SIDES: Final = ("implicated", "responding", "mentioned")
INVOLVEMENT: Final = JG + "involvement"
NOWHERE: Final = Link("not named")


@dataclass(frozen=True)
class Role:
    """A role of an actor in an issue, its assertion status, and its sources.

    `standing` is the assertion status by its word, `alleged` to `retracted`; of more than one, the
    first by name. `fragment` names the involvement, of several roles in it just at the first;
    `nodes` names all involvements that say the same, of several records.
    """

    role: Link
    standing: str
    status: Link
    notes: tuple[int, ...]
    fragment: str = ""
    nodes: tuple[str, ...] = ()

    def with_nodes_of(self, other: "Role") -> "Role":
        """Return the role with the sources and the involvements of another that says the same."""
        notes = tuple(sorted({*self.notes, *other.notes}))
        return replace(self, notes=notes, nodes=(*self.nodes, *other.nodes))


@dataclass(frozen=True)
class Party:
    """An actor with all of its roles on one side."""

    actor: Link
    roles: tuple[Role, ...]


def parties(reader: Reader, notes: Notes) -> dict[str, tuple[Party, ...]]:
    """Return the parties by side and by name; a role of an unknown side is a mention.

    Complexity: linear in the involvements, and sorting the actors.
    """
    by_side: dict[str, dict[Link, list[Role]]] = {side: {} for side in SIDES}
    for node in reader.ends(reader.iri, INVOLVEMENT):
        name = fragment = node.partition("#")[2]
        for role in _roles(reader, notes, node):
            for actor in reader.links(node, JG + "actor") or [NOWHERE]:
                side = _sides().get(role.role.iri, SIDES[-1])
                one = replace(role, fragment=fragment, nodes=(name,))
                by_side[side].setdefault(actor, []).append(one)
                fragment = ""
    return {side: tuple(_sorted(actors)) for side, actors in by_side.items()}


def _roles(reader: Reader, notes: Notes, node: str) -> Iterator[Role]:
    status = next(iter(reader.links(node, JG + "assertion")), Link(""))
    standing = status.iri.rpartition("/")[2]
    cited = notes.numbers_of(reader.ends(node, SOURCE))
    for role in reader.links(node, JG + "role"):
        yield Role(role, standing, status, cited)


def _sorted(actors: dict[Link, list[Role]]) -> Iterator[Party]:
    for actor in sorted(actors, key=lambda link: (link.text.casefold(), link.iri)):
        yield Party(actor, tuple(_joined(actors[actor])))


def _joined(roles: list[Role]) -> Iterator[Role]:
    """Yield each role with a standing once, with all sources that say so."""
    by_role: dict[tuple[str, str], Role] = {}
    for role in roles:
        key = role.role.iri, role.standing
        first = by_role.get(key)
        by_role[key] = first.with_nodes_of(role) if first else role
    yield from by_role.values()


@cache
def _sides() -> dict[str, str]:
    """Return the side of each role, from the vocabulary."""
    groups = {f"{CONCEPT}role/{side}": side for side in SIDES}
    broader = SKOS + "broader"
    sides = {
        str(quad.subject)[1:-1]: groups[str(quad.object)[1:-1]]
        for quad in vocabulary()
        if quad.predicate.value == broader and str(quad.object)[1:-1] in groups
    }
    return sides | groups
