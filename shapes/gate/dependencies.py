"""Dependencies: the triples that pySHACL reads to validate given nodes, followed along paths.

Not the triples are kept but their keys: (subject, predicate), or a subject with all its triples.
The excerpt is then cut from the N-Triples document line by line. That costs one pass over the
document and a set, where a copy of the triples would cost memory for each of them. A key may cover
too many triples (pySHACL then reads some in vain) but never too few (its verdict would change).
"""

from collections.abc import Iterable, Iterator
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from rdflib.namespace import RDF, RDFS, SH
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

from shapes.gate.literals import to_sparql
from shapes.gate.parameters import Shape, parameters
from shapes.gate.property_paths import read_path
from shapes.gate.sparql_constraints import THIS, patterns
from shapes.gate.verdict import Underivable

__all__ = ["Dependencies"]

Nodes = set[Any]
"""Terms of the engine."""
TYPE: Final = ox.NamedNode(RDF.type)
REFERRING: Final = (SH.property, SH.node, SH["not"], SH.qualifiedValueShape)
LISTING: Final = (SH["and"], SH["or"], SH.xone)
COMPARING: Final = (SH.equals, SH.disjoint, SH.lessThan, SH.lessThanOrEquals)
SUBCLASS: Final = f"<{RDFS.subClassOf}>".encode()


class Dependencies:
    """Collects the keys of the triples that constraints read; `whole` stands for all triples.

    Complexity: linear in the triples read.
    """

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.whole = False
        self.needed: dict[bytes, set[bytes] | None] = {}
        self.seen: dict[Any, Nodes] = {}

    def constraint(self, shape: Shape, name: rdflib.URIRef, value: Any, nodes: Nodes) -> None:
        """Add the triples that one constraint of a shape reads at nodes."""
        self._blank(nodes)
        # What no rule below can follow (a path that SPARQL walks otherwise, a custom component)
        # makes the whole graph a dependency: slow, and right.
        try:
            self._constraint(shape, name, value, nodes, self._values(shape, nodes))
        except (Underivable, ValueError):
            self.whole = True

    def shape(self, shape: Shape, nodes: Nodes) -> None:
        """Add the triples that a shape with all its constraints reads at nodes."""
        # Shapes may refer to each other in circles; each node is followed once for each shape.
        seen = self.seen.setdefault(shape, set())
        new = nodes - seen
        seen |= new
        if shape.find_custom_constraints():
            raise Underivable
        values = self._values(shape, new)
        for name in parameters(shape) if new else ():
            for value in shape.objects(name):
                self._constraint(shape, name, value, new, values)

    def excerpt(self, n_triples: bytes) -> bytes:
        """Return the needed lines of an N-Triples document, with all subclass statements."""
        if self.whole:
            return n_triples
        return b"\n".join(line for line in n_triples.split(b"\n") if self._needs(line)) + b"\n"

    def _needs(self, line: bytes) -> bool:
        subject, _, rest = line.partition(b" ")
        predicate = rest.partition(b" ")[0]
        if predicate == SUBCLASS:  # sh:class and class targets follow these from any class
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
            for member in graph.items(value):
                self.shape(shape.get_other_shape(member), values)
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
        """Add what the qualified value shapes of sibling property shapes read (SHACL, 4.7.3)."""
        graph = shape.sg.graph
        for parent in graph.subjects(SH.property, shape.node):
            for sibling in graph.objects(parent, SH.property):
                for inner in graph.objects(sibling, SH.qualifiedValueShape):
                    self.shape(shape.get_other_shape(inner), values)

    def _query(self, shape: Shape, constraint: rdflib.term.Node, nodes: Nodes) -> None:
        lines = [
            " ".join(
                term.n3() if isinstance(term, rdflib.Variable) else to_sparql(term)
                for term in triple
            )
            for triple in patterns(shape, constraint)
        ]
        body = " . ".join(lines)
        query = f"CONSTRUCT {{ {body} }} WHERE {{ {body} }}"
        for node in nodes:
            triples: Any = self.store.query(query, substitutions={ox.Variable(str(THIS)): node})
            for triple in triples:
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
        reached = set(nodes) if path.zero else set()
        new = self._walk(nodes, path.path)
        while new - reached:
            new -= reached
            reached |= new
            new = self._walk(new, path.path) if path.more else set()
        return reached

    def _step(self, nodes: Nodes, predicate: rdflib.URIRef) -> Nodes:
        name = ox.NamedNode(predicate)
        quads = [quad for node in subjects(nodes) for quad in self._quads(node, name)]
        for quad in quads:
            self._need(quad)
        return {quad.object for quad in quads}

    def _step_back(self, nodes: Nodes, predicate: Any) -> Nodes:
        name = ox.NamedNode(predicate)
        quads = [quad for node in nodes for quad in self._quads(None, name, node)]
        for quad in quads:
            self._need(quad)
        return {quad.subject for quad in quads}

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
        """Add all triples of blank nodes, by which a report describes them."""
        new = {node for node in nodes if isinstance(node, ox.BlankNode)}
        self._all({node for node in new if self.needed.get(str(node).encode(), ()) is not None})


def subjects(nodes: Iterable[Any]) -> Iterator[Any]:
    """Yield the nodes that can be subjects."""
    return (node for node in nodes if not isinstance(node, ox.Literal))
