"""Named graphs that state a resource: activity, licence, day and sources."""

from dataclasses import dataclass

from graph.engine.base import Engine
from ontology.namespaces import DCTERMS, PROV, RDFS_LABEL
from server.languages.current import gettext
from server.records.description import Description
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["Stated", "stated"]


@dataclass(frozen=True)
class Stated:
    """A named graph about a resource: its day, activity, licence and sources."""

    graph: Link
    modified: str
    activity: Link
    licence: str
    sources: tuple[Link, ...]


def stated(engine: Engine, thing: str) -> list[Stated]:
    """Return the named graphs about a resource, by name.

    Complexity: one look-up for the graphs of one thing.
    Source: PROV-O, sections 3.1 and 3.3.
    """
    graphs = engine.look_up("stated", [thing])
    reader = Reader(Description(thing, graphs.nodes, {}))
    return [_stated(reader, graph) for graph in sorted(graphs.counts)]


def _stated(reader: Reader, graph: str) -> Stated:
    def first(property_: str) -> Link:
        return next(iter(reader.links(graph, property_)), Link(""))

    return Stated(
        reader.name(graph)
        if reader.values(graph, RDFS_LABEL)
        else Link(gettext("the data of this record"), graph),
        first(DCTERMS + "modified").text,
        first(PROV + "wasGeneratedBy"),
        first(DCTERMS + "license").iri,
        tuple(reader.links(graph, PROV + "wasDerivedFrom")),
    )
