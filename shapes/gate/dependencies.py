"""Dependencies: the triples that pySHACL reads to validate given nodes, followed along paths."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from pyshacl.constraints import CONSTRAINT_PARAMETERS_MAP
from rdflib.namespace import RDF, RDFS, SH
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

from shapes.gate.literals import written
from shapes.gate.property_paths import read_path
from shapes.gate.sparql_constraints import THIS, patterns
from shapes.gate.value_constraints import Shape
from shapes.gate.verdict import Underivable

__all__ = ["Reach"]

Nodes = set[Any]
"""Terms of the engine."""
TYPE: Final = ox.NamedNode(RDF.type)
REFERRING: Final = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
LISTING: Final = (SH["and"], SH["or"], SH.xone)
COMPARING: Final = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
SUBCLASS: Final = f"<{RDFS.subClassOf}>".encode()


class Reach:
    """Collects what constraints read of a store; `whole` says that it is everything.

    Complexity: linear in what is read.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.whole = False
        self.needed: dict[bytes, set[bytes] | None] = {}
        self.seen: dict[Any, Nodes] = {}

    def constraint(self, shape: Shape, name: rdflib.URIRef, value: Any, nodes: Nodes) -> None:
        """Add what one constraint of a shape reads at nodes."""
        self._blank(nodes)
        try:
            self._constraint(shape, name, value, nodes, self._values(shape, nodes))
        except (Underivable, ValueError):
            self.whole = True

    def shape(self, shape: Shape, nodes: Nodes) -> None:
        """Add what a whole shape reads at nodes."""
        seen = self.seen.setdefault(shape, set())
        new = nodes - seen
        seen |= new
        if shape.find_custom_constraints():
            raise Underivable
        values = self._values(shape, new)
        for name, value in shape.sg.graph.predicate_objects(shape.node):
            if new and name in CONSTRAINT_PARAMETERS_MAP:
                self._constraint(shape, name, value, new, values)

    def excerpt(self, n_triples: bytes) -> bytes:
        """Return the lines of a document that are needed, and those on classes."""
        if self.whole:
            return n_triples
        return b"\n".join(line for line in n_triples.split(b"\n") if self._needs(line)) + b"\n"

    def _needs(self, line: bytes) -> bool:
        subject, _, rest = line.partition(b" ")
        predicate = rest.partition(b" ")[0]
        if predicate == SUBCLASS:
            return True
        predicates = self.needed.get(subject, ())
        return predicates is None or predicate in predicates

    def _constraint(
        self, shape: Shape, name: rdflib.URIRef, value: Any, nodes: Nodes, values: Nodes
    ) -> None:
        graph = shape.sg.graph
        if name in REFERRING:
            self.shape(shape.get_other_shape(value), values)
        elif name in LISTING:
            for one in graph.items(value):
                self.shape(shape.get_other_shape(one), values)
        elif name in COMPARING:
            self._blank(self._step(nodes, value))
        elif name == SH["class"]:
            self._step(values, RDF.type)
        elif name == SH.closed:
            self._all(values)
        elif name == SH.qualifiedValueShapesDisjoint:
            self._siblings(shape, values)
        elif name == SH.sparql:
            self._query(shape, value, nodes)

    def _siblings(self, shape: Shape, values: Nodes) -> None:
        graph = shape.sg.graph
        for outer in graph.subjects(SH.property, shape.node):
            for beside in graph.objects(outer, SH.property):
                for inner in graph.objects(beside, SH.qualifiedValueShape):
                    self.shape(shape.get_other_shape(inner), values)

    def _query(self, shape: Shape, constraint: rdflib.term.Node, nodes: Nodes) -> None:
        lines = [
            " ".join(
                term.n3() if isinstance(term, rdflib.Variable) else written(term) for term in triple
            )
            for triple in patterns(shape, constraint)
        ]
        body = " . ".join(lines)
        query = f"CONSTRUCT {{ {body} }} WHERE {{ {body} }}"
        for node in nodes:
            found: Any = self.store.query(query, substitutions={ox.Variable(str(THIS)): node})
            for triple in found:
                self._need(triple)

    def _values(self, shape: Shape, nodes: Nodes) -> Nodes:
        if not shape.is_property_shape:
            return nodes
        values = self._walk(nodes, read_path(shape.sg.graph, shape.path()))
        self._blank(values)
        return values

    def _walk(self, nodes: Nodes, path: Any) -> Nodes:
        match path:
            case SequencePath():
                for part in path.args:
                    nodes = self._walk(nodes, part)
                return nodes
            case AlternativePath():
                return {node for part in path.args for node in self._walk(nodes, part)}
            case InvPath():
                return self._step_back(nodes, path.arg)
            case MulPath():
                return self._repeat(nodes, path)
        return self._step(nodes, path)

    def _repeat(self, nodes: Nodes, path: MulPath) -> Nodes:
        found = set(nodes) if path.zero else set()
        new = self._walk(nodes, path.path)
        while new - found:
            new -= found
            found |= new
            new = self._walk(new, path.path) if path.more else set()
        return found

    def _step(self, nodes: Nodes, predicate: rdflib.URIRef) -> Nodes:
        name = ox.NamedNode(predicate)
        found = [quad for node in subjects(nodes) for quad in self._quads(node, name)]
        for quad in found:
            self._need(quad)
        return {quad.object for quad in found}

    def _step_back(self, nodes: Nodes, predicate: Any) -> Nodes:
        name = ox.NamedNode(predicate)
        found = [quad for node in nodes for quad in self._quads(None, name, node)]
        for quad in found:
            self._need(quad)
        return {quad.subject for quad in found}

    def _quads(self, *pattern: Any) -> Iterator[ox.Quad]:
        subject, predicate, object_ = (*pattern, None, None)[:3]
        return self.store.quads_for_pattern(subject, predicate, object_, ox.DefaultGraph())

    def _need(self, quad: ox.Quad | ox.Triple) -> None:
        predicates = self.needed.setdefault(str(quad.subject).encode(), set())
        if predicates is not None:
            predicates.add(str(quad.predicate).encode())

    def _all(self, nodes: Nodes) -> None:
        for node in subjects(nodes):
            self.needed[str(node).encode()] = None
            self._blank({quad.object for quad in self._quads(node)})

    def _blank(self, nodes: Nodes) -> None:
        """Add what blank nodes say: a report names them by that."""
        new = {node for node in nodes if isinstance(node, ox.BlankNode)}
        self._all({node for node in new if self.needed.get(str(node).encode(), ()) is not None})


def subjects(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield the nodes that can be subjects."""
    return (node for node in nodes if not isinstance(node, ox.Literal))
