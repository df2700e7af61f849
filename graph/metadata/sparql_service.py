"""SPARQL 1.1 Service Description of the endpoint: languages, formats, dataset and counts.

It is written with the release, as Turtle that names the endpoint by the reference `/sparql`: who
reads it at an address gets that address, and no header of a request has a say in it.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from graph.metadata.statistics import Statistics
from graph.metadata.void import parts, totals
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.rdf.quads import iri, literal
from graph.rdf.turtle import NAMESPACES, Statement, rewrite, to_turtle
from graph.release.release import Release
from ontology import BASE, Unavailable
from ontology.namespaces import DCAT, RDF_TYPE, RDFS, VOID, XSD

__all__ = ["SERVICE", "describe_service", "service_description"]

SERVICE: Final = "service.ttl"
PATH: Final = "/sparql"
HOST: Final = "http://endpoint.invalid"
"""Placeholder host, where a library needs an absolute IRI; the domain `.invalid` never exists."""

MOST_GRAPHS: Final = 1_000
SD: Final = NAMESPACES["sd"]
FORMATS: Final = "http://www.w3.org/ns/formats/"
COMMENT: Final = RDFS + "comment"
SIMPLE: Final = "http://www.w3.org/ns/entailment/Simple"

FORMAT_NAMES: Final = {
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "jsonld": "JSON-LD",
    "rdf": "RDF_XML",
}
"""Source: W3C, Unique URIs for File Formats."""


def describe_service(name: str, counts: Statistics, base: str = BASE) -> bytes:
    """Return `service.ttl`: the service, its default dataset, and the counts by class and property.

    Of very many named graphs only the largest are named, so that a client can always take it in.
    The counts let a federated client estimate what a pattern will find.
    Source: SPARQL 1.1 Service Description, sections 2 and 3.
    """
    release = f"{base}release/{name}"
    statements = (
        *_service(release),
        *_default_dataset(counts),
        (release, RDF_TYPE, iri(VOID + "Dataset")),
        (release, VOID + "sparqlEndpoint", iri(HOST + PATH)),
        *totals(release, counts),
        *parts(release, counts),
    )
    return to_turtle(statements).replace(HOST.encode(), b"")


def service_description(
    release: Release, format_: Format, endpoint: str = "", limits: str = "", base: str = BASE
) -> bytes:
    """Return the service description of a release in a format of graphs.

    Where the `endpoint` is not known, it is a reference, to be resolved by the client; N-Triples
    and N-Quads know none, so they name it below the base. `limits` says what bounds a query.
    Raises `Unavailable` for a release without one.
    Complexity: linear in the file, which is bounded whatever the release.
    Source: SPARQL 1.1 Service Description, section 2; RFC 3986, section 5.1.3.
    """
    written = _written(release) + _comment(limits)
    public = f"{base}sparql" if format_.name in ("nt", "nq") else PATH
    address = (endpoint or public).encode()
    if format_.name == "ttl":
        return written.replace(f"<{PATH}".encode(), b"<" + address)
    whole = rewrite(written, format_.name, HOST)
    return whole.replace((HOST + PATH).encode(), address)


def _service(release: str) -> Iterator[Statement]:
    service = HOST + PATH
    yield service, RDF_TYPE, iri(SD + "Service")
    yield service, SD + "endpoint", iri(service)
    yield service, SD + "supportedLanguage", iri(SD + "SPARQL11Query")
    yield service, SD + "feature", iri(SD + "UnionDefaultGraph")
    yield service, SD + "defaultEntailmentRegime", iri(SIMPLE)
    yield service, SD + "defaultDataset", iri(f"{service}#default-dataset")
    for format_ in (*RESULT_FORMATS, *GRAPH_FORMATS):
        yield service, SD + "resultFormat", iri(FORMATS + FORMAT_NAMES[format_.name])
    yield service, RDF_TYPE, iri(DCAT + "DataService")
    yield service, DCAT + "endpointURL", iri(service)
    yield service, DCAT + "servesDataset", iri(release)


def _default_dataset(counts: Statistics) -> Iterator[Statement]:
    dataset, graph = f"{HOST}{PATH}#default-dataset", f"{HOST}{PATH}#default-graph"
    yield dataset, RDF_TYPE, iri(SD + "Dataset")
    yield dataset, SD + "defaultGraph", iri(graph)
    yield graph, RDF_TYPE, iri(SD + "Graph")
    yield graph, VOID + "triples", literal(str(counts.triples), XSD + "integer")
    named = sorted(counts.graphs, key=lambda name: (-counts.graphs[name], name))
    yield from _named_graphs(dataset, named[:MOST_GRAPHS])
    if len(named) > MOST_GRAPHS:
        yield dataset, COMMENT, literal(_left_out(len(named)), language="en")


def _named_graphs(dataset: str, names: Iterable[str]) -> Iterator[Statement]:
    for name in names:
        yield dataset, SD + "namedGraph", name
        yield name[1:-1], RDF_TYPE, iri(SD + "NamedGraph")
        yield name[1:-1], SD + "name", name


def _left_out(count: int) -> str:
    return (
        f"There are {count:,} named graphs; the {MOST_GRAPHS:,} largest are listed here. For all: "
        "SELECT DISTINCT ?graph { GRAPH ?graph { } }"
    )


def _written(release: Release) -> bytes:
    path = release.folder / SERVICE
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(f"{path}: cannot be read: {error.strerror}: build again") from error


def _comment(limits: str) -> bytes:
    if not limits:
        return b""
    return f"<{PATH}> {iri(COMMENT)} {literal(limits, language='en')} .\n".encode()
