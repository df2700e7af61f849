"""VoID and DCAT descriptions of the dataset: one file a release, one graph in the store.

`void.ttl` describes one release, with its downloads and their checksums. The graph
`{base}graph/description` lies in the store and describes the dataset that all releases are versions
of; it counts what is in the other graphs, since it cannot count itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from graph.files import checksum
from graph.metadata.licences import part_statements, whole_licence
from graph.metadata.query_examples import examples, prefixes
from graph.metadata.statistics import Statistics, statistics
from graph.metadata.void import linksets, parts, schema_parts, totals
from graph.rdf.quads import Quad, iri, literal
from graph.rdf.turtle import NAMESPACES, Statement, to_turtle
from graph.reading.entailment import entail
from graph.release.downloads import DOWNLOADS
from ontology import ONTOLOGY, OURS, Project
from ontology.namespaces import DCAT, DCTERMS, FOAF, PROV, RDF_TYPE, RDFS_LABEL, VOID, XSD

__all__ = ["DESCRIPTION", "describe", "self_description"]

DESCRIPTION: Final = "graph/description"
ACTIVITY: Final = "activity/description"
SPDX: Final = NAMESPACES["spdx"]
IANA: Final = "https://www.iana.org/assignments/media-types/"
PROTOCOL: Final = "https://www.w3.org/TR/sparql11-protocol/"
VCARD: Final = "http://www.w3.org/2006/vcard/ns#"


def self_description(
    quads: Sequence[Quad], figures: Iterable[Quad], project: Project = OURS
) -> list[Quad]:
    """Return the description of a graph as quads in its own named graph, sorted.

    `figures` are what `measured` says of it. Complexity: as `statistics`; what is described grows
    with the vocabulary, not with the data.
    Source: VoID, section 6; PROV-O, section 3.1.
    """
    base = project.base
    dataset, graph = f"{base}dataset", iri(base + DESCRIPTION)
    counts = statistics(quads, project)
    quads_of = [
        (graph, iri(subject), iri(predicate), object_)
        for subject, predicate, object_ in (
            *_provenance(project),
            *_dataset(dataset, counts, project),
            *_service(dataset, counts, project),
            *prefixes(base),
            *examples(base),
        )
    ]
    quads_of.extend(figures)
    return sorted({*quads_of, *entail(quads_of)})


def describe(
    folder: Path,
    name: str,
    counts: Statistics,
    project: Project = OURS,
    further: Iterable[Statement] = (),
) -> bytes:
    """Return `void.ttl`: the release as a VoID dataset and a DCAT 3 dataset with its downloads.

    `further` are more statements about the release.
    Source: VoID, sections 2 and 7.2; DCAT 3, sections 6.6, 6.8 and 11.1.
    """
    dataset = f"{project.base}release/{name}"
    return to_turtle(
        (
            *_dataset(dataset, counts, project),
            *_version(dataset, name, project.base),
            *_service(dataset, counts, project),
            *_distributions(folder, dataset, counts),
            *further,
        )
    )


def _provenance(project: Project) -> Iterator[Statement]:
    graph, activity = project.base + DESCRIPTION, project.base + ACTIVITY
    yield graph, RDF_TYPE, iri(VOID + "DatasetDescription")
    yield graph, RDFS_LABEL, literal("Description of the dataset", language="en")
    yield graph, DCTERMS + "license", iri(project.licence)
    yield graph, PROV + "wasGeneratedBy", iri(activity)
    yield activity, RDF_TYPE, iri(PROV + "Activity")
    yield activity, RDFS_LABEL, literal("Counting of what the other graphs hold", language="en")


def _dataset(dataset: str, counts: Statistics, project: Project) -> Iterator[Statement]:
    yield dataset, RDF_TYPE, iri(DCAT + "Dataset")
    yield dataset, RDF_TYPE, iri(VOID + "Dataset")
    yield dataset, DCTERMS + "title", literal(project.title, language="en")
    yield dataset, DCTERMS + "description", literal(project.description, language="en")
    yield from _publisher(dataset, project)
    yield from part_statements(dataset, counts.parts)
    yield dataset, DCTERMS + "conformsTo", iri(ONTOLOGY)
    if counts.modified:
        yield dataset, DCTERMS + "modified", literal(counts.modified, XSD + "date")
    yield dataset, VOID + "sparqlEndpoint", iri(f"{project.base}sparql")
    yield dataset, VOID + "uriSpace", literal(f"{project.base}id/")
    for say in (totals, parts, schema_parts, linksets):
        yield from say(dataset, counts)


def _publisher(dataset: str, project: Project) -> Iterator[Statement]:
    """Yield publisher and contact of a dataset.

    Source: DCAT 3, sections 6.4.2 (contact point) and 6.4.8 (publisher).
    """
    publisher = f"{project.base}dataset#publisher"
    yield dataset, DCTERMS + "publisher", iri(publisher)
    yield publisher, RDF_TYPE, iri(FOAF + "Agent")
    yield publisher, FOAF + "name", literal(project.publisher)
    if project.contact:
        point = f"{project.base}dataset#contact"
        is_mail = project.contact_address.startswith("mailto:")
        way = VCARD + ("hasEmail" if is_mail else "hasURL")
        yield dataset, DCAT + "contactPoint", iri(point)
        yield point, RDF_TYPE, iri(VCARD + "Kind")
        yield point, VCARD + "fn", literal(project.publisher)
        yield point, way, iri(project.contact_address)


def _version(dataset: str, name: str, base: str) -> Iterator[Statement]:
    document = f"{base}.well-known/void"
    yield document, RDF_TYPE, iri(VOID + "DatasetDescription")
    yield document, FOAF + "primaryTopic", iri(dataset)
    yield dataset, DCAT + "version", literal(name)
    yield dataset, DCAT + "isVersionOf", iri(f"{base}dataset")
    yield f"{base}dataset", RDF_TYPE, iri(DCAT + "Dataset")
    yield f"{base}dataset", DCAT + "hasVersion", iri(dataset)


def _service(dataset: str, counts: Statistics, project: Project) -> Iterator[Statement]:
    base = project.base
    service, part = f"{base}sparql", f"{dataset}#sparql"
    yield dataset, DCAT + "distribution", iri(part)
    yield part, RDF_TYPE, iri(DCAT + "Distribution")
    yield part, DCTERMS + "title", literal("SPARQL endpoint", language="en")
    yield part, DCTERMS + "license", iri(whole_licence(counts.parts))
    yield part, DCAT + "accessURL", iri(service)
    yield part, DCAT + "accessService", iri(service)
    yield service, RDF_TYPE, iri(DCAT + "DataService")
    yield service, DCTERMS + "title", literal(f"SPARQL endpoint of {project.title}", language="en")
    yield service, DCTERMS + "conformsTo", iri(PROTOCOL)
    yield service, DCAT + "endpointURL", iri(service)
    yield service, DCAT + "endpointDescription", iri(service)
    yield service, DCAT + "servesDataset", iri(f"{base}dataset")


def _distributions(folder: Path, dataset: str, counts: Statistics) -> Iterator[Statement]:
    written = [one for one in DOWNLOADS if (folder / one.filename).exists()]
    for download in written:
        for suffix in ("", ".gz"):
            path = folder / f"{download.filename}{suffix}"
            part = f"{dataset}/{path.name}"
            title = f"{download.name}{' (gzip)' if suffix else ''}"
            yield dataset, DCAT + "distribution", iri(part)
            yield dataset, VOID + "dataDump", iri(part)
            yield part, RDF_TYPE, iri(DCAT + "Distribution")
            yield part, DCTERMS + "title", literal(title, language="en")
            yield part, DCTERMS + "license", iri(whole_licence(counts.parts))
            yield part, DCAT + "downloadURL", iri(part)
            yield part, DCAT + "mediaType", iri(IANA + download.media_type)
            if suffix:
                yield part, DCAT + "compressFormat", iri(IANA + "application/gzip")
            yield part, DCAT + "byteSize", _size(path)
            yield from _checksum(part, path)


def _size(path: Path) -> str:
    return literal(str(path.stat().st_size), XSD + "nonNegativeInteger")


def _checksum(part: str, path: Path) -> Iterator[Statement]:
    node = f"{part}#checksum"
    yield part, SPDX + "checksum", iri(node)
    yield node, RDF_TYPE, iri(SPDX + "Checksum")
    yield node, SPDX + "algorithm", iri(SPDX + "checksumAlgorithm_sha256")
    yield node, SPDX + "checksumValue", literal(checksum(path), XSD + "hexBinary")
