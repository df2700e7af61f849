"""PROV-O provenance of each named graph: sources, activity, licence and day of change.

Statements of a record rest on its sources; a nested node that names its own sources rests on those.
So the graph of a record is derived from the sources of its direct statements.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.rdf.quads import Quad, iri, literal
from graph.rdf.terms import LABEL, LICENCE, SOURCE, TYPE
from graph.reading.record import Origin, Record
from ontology import OURS, Project, record_iri
from ontology.namespaces import DCTERMS, FOAF, PROV, RDF_TYPE, XSD

__all__ = ["PROVENANCE", "provenance"]

PROVENANCE: Final = "graph/provenance"
CURATION: Final = "activity/curation"


def provenance(records: Iterable[Record], project: Project = OURS) -> Iterator[Quad]:
    """Yield the provenance of every record's named graph, and of the provenance graph itself.

    Statements of a record about itself (its day of change) are moved here. An imported set
    is described once, as one graph.
    Source: PROV-O, sections 3.1 and 3.3.
    """
    base = project.base
    graph = iri(base + PROVENANCE)
    yield from _itself(graph, project.licence)
    yield from _curation(graph, base)
    origins: dict[str, Origin] = {}
    for record in records:
        if record.origin:
            origins.setdefault(record.graph, record.origin)
            continue
        for predicate, object_ in _description(record, project):
            yield graph, iri(record.graph), iri(predicate), object_
    for origin in origins.values():
        yield from ((graph, *triple) for triple in _imported(origin, base))


def _imported(origin: Origin, base: str) -> Iterator[tuple[str, str, str]]:
    """Yield the provenance of an imported set: its snapshot, day and licence."""
    graph, activity = iri(origin.graph), iri(f"{base}activity/import-{origin.source}")
    label = literal(f"Import: {origin.title}", language="en")
    source = iri(record_iri("source", origin.source, base))
    day = literal(origin.retrieved, XSD + "date")
    yield activity, TYPE, iri(PROV + "Activity")
    yield activity, LABEL, label
    yield activity, iri(PROV + "used"), source
    yield graph, TYPE, iri(PROV + "Entity")
    yield graph, LABEL, literal(f"Records: {origin.title}", language="en")
    yield graph, LICENCE, iri(origin.licence)
    yield graph, iri(DCTERMS + "rights"), literal(origin.attribution, language="en")
    yield graph, iri(DCTERMS + "identifier"), literal(origin.snapshot)
    yield graph, iri(DCTERMS + "modified"), day
    yield graph, iri(PROV + "wasDerivedFrom"), source
    yield graph, iri(PROV + "wasGeneratedBy"), activity


def _itself(graph: str, licence: str) -> Iterator[Quad]:
    label = literal("Where the statements of each named graph are from", language="en")
    yield graph, graph, TYPE, iri(PROV + "Entity")
    yield graph, graph, LABEL, label
    yield graph, graph, LICENCE, iri(licence)


def _curation(graph: str, base: str) -> Iterator[Quad]:
    activity = iri(base + CURATION)
    label = literal("Curation of records in our own words", language="en")
    yield graph, activity, TYPE, iri(PROV + "Activity")
    yield graph, activity, LABEL, label


def _description(record: Record, project: Project) -> Iterator[tuple[str, str]]:
    yield RDF_TYPE, iri(PROV + "Entity")
    yield FOAF + "primaryTopic", iri(record.iri)
    yield DCTERMS + "license", iri(project.licence)
    yield PROV + "wasGeneratedBy", iri(project.base + CURATION)
    for graph, subject, predicate, object_ in record.quads:
        if not graph:
            yield predicate[1:-1], object_
        elif predicate == SOURCE and "#" not in subject:
            yield PROV + "wasDerivedFrom", object_
