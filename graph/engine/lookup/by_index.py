"""Look-ups by the quad index of an Oxigraph store."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import chain, islice
from typing import Final

import pyoxigraph as ox

from graph.engine.base import Engine
from graph.engine.lookup.by_query import FEW, MOST, ByQuery, by_property
from graph.engine.lookup.result import Quads
from graph.rdf.quads import Quad, iri, plain
from ontology import JG
from ontology.namespaces import RDF_TYPE, RDFS_LABEL

__all__ = ["ByIndex", "label_cache"]

LABEL: Final = ox.NamedNode(RDFS_LABEL)
ISSUE: Final = ox.NamedNode(JG + "issue")
TYPE: Final = ox.NamedNode(RDF_TYPE)
SCORE: Final = ox.NamedNode(JG + "score")
WEIGHTIEST: Final = 5
CACHED: Final = 1 << 14

Labels = Callable[[str], tuple[Quad, ...]]


class ByIndex(ByQuery):
    """Reads the quad index; aggregates over many statements still use SPARQL.

    Complexity: a few microseconds for each node, and one or two for each statement.
    """

    def __init__(self, engine: Engine, store: ox.Store, labels: Labels) -> None:
        super().__init__(engine)
        self.store, self.labels = store, labels

    def statements(self, nodes: Iterable[str]) -> Quads:
        """Return the statements about nodes."""
        return self._first(map(self._about, nodes))

    def names(self, nodes: Iterable[str]) -> Quads:
        """Return the labels of nodes."""
        return self._first(map(self.labels, nodes))

    def owners(self, nested: Iterable[str]) -> Quads:
        """Return the statements by which records lead to their nested nodes."""
        return self._first(map(self._owner, nested))

    def naming(self, thing: str) -> dict[str, Quads] | None:
        """Return incoming statements by property; nothing where there are more than `FEW`."""
        return by_property(set(islice(self._to(thing), FEW + 1)))

    def relations(self, thing: str) -> Quads:
        """Return the incoming statements of the relations with the highest scores."""
        scored = [(-self._score(quad[1][1:-1]), quad) for quad in set(self._to(thing, ISSUE))]
        return {quad for _, quad in sorted(scored)[:WEIGHTIEST]}

    def graphs(self, thing: str) -> dict[str, int]:
        """Return the named graphs that type a thing, and how many classes each gives it."""
        subject = _named(thing)
        found = self.store.quads_for_pattern(subject, TYPE, None, None) if subject else ()
        named = (one.graph_name for one in found)
        return dict(Counter(one.value for one in named if isinstance(one, ox.NamedNode)))

    def _score(self, relation: str) -> Decimal:
        found = (_decimal(plain(quad[3])) for quad in self._about(relation, SCORE))
        return max(found, default=Decimal("-Infinity"))

    def _about(self, node: str, property_: ox.NamedNode | None = None) -> list[Quad]:
        return _statements(self.store, node, property_)

    def _owner(self, nested: str) -> Iterator[Quad]:
        record, node = _named(nested.partition("#")[0]), _named(nested)
        found = self.store.quads_for_pattern(record, None, node, None) if record and node else ()
        return (("", str(record), str(one.predicate), str(node)) for one in found)

    def _to(self, node: str, property_: ox.NamedNode | None = None) -> Iterator[Quad]:
        """Yield the statements that lead to a node."""
        object_, end = _named(node), iri(node)
        found = self.store.quads_for_pattern(None, property_, object_, None) if object_ else ()
        return (("", str(one.subject), str(one.predicate), end) for one in found)

    @staticmethod
    def _first(parts: Iterable[Iterable[Quad]]) -> Quads:
        return set(islice(chain.from_iterable(parts), MOST))


def _statements(store: ox.Store, node: str, property_: ox.NamedNode | None = None) -> list[Quad]:
    """Return statements about a node; once for each graph that holds it."""
    subject, start = _named(node), iri(node)
    found = store.quads_for_pattern(subject, property_, None, None) if subject else ()
    return [("", start, str(one.predicate), str(one.object)) for one in islice(found, MOST)]


def label_cache(store: ox.Store) -> Labels:
    """Return the look-up of the labels of a node, with an LRU cache of the last 16,384 nodes.

    The labels of concepts, places and roles are on most pages, and a release never changes.
    """
    return lru_cache(CACHED)(lambda node: tuple(_statements(store, node, LABEL)))


def _named(node: str) -> ox.NamedNode | None:
    """Return a node of the engine; nothing for text that is no IRI."""
    try:
        return ox.NamedNode(node)
    except ValueError:
        return None


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        return Decimal(0)
