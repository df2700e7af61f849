"""Bounded description of a resource (CBD with incoming links): one small graph for all formats."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote

import pyoxigraph as ox

from graph.engine.base import Engine
from graph.engine.lookup.kinds import COUNTED, labelled, named
from graph.rdf.formats import GRAPH_FORMATS
from graph.rdf.quads import Quad, from_engine, iri, literal, plain
from ontology import PREFIXES
from ontology.namespaces import FOAF, RDF_TYPE, RDFS_LABEL, VOID, XSD
from server.records.view import Link
from server.web.site import query_text

__all__ = ["Description", "around", "describe", "labels_of", "statements_about"]

N_TRIPLES: Final = GRAPH_FORMATS[1]


@dataclass(frozen=True)
class Description:
    """Statements about a resource, and the number of incoming links by property."""

    iri: str
    quads: frozenset[Quad]
    counts: Mapping[str, int]

    @cached_property
    def by_subject(self) -> dict[str, dict[str, list[str]]]:
        """Return subject → property → values, as N-Triples terms; the values are in order.

        Subjects and properties are in no order: sorting them would cost more than grouping.
        """
        found: dict[str, dict[str, list[str]]] = {}
        for _, subject, predicate, object_ in self.quads:
            found.setdefault(subject, {}).setdefault(predicate, []).append(object_)
        return {
            subject[1:-1]: {
                name[1:-1]: sorted(values) if values[1:] else values
                for name, values in properties.items()
            }
            for subject, properties in found.items()
        }

    @cached_property
    def names(self) -> dict[str, dict[str, Link]]:
        """Return the labels that readers have found so far, by language and IRI."""
        return {}

    def values(self, property_: str) -> list[str]:
        """Return the values of a property of the resource, as plain text.

        Complexity: one pass over the statements, a tenth of what grouping them takes.
        """
        this, name = iri(self.iri), iri(property_)
        found = [quad[3] for quad in self.quads if quad[1] == this and quad[2] == name]
        return [plain(value) for value in sorted(found)]


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
    quads, counts = engine.look_up("near", [thing])
    if whole:
        quads |= _made(engine, whole)
        quads |= engine.look_up("names", named(quads) - labelled(quads)).quads
    quads |= set(_counted(document or thing, thing, counts)) if counts else set()
    return Description(thing, frozenset(quads), counts)


def around(engine: Engine, nodes: Iterable[str]) -> frozenset[Quad]:
    """Return the statements about some nodes and their nested nodes, with labels."""
    return frozenset(engine.look_up("around", nodes).quads)


def statements_about(engine: Engine, thing: str) -> frozenset[Quad]:
    """Return the statements about a resource and its nested nodes only."""
    return frozenset(engine.look_up("said", [thing]).quads)


def labels_of(engine: Engine, quads: Collection[Quad]) -> frozenset[Quad]:
    """Return the labels of all resources in statements."""
    return frozenset(engine.look_up("names", named(quads)).quads)


def _made(engine: Engine, query: str) -> set[Quad]:
    n_triples = engine.query(query_text(query), N_TRIPLES).read()
    return set(from_engine(ox.parse(n_triples, format=ox.RdfFormat.N_TRIPLES)))


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
