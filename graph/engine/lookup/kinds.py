"""Kinds of look-up: labels, statements, neighbourhood, description and provenance of nodes."""

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from graph.engine.lookup.by_query import ByQuery
from graph.engine.lookup.result import Found, Quads
from graph.rdf.quads import Quad
from graph.rdf.terms import LABEL
from ontology import JG
from ontology.namespaces import FOAF

__all__ = ["COUNTED", "LOOKUPS", "labelled", "named"]

COUNTED: Final = 100_000
"""Incoming statements are counted up to this number; beyond, the page says "at least"."""
SHOWN: Final = 100
"""Most incoming statements shown of each property; of relations, `WEIGHTIEST`."""
WEIGHTIEST: Final = 5
RELATED: Final = JG + "issue"
CLOSE: Final = (FOAF + "primaryTopic", RELATED)
"""By these properties the graph of a record and the relations of an issue name it."""


def _names(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the labels of nodes."""
    return Found(reader.names(nodes), {})


def _said(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the statements about nodes and their nested nodes."""
    return Found(_statements(reader, nodes), {})


def _around(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the statements about nodes and their nested nodes, with all labels."""
    said = _statements(reader, nodes)
    return Found(said | reader.names(named(said) - labelled(said)), {})


def _near(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the description of one thing: statements about it, incoming ones, and labels.

    It includes the statements about its named graph, and about an issue's top relations.
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
    """Look up the provenance of a thing: its named graphs, statements about them, and labels."""
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
    """Return, for each incoming property, the number of statements and some of them.

    Where these are few, one look-up returns them all.
    """
    few = reader.naming(thing)
    if few is None:
        return _many_namers(reader, thing)
    some = {name: set(sorted(quads)[:SHOWN]) for name, quads in few.items()}
    if len(some.get(RELATED, ())) > WEIGHTIEST:
        some[RELATED] = reader.relations(thing)
    return {name: (len(few[name]), quads) for name, quads in some.items()}


def _many_namers(reader: ByQuery, thing: str) -> dict[str, tuple[int, Quads]]:
    """Return the same for many incoming statements; `CLOSE` properties are always included."""
    counts = reader.counts(thing)
    properties = {*counts, *CLOSE} if sum(counts.values()) >= COUNTED else {*counts}
    some = {name: _some(reader, thing, name) for name in properties}
    return {name: (counts.get(name, len(found)), found) for name, found in some.items()}


def _some(reader: ByQuery, thing: str, property_: str) -> Quads:
    """Return some incoming statements of a property; of relations those with the highest score."""
    return reader.relations(thing) if property_ == RELATED else reader.namers(thing, property_)


def _statements(reader: ByQuery, nodes: Iterable[str]) -> Quads:
    """Return the statements about nodes, and about their nested nodes at any depth."""
    roots = set(nodes)
    waiting, known, found = roots, set(roots), Quads()
    while waiting:
        new = reader.statements(waiting)
        found |= new
        ends = {quad[3][1:-1] for quad in new if "#" in quad[3] and quad[3][0] == "<"}
        waiting = {node for node in ends - known if node.partition("#")[0] in roots}
        known |= waiting
    return found


def _is_nested(node: str) -> bool:
    return "#" in node and "/id/" in node


def named(quads: Collection[Quad]) -> set[str]:
    """Return every IRI in statements, and the records of nested nodes."""
    _, subjects, properties, objects = zip(*quads, strict=True) if quads else ((),) * 4
    terms = {*subjects, *properties, *(term for term in objects if term[0] == "<")}
    nested = {term.partition("#")[0] for term in terms if "#" in term and "/id/" in term}
    return {term[1:-1] for term in terms} | {term[1:] for term in nested}


def labelled(quads: Iterable[Quad]) -> set[str]:
    """Return the subjects that have a label among the statements."""
    return {quad[1][1:-1] for quad in quads if quad[2] == LABEL}
