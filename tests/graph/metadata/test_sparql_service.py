"""The service description: the same graph in each format, true, and bounded."""

from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import to_canonical_graph

from graph.engine.oxigraph import Store
from graph.metadata.sparql_service import (
    MOST_GRAPHS,
    SERVICE,
    describe_service,
    service_description,
)
from graph.metadata.statistics import Statistics, statistics
from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.rdf.quads import Quad
from graph.release.release import Release
from ontology import BASE, PREFIXES, Unavailable

ENDPOINT = "http://localhost:8000/sparql"
LIMITS = 'A query may take 10 seconds.\nMore is "refused".'
SD = "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> "
RELATIVE = [format_ for format_ in GRAPH_FORMATS if format_.name in ("ttl", "jsonld", "rdf")]
ABSOLUTE = [format_ for format_ in GRAPH_FORMATS if format_ not in RELATIVE]


def name(format_: Format) -> str:
    return format_.name


def triples(written: bytes, format_: Format, base: str) -> set[str]:
    return {str(one) for one in ox.parse(written, format=GRAPH_CODECS[format_.name], base_iri=base)}


def read(written: bytes, base: str = ENDPOINT) -> Store:
    engine = ox.Store()
    engine.load(written, format=ox.RdfFormat.TURTLE, base_iri=base)
    return Store(engine)


@pytest.fixture(scope="module")
def turtle(release: Release) -> bytes:
    return service_description(release, GRAPH_FORMATS[0], ENDPOINT, LIMITS)


@pytest.fixture(scope="module")
def service(turtle: bytes) -> Store:
    return read(turtle)


@pytest.fixture(scope="module")
def counts(quads: list[Quad]) -> Statistics:
    return statistics(quads)


def values(service: Store, property_: str) -> list[str]:
    query = f"{SD} SELECT ?value {{ ?service a sd:Service ; {property_} ?value }}"
    return sorted(row["value"].text for row in service.rows(query, service=ENDPOINT))


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
def test_each_format_is_the_same_graph_once_it_is_resolved(
    format_: Format, release: Release, turtle: bytes
) -> None:
    written = service_description(release, format_, ENDPOINT, LIMITS)
    expected = triples(turtle, GRAPH_FORMATS[0], ENDPOINT)
    assert triples(written, format_, ENDPOINT) == expected
    assert len(expected) > 1000


@pytest.mark.parametrize("format_", RELATIVE, ids=name)
@pytest.mark.parametrize(
    "asked", ["https://example.org/sparql", "https://example.org/sparql?format=ttl"]
)
def test_a_relative_endpoint_is_the_one_that_was_asked(
    format_: Format, asked: str, release: Release
) -> None:
    written = service_description(release, format_)
    assert ENDPOINT.encode() not in written
    sd = "http://www.w3.org/ns/sparql-service-description#"
    found = [one for one in triples(written, format_, asked) if f"<{sd}endpoint>" in one]
    assert found == [f"<https://example.org/sparql> <{sd}endpoint> <https://example.org/sparql>"]


@pytest.mark.parametrize("format_", ABSOLUTE, ids=name)
def test_a_format_without_references_names_the_address_that_is_given(
    format_: Format, release: Release
) -> None:
    written = service_description(release, format_, "https://example.org/sparql").decode()
    assert "<https://example.org/sparql#default-graph>" in written
    assert "</sparql" not in written


def test_rdflib_reads_the_same_graph(turtle: bytes, release: Release) -> None:
    one = rdflib.Graph().parse(data=turtle, format="turtle", publicID=ENDPOINT)
    other = rdflib.Graph().parse(
        data=service_description(release, GRAPH_FORMATS[4], ENDPOINT, LIMITS),
        format="xml",
        publicID=ENDPOINT,
    )
    assert to_canonical_graph(one).isomorphic(other)


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=name)
def test_no_stand_in_for_the_host_is_left(format_: Format, release: Release) -> None:
    assert b".invalid" not in service_description(release, format_, ENDPOINT, LIMITS)


def test_the_endpoint_reads_queries_over_the_union_and_entails_nothing(service: Store) -> None:
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert values(service, "sd:endpoint") == [ENDPOINT]
    assert values(service, "sd:supportedLanguage") == [f"{sd}SPARQL11Query"]
    assert values(service, "sd:feature") == [f"{sd}UnionDefaultGraph"]
    assert values(service, "sd:defaultEntailmentRegime") == [
        "http://www.w3.org/ns/entailment/Simple"
    ]
    assert values(service, "sd:inputFormat") == []


def test_every_format_of_results_is_named(service: Store) -> None:
    found = values(service, "sd:resultFormat")
    assert len(found) == len(RESULT_FORMATS) + len(GRAPH_FORMATS)
    assert [one.removeprefix("http://www.w3.org/ns/formats/") for one in found] == [
        "JSON-LD",
        "N-Quads",
        "N-Triples",
        "RDF_XML",
        "SPARQL_Results_CSV",
        "SPARQL_Results_JSON",
        "SPARQL_Results_TSV",
        "SPARQL_Results_XML",
        "Turtle",
    ]


