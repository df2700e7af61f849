"""The cases of the W3C SPARQL 1.1 suite, as its manifests list them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.collection import Collection
from rdflib.term import Node

SUITE: Final = Path(__file__).parents[3] / "shared" / "w3c" / "sparql11"
HOME: Final = "https://w3c.github.io/rdf-tests/sparql/sparql11/"
MF: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT: Final = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")

needs_suite = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C suites are not at ../shared")


@dataclass(frozen=True)
class Case:
    """A query, the data it is asked of, and its result; files by their addresses on W3C's site."""

    name: str
    kind: str
    query: str
    data: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    result: str = ""

    @property
    def text(self) -> str:
        """Return the query as its file holds it."""
        return path(self.query).read_bytes().decode("utf-8")


def groups() -> list[str]:
    """Return the names of the suite's folders; none where the suite is not there."""
    return sorted(found.parent.name for found in SUITE.glob("*/manifest.ttl"))


@cache
def manifest(group: str) -> Graph:
    """Return what a group says of its cases."""
    address = f"{HOME}{group}/manifest.ttl"
    return Graph().parse(path(address), format="turtle", publicID=address)


def entries(group: str) -> Iterator[tuple[str, Node]]:
    """Yield name and node of each case of a group, in its order."""
    graph = manifest(group)
    for head in graph.objects(None, MF.entries):
        for entry in Collection(graph, head):
            yield f"{group}/{str(entry).rpartition('#')[2]}", entry


def query_cases() -> list[Case]:
    """Return the cases of evaluation and of syntax, of all groups."""
    asking = [group for group in groups() if group not in ("protocol", "service-description")]
    return [_case(group, *entry) for group in asking for entry in entries(group)]


def _case(group: str, name: str, entry: Node) -> Case:
    graph = manifest(group)
    action = graph.value(entry, MF.action)
    query = graph.value(action, QT.query)
    return Case(
        name,
        str(graph.value(entry, RDF.type)).removeprefix(MF),
        str(query or action),
        _addresses(graph.objects(action, QT.data)),
        _addresses(graph.objects(action, QT.graphData)),
        str(graph.value(entry, MF.result) or ""),
    )


def _addresses(nodes: Iterable[Node]) -> tuple[str, ...]:
    return tuple(sorted(str(node) for node in nodes))


def path(address: str) -> Path:
    """Return the file of the suite that has an address.

    >>> path(f"{HOME}bind/data.ttl").relative_to(SUITE).as_posix()
    'bind/data.ttl'
    """
    return SUITE / address.removeprefix(HOME)


def statements(address: str, graph: str = "") -> list[ox.Quad]:
    """Return what a data file states, in a graph of a name; its blank nodes are its own."""
    file = path(address)
    format_ = ox.RdfFormat.from_extension(file.suffix[1:])
    name = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    found = ox.parse(path=file, format=format_, base_iri=address, rename_blank_nodes=True)
    return [ox.Quad(quad.subject, quad.predicate, quad.object, name) for quad in found]
