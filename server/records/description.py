"""Bounded description of a resource (CBD with incoming links): one small graph for all formats."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from graph.engine.base import Engine
from graph.engine.lookup.kinds import COUNTED, named
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.grouped import Nodes, grouped, joined, ungrouped
from graph.rdf.quads import Quad, from_engine, iri, literal, plain
from ontology import PREFIXES
from ontology.namespaces import FOAF, RDF_TYPE, RDFS_LABEL, VOID, XSD
from server.records.view import Link
from server.web.site import query_text

__all__ = [
    "Description",
    "around",
    "describe",
    "describe_issue",
    "labels_of",
    "statements_about",
]

N_TRIPLES: Final = GRAPH_FORMATS[1]


@dataclass(frozen=True)
class Description:
    """Statements about a resource, and the number of incoming links by property.

    `is_part` is whether it has only what the page of an issue shows, without relations.
    """

    iri: str
    nodes: Nodes
    counts: Mapping[str, int]
    is_part: bool = False

    @cached_property
    def quads(self) -> frozenset[Quad]:
        """Return all statements as quads, without their graphs."""
        return frozenset(ungrouped(self.nodes))

    @cached_property
    def names(self) -> dict[str, dict[str, Link]]:
        """Return the labels that readers have found so far, by language and IRI."""
        return {}

    @cached_property
    def naming(self) -> dict[str, list[str]]:
        """Return the nodes that name the resource, by property, in order."""
        this, naming = iri(self.iri), dict[str, list[str]]()
        for node in sorted(self.nodes):
            for name, values in self.nodes[node].items():
                if this in values:
                    naming.setdefault(name, []).append(node)
        return naming

    def values(self, property_: str) -> list[str]:
        """Return the values of a property of the resource, as plain text."""
        return [plain(value) for value in self.nodes.get(self.iri, {}).get(property_, [])]


def describe(engine: Engine, thing: str, document: str = "", whole: str = "") -> Description:
    """Return the description of a resource; without statements if the graph has none.

    These are the statements about the thing and about its nested nodes; those that name it, counted
    and at most 100 by each property, with the records that contain them; its graph and, of an
    issue, its five weightiest relations; and the names of all that is named. `document` is where
    this is read, if not at the thing's own address; `whole` names a query for all of a document of
    many things.
    Complexity: one look-up, linear in the statements given, and a look at each of the first 100,000
    statements that name the thing.
    Source: Cool URIs for the Semantic Web, section 4; concise bounded descriptions, widened.
    """
    nodes, counts = engine.look_up("near", [thing])
    if whole:
        nodes = joined(nodes, _made(engine, whole))
        nodes = joined(nodes, labels_of(engine, nodes))
    if counts:
        nodes = joined(nodes, grouped(_counted(document or thing, thing, counts)))
    return Description(thing, nodes, counts)


def describe_issue(engine: Engine, issue: str) -> Description:
    """Return the part of the description of an issue that its page shows, without its relations.

    Complexity: one look-up, linear in the statements given.
    """
    return Description(issue, engine.look_up("issue", [issue]).nodes, {}, is_part=True)


def around(engine: Engine, nodes: Iterable[str]) -> Nodes:
    """Return the statements about some nodes and their nested nodes, with labels."""
    return engine.look_up("around", nodes).nodes


def statements_about(engine: Engine, thing: str) -> Nodes:
    """Return the statements about a resource and its nested nodes only."""
    return engine.look_up("said", [thing]).nodes


def labels_of(engine: Engine, nodes: Nodes) -> Nodes:
    """Return the labels of all resources in statements."""
    return engine.look_up("names", named(nodes)).nodes


def _made(engine: Engine, query: str) -> Nodes:
    n_triples = engine.query(query_text(query), N_TRIPLES).read()
    return grouped(from_engine(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)))


def _counted(document: str, thing: str, counts: Mapping[str, int]) -> Iterator[Quad]:
    """Yield the number of statements that name a resource, in total and by property.

    They are a dataset of their own, of which this document shows a part.
    Source: VoID, sections 4.5 and 4.6.
    """
    total = sum(counts.values())
    whole = f"{document}{'/' if '#' in document else '#'}named_by"
    label = "At least these" if total >= COUNTED else "All"
    yield _quad(whole, RDF_TYPE, iri(VOID + "Dataset"))
    yield _quad(whole, FOAF + "topic", iri(thing))
    yield _quad(whole, RDFS_LABEL, literal(f"{label} statements that name this", "", "en"))
    yield _quad(whole, VOID + "triples", _integer(total))
    for property_, count in counts.items():
        part = f"{whole}_{_short(property_)}"
        yield _quad(whole, VOID + "propertyPartition", iri(part))
        yield _quad(part, VOID + "property", iri(property_))
        yield _quad(part, VOID + "triples", _integer(count))


def _short(property_: str) -> str:
    """Return a unique name of a property, usable in a fragment."""
    for prefix, namespace in PREFIXES.items():
        if property_.startswith(namespace):
            return quote(f"{prefix}_{property_.removeprefix(namespace)}", safe="")
    return quote(property_, safe="")


def _quad(subject: str, predicate: str, object_: str) -> Quad:
    return "", iri(subject), iri(predicate), object_


def _integer(count: int) -> str:
    return literal(str(count), XSD + "integer")
