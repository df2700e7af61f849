"""Kinds of look-up: labels, statements, neighbourhood, description and provenance of nodes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import Final

from graph.engine.lookup.by_query import WEIGHTIEST, ByQuery
from graph.engine.lookup.result import Found
from graph.rdf.grouped import Nodes, add, joined
from graph.rdf.quads import iri
from ontology import JG
from ontology.namespaces import FOAF, RDFS_LABEL

__all__ = ["COUNTED", "LOOKUPS", "labelled", "named"]

COUNTED: Final = 100_000
"""Incoming statements are counted up to this number; beyond, the page says "at least"."""
SHOWN: Final = 100
"""Most incoming statements shown of each property; of relations, `WEIGHTIEST`."""
RELATED: Final = JG + "issue"
CLOSE: Final = (FOAF + "primaryTopic", RELATED)
"""By these properties the graph of a record and the relations of an issue name it."""
OF_ISSUE: Final = (
    FOAF + "primaryTopic",
    *(JG + name for name in ("countedAs", "matched", "matchedWith")),
)
"""By these properties its graph, the other records of an issue and their matches name it."""


def _names(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the labels of nodes."""
    return Found(reader.names(nodes), {})


def _said(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the statements about nodes and their nested nodes."""
    return Found(_statements(reader, nodes), {})


def _around(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the statements about nodes and their nested nodes, with all labels."""
    return Found(_with_names(reader, _statements(reader, nodes)), {})


def _near(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the description of one thing: statements about it, incoming ones, and labels.

    It includes the statements about its named graph, and about an issue's top relations.
    """
    (thing,) = nodes
    namers = _namers(reader, thing)
    counts = {name: count for name, (count, _) in sorted(namers.items()) if count}
    close = {one for name in CLOSE if name in namers for one in namers[name][1]}
    said = _statements(reader, {thing, *close})
    for name, (_, found) in namers.items():
        for one in found:
            add(said, one, name, iri(thing))
    nested = {one for _, found in namers.values() for one in found if _is_nested(one)}
    return Found(_with_names(reader, joined(said, reader.owners(nested))), counts)


def _issue(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up what the page of an issue shows of it, with labels: its statements and its graph.

    It includes the other records that report it, and their matches; not its relations, nor the
    many words that name it.
    """
    (thing,) = nodes
    namers = reader.named_by(thing, OF_ISSUE)
    said = _statements(reader, {thing, *namers[CLOSE[0]]})
    for name, found in namers.items():
        for one in found:
            add(said, one, name, iri(thing))
    return Found(_with_names(reader, said), {})


def _stated(reader: ByQuery, nodes: Iterable[str]) -> Found:
    """Look up the provenance of a thing: its named graphs, statements about them, and labels."""
    (thing,) = nodes
    graphs = reader.graphs(thing)
    return Found(_with_names(reader, reader.statements(graphs)), graphs)


def _with_names(reader: ByQuery, nodes: Nodes) -> Nodes:
    return joined(nodes, reader.names(named(nodes) - labelled(nodes)))


LOOKUPS: Final[Mapping[str, Callable[[ByQuery, Iterable[str]], Found]]] = {
    "names": _names,
    "said": _said,
    "around": _around,
    "near": _near,
    "issue": _issue,
    "stated": _stated,
}


def _namers(reader: ByQuery, thing: str) -> dict[str, tuple[int, set[str]]]:
    """Return, for each incoming property, the number of statements and some of their subjects.

    Where these are few, one look-up returns them all.
    """
    few = reader.naming(thing)
    if few is None:
        return _many_namers(reader, thing)
    some = {name: {*sorted(found, key=iri)[:SHOWN]} for name, found in few.items()}
    if len(some.get(RELATED, ())) > WEIGHTIEST:
        some[RELATED] = reader.relations(thing)
    return {name: (len(few[name]), found) for name, found in some.items()}


def _many_namers(reader: ByQuery, thing: str) -> dict[str, tuple[int, set[str]]]:
    """Return the same for many incoming statements; `CLOSE` properties are always included."""
    counts = reader.counts(thing)
    properties = {*counts, *CLOSE} if sum(counts.values()) >= COUNTED else {*counts}
    some = {name: _some(reader, thing, name) for name in properties}
    return {name: (counts.get(name, len(found)), found) for name, found in some.items()}


def _some(reader: ByQuery, thing: str, property_: str) -> set[str]:
    """Return some of what names a thing by a property; of relations those of highest score."""
    return reader.relations(thing) if property_ == RELATED else reader.namers(thing, property_)


def _statements(reader: ByQuery, nodes: Iterable[str]) -> Nodes:
    """Return the statements about nodes, and about their nested nodes at any depth."""
    roots = set(nodes)
    waiting, known, found = roots, set(roots), Nodes()
    while waiting:
        new = reader.statements(waiting)
        found |= new
        ends = {value[1:-1] for value in _values(new) if "#" in value and value[0] == "<"}
        waiting = {node for node in ends - known if node.partition("#")[0] in roots}
        known |= waiting
    return found


def _values(nodes: Nodes) -> Iterator[str]:
    """Return the values of all statements; of several statements several times."""
    properties = chain.from_iterable(one.values() for one in nodes.values())
    return chain.from_iterable(properties)


def _is_nested(node: str) -> bool:
    return "#" in node and "/id/" in node


def named(nodes: Nodes) -> set[str]:
    """Return every IRI in statements, and the records of nested nodes."""
    found = {value[1:-1] for value in _values(nodes) if value[0] == "<"}
    found.update(nodes, *nodes.values())
    found.update([one.partition("#")[0] for one in found if _is_nested(one)])
    return found


def labelled(nodes: Nodes) -> set[str]:
    """Return the subjects that have a label among the statements."""
    return {node for node, properties in nodes.items() if RDFS_LABEL in properties}
