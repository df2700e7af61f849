"""Looking up in the index of a store of our own."""

from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph.engine import Engine
from graph.lookup.by_query import FEW, MOST, ByQuery, by_property
from graph.lookup.found import Quads
from graph.quads import Quad, plain
from ontology import JG, PREFIXES

__all__ = ["ByIndex"]

LABEL: Final = PREFIXES["rdfs"] + "label"
ISSUE, SCORE = JG + "issue", JG + "score"
WEIGHTIEST: Final = 5


class ByIndex(ByQuery):
    """Looks up in a store; what counts much is still asked in a query.

    Complexity: a few microseconds for each node, and one or two for each statement.
    """

    def __init__(self, engine: Engine, store: ox.Store) -> None:
        super().__init__(engine)
        self.store = store

    def statements(self, nodes: Iterable[str]) -> Quads:
        """Return what is said about nodes."""
        return self._first(quad for node in nodes for quad in self._about(node))

    def names(self, nodes: Iterable[str]) -> Quads:
        """Return what nodes are called."""
        return self._first(quad for node in nodes for quad in self._about(node, LABEL))

    def naming(self, thing: str) -> dict[str, Quads] | None:
        """Return what names a thing, by property; nothing where it is more than a few."""
        return by_property(set(islice(self._to(thing), FEW + 1)))

    def relations(self, thing: str) -> Quads:
        """Return by which statements the weightiest relations name an issue."""
        scored = [(-self._score(quad[1][1:-1]), quad) for quad in set(self._to(thing, ISSUE))]
        return {quad for _, quad in sorted(scored)[:WEIGHTIEST]}

    def _score(self, relation: str) -> Decimal:
        found = (_decimal(plain(quad[3])) for quad in self._about(relation, SCORE))
        return max(found, default=Decimal("-Infinity"))

    def _about(self, node: str, property_: str = "") -> Iterator[Quad]:
        """Yield the statements about a node; the same one for each graph that it stands in."""
        subject = _named(node)
        if subject:
            wanted = ox.NamedNode(property_) if property_ else None
            start = str(subject)
            for quad in self.store.quads_for_pattern(subject, wanted, None, None):
                yield "", start, str(quad.predicate), str(quad.object)

    def _to(self, node: str, property_: str = "") -> Iterator[Quad]:
        """Yield the statements that lead to a node."""
        object_ = _named(node)
        if object_:
            wanted = ox.NamedNode(property_) if property_ else None
            end = str(object_)
            for quad in self.store.quads_for_pattern(None, wanted, object_, None):
                yield "", str(quad.subject), str(quad.predicate), end

    @staticmethod
    def _first(quads: Iterator[Quad]) -> Quads:
        return set(islice(quads, MOST))


def _named(node: str) -> ox.NamedNode | None:
    """Return a node as the engine has it; nothing for what is no IRI, of which nothing is said."""
    try:
        return ox.NamedNode(node)
    except ValueError:
        return None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)