def test_the_limits_are_said_in_words(service: Store, release: Release) -> None:
    assert values(service, "rdfs:comment") == [LIMITS]
    without = read(service_description(release, GRAPH_FORMATS[0], ENDPOINT))
    assert values(without, "rdfs:comment") == []


def test_the_default_graph_has_as_many_triples_as_the_store(service: Store, store: Store) -> None:
    query = f"""{SD} SELECT ?n {{ ?service sd:defaultDataset [
        a sd:Dataset ; sd:defaultGraph [ a sd:Graph ; void:triples ?n ] ] }}"""
    (counted,) = store.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert [row["n"] for row in service.rows(query)] == [counted["n"]]


def test_the_named_graphs_are_those_of_the_store(service: Store, store: Store) -> None:
    query = f"""{SD} SELECT ?g {{ ?service sd:defaultDataset [ sd:namedGraph [
        a sd:NamedGraph ; sd:name ?g ] ] }}"""
    there = store.rows("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    assert sorted(row["g"].text for row in service.rows(query)) == sorted(
        row["g"].text for row in there
    )


def test_of_very_many_graphs_the_largest_are_named_and_it_says_so(counts: Statistics) -> None:
    graphs = {f"<a:{number:05}>": number for number in range(1, 30_001)}
    found = read(describe_service("name", replace(counts, graphs=graphs)))
    named = found.rows(f"{SD} SELECT ?g {{ ?d sd:namedGraph/sd:name ?g }} ORDER BY ?g")
    first = 30_001 - MOST_GRAPHS
    assert [row["g"].text for row in named] == [f"a:{n:05}" for n in range(first, 30_001)]
    (row,) = found.rows(f"{SD} SELECT ?said {{ ?d a sd:Dataset ; rdfs:comment ?said }}")
    assert row["said"].text == (
        "There are 30,000 named graphs; the 1,000 largest are listed here. "
        "For all: SELECT DISTINCT ?graph { GRAPH ?graph { } }"
    )


def test_the_query_for_all_graphs_gives_them(store: Store, counts: Statistics) -> None:
    rows = store.rows("SELECT DISTINCT ?graph { GRAPH ?graph { } }")
    assert {f"<{row['graph'].text}>" for row in rows} == {*counts.graphs}


def test_a_federated_client_learns_how_much_there_is_of_each_class_and_property(
    service: Store, release: Release, counts: Statistics
) -> None:
    dataset = f"{BASE}release/{release.name}"
    served = "SELECT ?d { ?service dcat:servesDataset ?d . ?d a void:Dataset }"
    assert [row["d"].text for row in service.rows(served)] == [dataset]
    classes = """SELECT ?term ?n { ?dataset void:triples ?all ; void:classPartition
        [ void:class ?term ; void:entities ?n ] }"""
    properties = """SELECT ?term ?n { ?dataset void:triples ?all ; void:propertyPartition
        [ void:property ?term ; void:triples ?n ] }"""
    stated = (
        {f"<{row['term'].text}>": int(row["n"].text) for row in service.rows(q, dataset=dataset)}
        for q in (classes, properties)
    )
    assert [*stated] == [
        counts.classes,
        {property_: uses.triples for property_, uses in counts.properties.items()},
    ]


def test_no_property_lies_outside_the_vocabularies_that_it_names(
    service: Store, counts: Statistics
) -> None:
    # A client that knows the vocabularies asks for nothing beyond them.
    named = tuple(row["v"].text for row in service.rows("SELECT ?v { ?d void:vocabulary ?v }"))
    assert [one for one in counts.properties if not one[1:-1].startswith(named)] == []
    assert PREFIXES["rdfs"] in named


def test_it_holds_no_blank_node(service: Store) -> None:
    assert service.rows("SELECT * { ?s ?p ?o FILTER(isBlank(?s) || isBlank(?o)) }") == []


def test_it_is_read_from_the_folder_of_the_release_alone(release: Release, tmp_path: Path) -> None:
    (tmp_path / SERVICE).write_bytes((release.folder / SERVICE).read_bytes())
    moved = Release(tmp_path, {})
    for format_ in GRAPH_FORMATS:
        assert service_description(moved, format_, ENDPOINT, LIMITS) == service_description(
            release, format_, ENDPOINT, LIMITS
        )


def test_a_release_without_one_says_what_to_do(tmp_path: Path) -> None:
    message = f"^{tmp_path / SERVICE}: cannot be read: No such file or directory: build again$"
    with pytest.raises(Unavailable, match=message):
        service_description(Release(tmp_path, {}), GRAPH_FORMATS[0], ENDPOINT)
