"""Runs the two phases of the gate: candidate queries on Oxigraph, then pySHACL on an excerpt."""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, Final

import pyoxigraph as ox
import rdflib
from pyshacl import Validator
from pyshacl.graph_abstraction import DataGraph
from rdflib.namespace import RDF, RDFS

from shapes.gate.constraints import Duty, duties, targets
from shapes.gate.dependencies import Nodes, Reach
from shapes.gate.deriver import STRANGE, Deriver
from shapes.gate.literals import Strange, as_rdflib, parsed, strange_literals, text_of
from shapes.gate.verdict import no

__all__ = ["judge", "suspects"]

SUBCLASS, TYPE = RDFS.subClassOf.n3(), RDF.type.n3()
LISTED: Final = ox.NamedNode("urn:literal")
BLANK: Final = re.compile(rb"(?:^| )_:", re.MULTILINE)
"""A blank node, or a text that looks like one."""
Suspects = list[tuple[Duty, Nodes]]


def judge(n_triples: bytes, shapes: rdflib.Graph) -> rdflib.Graph:
    """Return the SHACL report on a graph, as pySHACL gives it.

    The document has one triple a line, with single spaces, as canonical N-Triples are written.
    Complexity: a few set queries for each constraint, then as pySHACL at what may fail.
    Source: SHACL, section 3.4; the shapes are pySHACL's, and so is every result.

    >>> len(judge(b"", rdflib.Graph()))
    2
    """
    strange = strange_literals(n_triples)
    store = _loaded(n_triples, strange)
    validator = Validator(DataGraph.from_rdflib(rdflib.Graph()), shacl_graph=shapes, options={})
    found = suspects(store, validator.shacl_graph.shapes, bool(strange))
    data, names = _excerpt(n_triples, store, found)
    executor = validator.make_executor()
    results = []
    for duty, nodes in found:
        focus = {one for node in nodes for one in _as_rdflib(node, names, strange)}
        results += duty.results(executor, data, focus)
    conforms = not results
    report: rdflib.Graph
    report, _ = Validator.create_validation_report(validator.shacl_graph, conforms, results)
    return report


def _loaded(n_triples: bytes, strange: Strange) -> ox.Store:
    """Load triples with their own names for blank nodes, and strange literals in a graph."""
    store = ox.Store()
    if BLANK.search(n_triples):  # which only this way keep their names, at half the speed
        store.bulk_extend(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES))
    else:
        store.bulk_load(n_triples, format=ox.RdfFormat.N_TRIPLES)
    lines = "".join(f"<urn:store> <{LISTED.value}> {text} {STRANGE} .\n" for text in strange)
    store.load(lines, format=ox.RdfFormat.N_QUADS)
    return store


def suspects(store: ox.Store, shapes: Sequence[Any], with_strange: bool) -> Suspects:
    """Return the duties that some node may fail, with these nodes."""
    deriver = Deriver(cache(lambda name: _classes(store, name)), with_strange)
    asked = [one for shape in shapes for one in _asked(shape, deriver)]
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda one: _answered(store, *one[1:]), asked)
        return [(duty, nodes) for (duty, *_), nodes in zip(asked, found, strict=True) if nodes]


def _classes(store: ox.Store, name: str) -> tuple[str, ...]:
    """Return a class, and what is below it where an instance of that is not stated to be one."""
    below = _rows(store, f"SELECT DISTINCT ?class {{ ?class {SUBCLASS}* {name} }}")
    more = sorted({str(row["class"]) for row in below} - {name})
    lacking = f"?one {TYPE} {{0}} FILTER(!EXISTS {{{{ ?one {TYPE} {name} }}}})"
    return (name, *(one for one in more if store.query(f"ASK {{ {lacking.format(one)} }}")))


def _asked(shape: Any, deriver: Deriver) -> Iterator[tuple[Duty, tuple[str, ...], Nodes]]:
    """Yield the duties of a shape that a node may fail, with queries and nodes to name these."""
    where = targets(shape, deriver)
    for duty in duties(shape):
        fails = no(duty.verdict(deriver).passes)
        if fails != "false":
            yield duty, tuple(_query(one, fails) for one in where.patterns), set(where.nodes)


def _query(pattern: str, condition: str) -> str:
    return f"SELECT DISTINCT ?this {{ {pattern} FILTER({condition}) }}"


def _answered(store: ox.Store, queries: Sequence[str], nodes: Nodes) -> Nodes:
    return nodes.union(*({row["this"] for row in _rows(store, query)} for query in queries))


def _rows(store: ox.Store, query: str) -> Iterator[ox.QuerySolution]:
    found = store.query(query)
    if isinstance(found, ox.QuerySolutions):
        yield from found


def _excerpt(
    n_triples: bytes, store: ox.Store, found: Suspects
) -> tuple[rdflib.Graph, dict[str, rdflib.BNode]]:
    """Return what pySHACL reads to judge the suspects, and the names of blank nodes in it."""
    reach = Reach(store)
    for duty, nodes in found:
        duty.reach(reach, {_as_engine(node) for node in nodes})
    names: dict[str, rdflib.BNode] = {}
    data = rdflib.Graph()
    if found:
        data.parse(data=reach.excerpt(n_triples), format="nt", bnode_context=names)
    return data, names


def _as_engine(node: Any) -> Any:
    """Return a node that a shape names as the engine's; a blank one is no node of the data."""
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(node)
    if isinstance(node, rdflib.Literal):
        return next(parsed([text_of(node)]))
    return ox.NamedNode("urn:none") if isinstance(node, rdflib.BNode) else node


def _as_rdflib(
    node: Any, names: dict[str, rdflib.BNode], strange: Strange
) -> Iterator[rdflib.term.Node]:
    """Yield the nodes of the data that the engine keeps as one; strange literals may be several."""
    if isinstance(node, rdflib.term.Node):
        yield node
    elif isinstance(node, ox.NamedNode):
        yield rdflib.URIRef(node.value)
    elif isinstance(node, ox.BlankNode):
        yield names.setdefault(node.value, rdflib.BNode())
    else:
        yield from strange.get(str(node), (as_rdflib(node),))
