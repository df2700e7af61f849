"""Provenance: what each named graph says, from which sources, under which licence.

Statements of a record rest on its sources; a nested node that names its own sources rests on those.
So the graph of a record is derived from the sources of its direct statements.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.quads import Quad, iri, literal
from graph.record import Record
from ontology import BASE, PREFIXES

__all__ = ["LICENSE", "PROVENANCE", "provenance"]

LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"
PROVENANCE: Final = "graph/provenance"
PROV: Final = PREFIXES["prov"]
TYPE: Final = iri(PREFIXES["rdf"] + "type")
SOURCE: Final = iri(PREFIXES["dcterms"] + "source")
CURATION: Final = "activity/curation"


def provenance(records: Iterable[Record], base: str = BASE) -> Iterator[Quad]:
    """Yield the description of every record's named graph, and of the graph that says so itself.

    What the door read about a record itself (its day of change) is moved here.
    Source: PROV-O, sections 3.1 and 3.3.
    """
    graph = iri(base + PROVENANCE)
    yield from _itself(graph)
    yield from _curation(graph, base)
    for record in records:
        for predicate, object_ in _description(record, base):
            yield graph, iri(record.graph), iri(predicate), object_


def _itself(graph: str) -> Iterator[Quad]:
    label = literal("Where the statements of each named graph are from", language="en")
    yield graph, graph, TYPE, iri(PROV + "Entity")
    yield graph, graph, iri(PREFIXES["rdfs"] + "label"), label
    yield graph, graph, iri(PREFIXES["dcterms"] + "license"), iri(LICENSE)


def _curation(graph: str, base: str) -> Iterator[Quad]:
    activity = iri(base + CURATION)
    label = literal("Curation of records in our own words", language="en")
    yield graph, activity, TYPE, iri(PROV + "Activity")
    yield graph, activity, iri(PREFIXES["rdfs"] + "label"), label


def _description(record: Record, base: str) -> Iterator[tuple[str, str]]:
    yield PREFIXES["rdf"] + "type", iri(PROV + "Entity")
    yield PREFIXES["foaf"] + "primaryTopic", iri(record.iri)
    yield PREFIXES["dcterms"] + "license", iri(LICENSE)
    yield PROV + "wasGeneratedBy", iri(base + CURATION)
    for graph, subject, predicate, object_ in record.quads:
        if not graph:
            yield predicate[1:-1], object_
        elif predicate == SOURCE and "#" not in subject:
            yield PROV + "wasDerivedFrom", object_
