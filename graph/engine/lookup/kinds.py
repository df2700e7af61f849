"""The kinds of look-up: names of nodes, what is said of, around or near them, and by whom."""

from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import chain
from typing import Final

from graph.engine.lookup.by_query import ByQuery
from graph.engine.lookup.result import Found, Quads
from graph.rdf.quads import Quad
from graph.rdf.terms import LABEL
from ontology import JG
from ontology.namespaces import FOAF

__all__ = ["COUNTED", "LOOKUPS", "labelled", "named"]

COUNTED: Final = 100_000
"""So many of the statements that name a thing are counted; where there are more, it says so."""
SHOWN: Final = 100
"""So many statements that name a thing are given of each property; of relations, `WEIGHTIEST`."""
WEIGHTIEST: Final = 5
RELATED: Final = JG + "issue"
CLOSE: Final = (FOAF + "primaryTopic", RELATED)
"""By these properties the graph of a record and the relations of an issue name it."""


def _names(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Find what nodes are called."""
    return Found(reader.names(nodes), {})


def _said(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Find the statements about nodes and about their nested nodes, and no others."""
    return Found(_statements(reader, nodes), {})


def _around(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Find what is said about nodes and their nested nodes, with the names of all."""
    said = _statements(reader, nodes)
    return Found(said | reader.names(named(said) - labelled(said)), {})


def _near(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Find what the description of one thing holds: what is said, what names it, and names.

    Of its graph, and of an issue its weightiest relations, it holds what is said too.
    """
    (thing,) = nodes
    namers = _namers(reader, thing)
    counts = {name: count for name, (count, _) in sorted(namers.items()) if count}
    naming = {quad for _, found in namers.values() for quad in found}
    close = {quad[1][1:-1] for quad in naming if quad[2][1:-1] in CLOSE}
    nested = {quad[1][1:-1] for quad in naming if _is_nested(quad[1])}
    said = naming | _statements(reader, {thing, *close}) | reader.owners(nested)
    return Found(said | reader.names(named(said) - labelled(said)), counts)


def _stated(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Find which graphs state a thing, with what is said of them, and names."""
    (thing,) = nodes
    graphs = reader.graphs(thing)
    said = reader.statements(graphs)
    return Found(said | reader.names(named(said) - labelled(said)), graphs)


LOOKUPS: Final[Mapping[str, Callable[[ByQuery, Iterable[str]], Found]]] = {
    "names": _names,
    "said": _said,
    "around": _around,
    "near": _near,
    "stated": _stated,
}


def _namers(reader: ByQuery, thing: str) -> dict[str, tuple[int, Quads]]:
    """Return, for each property that leads to a thing, how often, and some of those it leads from.

    Where these are few, one look finds them all.
    """
    few = reader.naming(thing)
    if few is None:
        return _many_namers(reader, thing)
    some = {name: set(sorted(quads)[:SHOWN]) for name, quads in few.items()}
    if len(some.get(RELATED, ())) > WEIGHTIEST:
        some[RELATED] = reader.relations(thing)
    return {name: (len(few[name]), quads) for name, quads in some.items()}


def _many_namers(reader: ByQuery, thing: str) -> dict[str, tuple[int, Quads]]:
    """Do so for what is named often; what is close is found also where a count was cut."""
    counts = reader.counts(thing)
    properties = {*counts, *CLOSE} if sum(counts.values()) >= COUNTED else {*counts}
    some = {name: _some(reader, thing, name) for name in properties}
    return {name: (counts.get(name, len(found)), found) for name, found in some.items()}


def _some(reader: ByQuery, thing: str, property_: str) -> Quads:
    """Return some statements by which a thing is named; of relations the weightiest."""
    return reader.relations(thing) if property_ == RELATED else reader.namers(thing, property_)


def _statements(reader: ByQuery, nodes: Iterable[str]) -> Quads:
    """Return what is said about nodes, and about the nested nodes of each, at any depth."""
    roots = set(nodes)
    waiting, known, found = roots, set(roots), Quads()
    while waiting:
        new = reader.statements(waiting)
        found |= new
        ends = {quad[3][1:-1] for quad in new if quad[3].startswith("<") and "#" in quad[3]}
        waiting = {node for node in ends - known if node.partition("#")[0] in roots}
        known |= waiting
    return found


def _is_nested(node: str) -> bool:
    return "#" in node and "/id/" in node


def named(quads: Collection[Quad]) -> set[str]:
    """Return every IRI that stands in statements, and the records whose nested nodes do."""
    _, *columns = zip(*quads, strict=True) if quads else ((),)
    terms = {term[1:-1] for term in {*chain.from_iterable(columns)} if term[0] == "<"}
    return terms | {term.partition("#")[0] for term in terms if _is_nested(term)}


def labelled(quads: Iterable[Quad]) -> set[str]:
    """Return the IRIs that have a label among statements already: all that is said of them."""
    return {quad[1][1:-1] for quad in quads if quad[2] == LABEL}
