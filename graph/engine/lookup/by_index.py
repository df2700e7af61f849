"""Look-ups by the quad index of an Oxigraph store."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import islice
from typing import Final

import pyoxigraph as ox

from graph.engine.base import Engine
from graph.engine.lookup.by_query import FEW, MOST, WEIGHTIEST, ByQuery, Namers, by_property
from graph.rdf.grouped import Nodes, add
from graph.rdf.quads import iri, plain
from ontology import JG
from ontology.namespaces import RDF_TYPE, RDFS_LABEL

__all__ = ["ByIndex", "label_cache"]

LABEL: Final = ox.NamedNode(RDFS_LABEL)
ISSUE: Final = ox.NamedNode(JG + "issue")
TYPE: Final = ox.NamedNode(RDF_TYPE)
SCORE: Final = ox.NamedNode(JG + "score")
CACHED: Final = 1 << 14

Labels = Callable[[str], dict[str, list[str]]]
"""The statements that label a node, shared by all who ask."""


class ByIndex(ByQuery):
    """Reads the quad index; aggregates over many statements still use SPARQL.

    Complexity: a few microseconds for each node, and one or two for each statement.
    """

    def __init__(self, engine: Engine, store: ox.Store, labels: Labels) -> None:
        super().__init__(engine)
        self.store, self.labels = store, labels

    def statements(self, nodes: Iterable[str]) -> Nodes:
        """Return the statements about nodes."""
        found, left = Nodes(), MOST
        for node in nodes:
            if left <= 0:
                break
            if about := _about(self.store, node, most=left):
                found[node] = about
                left -= sum(map(len, about.values()))
        return found

    def names(self, nodes: Iterable[str]) -> Nodes:
        """Return the labels of nodes."""
        return {node: known for node in islice(nodes, MOST) if (known := self.labels(node))}

    def owners(self, nested: Iterable[str]) -> Nodes:
        """Return the statements by which records lead to their nested nodes."""
        found = Nodes()
        for node in islice(nested, MOST):
            record = node.partition("#")[0]
            subject, object_ = _named(record), _named(node)
            for one in self._read(subject, object_) if subject and object_ else ():
                add(found, record, one.predicate.value, str(object_))
        return found

    def naming(self, thing: str) -> Namers | None:
        """Return what names a thing, by property; nothing where there are more than `FEW`."""
        some = islice(self._to(thing), FEW + 1)
        return by_property((str(one.subject), str(one.predicate)) for one in some)

    def named_by(self, thing: str, properties: Iterable[str]) -> Namers:
        """Return some of what names a thing by each of some properties."""
        return {name: self._some(thing, name) for name in properties}

    def _some(self, thing: str, property_: str) -> set[str]:
        some = islice(self._to(thing, ox.NamedNode(property_)), FEW)
        return {str(one.subject)[1:-1] for one in some}

    def relations(self, thing: str) -> set[str]:
        """Return the relations of a thing with the highest scores."""
        found = {str(one.subject)[1:-1] for one in self._to(thing, ISSUE)}
        scored = sorted((-self._score(one), iri(one)) for one in found)
        return {one[1:-1] for _, one in scored[:WEIGHTIEST]}

    def graphs(self, thing: str) -> dict[str, int]:
        """Return the named graphs that type a thing, and how many classes each gives it."""
        subject = _named(thing)
        found = self.store.quads_for_pattern(subject, TYPE, None, None) if subject else ()
        named = (one.graph_name for one in found)
        return dict(Counter(one.value for one in named if isinstance(one, ox.NamedNode)))

    def _score(self, relation: str) -> Decimal:
        scores = _about(self.store, relation, SCORE).get(SCORE.value, ())
        return max(map(_decimal, map(plain, scores)), default=Decimal("-Infinity"))

    def _to(self, thing: str, property_: ox.NamedNode | None = None) -> Iterable[ox.Quad]:
        """Return the statements that lead to a thing."""
        object_ = _named(thing)
        return self.store.quads_for_pattern(None, property_, object_, None) if object_ else ()

    def _read(self, subject: ox.NamedNode, object_: ox.NamedNode) -> Iterable[ox.Quad]:
        return self.store.quads_for_pattern(subject, None, object_, None)


def _about(
    store: ox.Store, node: str, property_: ox.NamedNode | None = None, most: int = MOST
) -> dict[str, list[str]]:
    """Return the statements about a node by property, each once whatever graphs hold it."""
    subject, found = _named(node), dict[str, list[str]]()
    quads = store.quads_for_pattern(subject, property_, None, None) if subject else ()
    for one in islice(quads, most):
        name, value = one.predicate.value, str(one.object)
        if name in found:
            found[name].append(value)
        else:
            found[name] = [value]
    for name, values in found.items():
        if len(values) > 1:
            found[name] = sorted({*values})
    return found


def label_cache(store: ox.Store) -> Labels:
    """Return the look-up of the labels of a node, with an LRU cache of the last 16,384 nodes.

    The labels of concepts, places and roles are on most pages, and a release never changes.
    """
    return lru_cache(CACHED)(lambda node: _about(store, node, LABEL))


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
