"""Runs the two phases of the gate: candidate queries on Oxigraph, then pySHACL on an excerpt."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from pyshacl import ShapesGraph, validate
from rdflib.namespace import RDF, RDFS

from shapes.gate.constraints import ConstraintCheck, constraint_checks
from shapes.gate.dependencies import Dependencies, Nodes
from shapes.gate.deriver import DIVERGENT, Deriver
from shapes.gate.literals import (
    DivergentLiterals,
    as_rdflib,
    divergent_literals,
    parse_literals,
    to_n_triples,
)
from shapes.gate.parameters import Shape
from shapes.gate.targets import are_replaceable, replace_targets, targets
from shapes.gate.verdict import no

__all__ = ["candidates", "judge"]

SUBCLASS, TYPE = RDFS.subClassOf.n3(), RDF.type.n3()
LISTED: Final = ox.NamedNode("urn:literal")
BLANK: Final = re.compile(rb"(?:^| )_:", re.MULTILINE)
"""A blank node, or a text that looks like one."""
Candidates = list[tuple[ConstraintCheck, Nodes]]
Focus = dict[Shape, Nodes]
"""The candidates of any constraint of a shape: the focus nodes of the second phase."""


def judge(n_triples: bytes, shapes: rdflib.Graph) -> rdflib.Graph:
    """Return the SHACL report on a graph, as pySHACL gives it.

    The document has one triple a line, with single spaces, as canonical N-Triples are written.
    Complexity: a few set queries for each constraint, then as pySHACL at what may fail.
    Source: SHACL, section 3.4; the shapes are pySHACL's, and so is every result.

    >>> len(judge(b"", rdflib.Graph()))
    2
    """
    copy = _copied(shapes)  # pySHACL adds triples to the shapes that it is given
    own = list(ShapesGraph(copy).shapes)
    return _validated(_reduced(n_triples, own, copy), copy)


def _reduced(n_triples: bytes, own: Sequence[Shape], copy: rdflib.Graph) -> rdflib.Graph:
    """Leave the shapes only their candidates as targets; return what they read of these.

    A report has other words for a blank node that the shapes name. So where a candidate is one, or
    a shape with a target, the shapes stay as they are, and all data are read.
    """
    divergent = divergent_literals(n_triples)
    store = _loaded(n_triples, divergent)
    focus = _by_shape(candidates(store, own, bool(divergent)))
    blank = any(isinstance(node, ox.BlankNode) for nodes in focus.values() for node in nodes)
    if blank or not are_replaceable(own):
        return rdflib.Graph().parse(data=n_triples, format="nt")
    terms = {
        shape.node: {term for node in nodes for term in _as_rdflib(node, divergent)}
        for shape, nodes in focus.items()
    }
    replace_targets(copy, terms)
    return _excerpt(n_triples, store, focus)


def _copied(graph: rdflib.Graph) -> rdflib.Graph:
    """Return a copy that has the statements of a shape in the same order, as messages list them."""
    copy = rdflib.Graph(identifier=graph.identifier, bind_namespaces="none")
    for prefix, namespace in graph.namespaces():  # which the report is to have too
        copy.bind(prefix, namespace)
    for subject in set(graph.subjects()):
        for triple in graph.triples((subject, None, None)):
            copy.add(triple)
    return copy


def _validated(data: rdflib.Graph, shapes: rdflib.Graph) -> rdflib.Graph:
    """Return the report of pySHACL; raises its `ValidationFailure` where it has none."""
    _, report, _ = validate(data, shacl_graph=shapes)
    if not isinstance(report, rdflib.Graph):
        raise report
    return report


def _loaded(n_triples: bytes, divergent: DivergentLiterals) -> ox.Store:
    """Load triples with their own names for blank nodes, and divergent literals in a graph."""
    store = ox.Store()
    if BLANK.search(n_triples):  # which only this way keep their names, at half the speed
        store.bulk_extend(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES))
    else:
        store.bulk_load(n_triples, format=ox.RdfFormat.N_TRIPLES)
    lines = "".join(f"<urn:store> <{LISTED.value}> {text} {DIVERGENT} .\n" for text in divergent)
    store.load(lines, format=ox.RdfFormat.N_QUADS)
    return store


def candidates(store: ox.Store, shapes: Sequence[Any], has_divergent: bool) -> Candidates:
    """Return the constraint checks that some node may fail, with these nodes."""
    deriver = Deriver(cache(lambda name: _classes(store, name)), has_divergent)
    checks = [check for shape in shapes for check in _candidate_queries(shape, deriver)]
    with ThreadPoolExecutor(2) as pool:
        node_sets = pool.map(lambda check: _candidate_nodes(store, *check[1:]), checks)
        pairs = zip(checks, node_sets, strict=True)
        return [(check, nodes) for (check, *_), nodes in pairs if nodes]


def _by_shape(checks: Candidates) -> Focus:
    focus: Focus = {}
    for check, nodes in checks:
        focus.setdefault(check.shape, set()).update(nodes)
    return focus


def _classes(store: ox.Store, name: str) -> tuple[str, ...]:
    """Return a class with those subclasses that have an instance not typed with the class itself.

    Where entailment has run, no subclass is left, and the query needs no VALUES clause.
    """
    rows = _rows(store, f"SELECT DISTINCT ?class {{ ?class {SUBCLASS}* {name} }}")
    below = sorted({str(row["class"]) for row in rows} - {name})
    lacking = f"?node {TYPE} {{0}} FILTER(!EXISTS {{{{ ?node {TYPE} {name} }}}})"
    return (name, *(sub for sub in below if store.query(f"ASK {{ {lacking.format(sub)} }}")))


def _candidate_queries(
    shape: Any, deriver: Deriver
) -> Iterator[tuple[ConstraintCheck, tuple[str, ...], Nodes]]:
    """Yield the checks of a shape that a node may fail, with queries for the nodes, and nodes."""
    target = targets(shape, deriver.classes)
    has_target = target.patterns or target.nodes
    for check in constraint_checks(shape) if has_target else ():
        # A candidate is every node that does not surely pass: one too many costs time, one too
        # few would let a violation through.
        fails = no(check.verdict(deriver).passes)
        if fails != "false":
            queries = tuple(_query(pattern, fails) for pattern in target.patterns)
            yield check, queries, set(target.nodes)


def _query(pattern: str, condition: str) -> str:
    return f"SELECT DISTINCT ?this {{ {pattern} FILTER({condition}) }}"


def _candidate_nodes(store: ox.Store, queries: Sequence[str], nodes: Nodes) -> Nodes:
    return nodes.union(*({row["this"] for row in _rows(store, query)} for query in queries))


def _rows(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    solutions = store.query(query)
    if isinstance(solutions, ox.QuerySolutions):
        yield from solutions


def _excerpt(n_triples: bytes, store: ox.Store, focus: Focus) -> rdflib.Graph:
    """Return the excerpt that pySHACL reads to validate candidates.

    rdflib parses slowly and takes much memory, so it gets only the triples that the constraints
    of a shape can read at its candidates: all its constraints, since pySHACL runs shapes whole.
    """
    dependencies = Dependencies(store)
    for shape, nodes in focus.items():
        terms = {_as_engine(node) for node in nodes}
        for check in constraint_checks(shape):
            check.add_dependencies(dependencies, terms)
    data = rdflib.Graph()
    return data.parse(data=dependencies.excerpt(n_triples), format="nt") if focus else data


def _as_engine(node: Any) -> Any:
    """Return a node of a shape as an engine term; a blank node of the shapes is not in the data."""
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(node)
    if isinstance(node, rdflib.Literal):
        return next(parse_literals([to_n_triples(node)]))
    return ox.NamedNode("urn:none") if isinstance(node, rdflib.BNode) else node


def _as_rdflib(node: Any, divergent: DivergentLiterals) -> Iterator[rdflib.term.Node]:
    """Yield the nodes that the engine stores as one; a divergent literal may be several."""
    if isinstance(node, rdflib.term.Node):
        yield node
    elif isinstance(node, ox.NamedNode):
        yield rdflib.URIRef(node.value)
    else:
        yield from divergent.get(str(node), (as_rdflib(node),))
