"""The service description, as SPARQL 1.1 Service Description and the W3C's three cases have it."""

import csv
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.term import Node

from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from tests.w3c.protocol import Request, send
from tests.w3c.results import canonical

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
FORMATS = Namespace("http://www.w3.org/ns/formats/")

with (Path(__file__).parent / "service_description.csv").open(encoding="utf-8") as file:
    SCHEMA = {row["property"]: (row["domain"], row["range"]) for row in csv.DictReader(file)}
KNOWN = {
    "EntailmentProfile": ("http://www.w3.org/ns/owl-profile/",),
    "EntailmentRegime": ("http://www.w3.org/ns/entailment/",),
    "Feature": tuple(
        SD[name]
        for name in (
            "BasicFederatedQuery",
            "DereferencesURIs",
            "EmptyGraphs",
            "RequiresDataset",
            "UnionDefaultGraph",
        )
    ),
    "Format": (str(FORMATS),),
    "Language": (SD.SPARQL10Query, SD.SPARQL11Query, SD.SPARQL11Update),
}
"""What the specification itself says to be of a class; all else is to be said."""

NAMES = {
    "csv": "SPARQL_Results_CSV",
    "json": "SPARQL_Results_JSON",
    "jsonld": "JSON-LD",
    "nq": "N-Quads",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "tsv": "SPARQL_Results_TSV",
    "ttl": "Turtle",
    "xml": "SPARQL_Results_XML",
}
"""Source: W3C, Unique URIs for File Formats."""


def described(endpoint: str, headers: Mapping[str, str]) -> list[ox.Quad]:
    """Ask the endpoint nothing, and read what it says of itself."""
    answer = send(endpoint, Request("GET", "", headers))
    assert answer.status == 200, answer
    format_ = ox.RdfFormat.from_media_type(answer.media_type)
    assert format_ is not None
    assert headers.get("Accept") in (None, "*/*", answer.media_type)
    return list(ox.parse(answer.body, format=format_, base_iri=endpoint))


@pytest.fixture(scope="module")
def description(endpoint: str) -> Graph:
    quads = described(endpoint, {"Accept": "application/n-triples"})
    text = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES)
    return Graph().parse(data=text or b"", format="nt")


@pytest.fixture
def service(description: Graph, endpoint: str) -> Node:
    (found,) = description.subjects(SD.endpoint, URIRef(endpoint))
    return found


def by_name(format_: Format) -> str:
    return format_.name


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=by_name)
def test_the_endpoint_describes_itself_in_each_serialisation(
    endpoint: str, format_: Format
) -> None:
    found = described(endpoint, {"Accept": format_.media_type})
    assert canonical(found) == canonical(described(endpoint, {}))


@pytest.mark.parametrize("headers", [{}, {"Accept": "*/*"}], ids=["no Accept", "any"])
def test_who_wants_no_format_gets_rdf(endpoint: str, headers: dict[str, str]) -> None:
    assert described(endpoint, headers)


def test_one_service_has_the_endpoint_that_was_asked(description: Graph, service: Node) -> None:
    assert [*description.subjects(RDF.type, SD.Service)] == [service]
    assert len([*description.objects(service, SD.endpoint)]) == 1


def test_every_term_is_of_the_vocabulary(description: Graph) -> None:
    properties = {name for name in map(local, description.predicates(unique=True)) if name}
    classes = {name for name in map(local, description.objects(None, RDF.type)) if name}
    assert properties <= {*SCHEMA}
    assert classes <= {class_ for pair in SCHEMA.values() for class_ in pair}


def test_every_statement_is_of_things_of_the_right_class(description: Graph) -> None:
    for subject, predicate, object_ in description:
        if name := local(predicate):
            domain, range_ = SCHEMA[name]
            assert is_a(description, subject, domain), (subject, predicate)
            assert is_a(description, object_, range_), (predicate, object_)


def local(term: Node) -> str:
    """Return the name of a term of the vocabulary, and nothing of any other."""
    return str(term).removeprefix(SD) if str(term).startswith(SD) else ""


def is_a(description: Graph, node: Node, class_: str) -> bool:
    """Whether a node is of a class, or any IRI where there is none to be of."""
    if not class_:
        return isinstance(node, URIRef)
    types = {local(type_) for type_ in description.objects(node, RDF.type)}
    if "Dataset" in types:
        types.add("GraphCollection")
    return class_ in types or str(node).startswith(KNOWN.get(class_, ()))


def test_it_names_every_format_of_results(description: Graph, service: Node) -> None:
    formats = {FORMATS[NAMES[one.name]] for one in (*RESULT_FORMATS, *GRAPH_FORMATS)}
    assert {*description.objects(service, SD.resultFormat)} == formats


def test_it_reads_queries_and_no_updates(description: Graph, service: Node) -> None:
    languages = {*description.objects(service, SD.supportedLanguage)}
    assert SD.SPARQL11Query in languages
    assert SD.SPARQL11Update not in languages
    assert not [*description.objects(service, SD.inputFormat)]


def test_its_default_graph_is_the_union_and_it_reaches_nothing_outside(
    description: Graph, service: Node
) -> None:
    features = {*description.objects(service, SD.feature)}
    assert SD.UnionDefaultGraph in features
    assert not features & {SD.BasicFederatedQuery, SD.DereferencesURIs, SD.RequiresDataset}


def test_its_default_dataset_has_one_default_graph(description: Graph, service: Node) -> None:
    (dataset,) = description.objects(service, SD.defaultDataset)
    assert len([*description.objects(dataset, SD.defaultGraph)]) == 1


def test_every_graph_that_it_names_is_there(description: Graph, endpoint: str) -> None:
    asked = urlencode({"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"})
    answer = send(endpoint, Request("GET", asked, {"Accept": "text/csv"}))
    graphs = {*answer.body.decode().split()[1:]}
    for named in description.objects(None, SD.namedGraph):
        (name,) = description.objects(named, SD.name)
        assert str(name) in graphs
