"""An engine elsewhere answers as our own store does; what it does not, is told or refused."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from graph.engine.base import Engine, Value
from graph.engine.oxigraph import Store
from graph.engine.query import Dataset, Query
from graph.engine.remote.client import Remote
from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS, RESULT_FORMATS, Format
from graph.release.push import push
from graph.release.release import Release
from ontology import BadQuery, QueryRefused, Question, questions
from tests.engines import keep, oxigraph, rdflib_endpoint

JSON, XML, CSV = RESULT_FORMATS[:3]
TURTLE, N_TRIPLES = GRAPH_FORMATS[:2]
SMALL = """\
<urn:kenya> <urn:within> <urn:africa> <urn:one> .
<urn:ghana> <urn:within> <urn:africa> <urn:two> .
<urn:ghana> <urn:name> "Ghana"@en <urn:two> .
<urn:nowhere> <urn:within> <urn:none> .
"""
PLACES = "SELECT ?place {} {{ ?place <urn:within> ?in }} ORDER BY ?place"
NAMED = "SELECT ?g ?place { GRAPH ?g { ?place <urn:within> ?in } } ORDER BY ?place"
UNSOLVED_BY_RDFLIB = {
    "about-actor": "'<' not supported between instances of 'NoneType' and 'NoneType'",
    "demands": "Variable demandName is not bound",
    "organising": "is not bound",
    "pay": "is not bound",
    "proceedings": "is not bound",
    "remedies": "is not bound",
    "supply-chain": "is not bound",
    "unanswered": "is not bound",
    "who-works-on": "is not bound",
    "workers-by-place": "Variable taskName is not bound",
}
"""Faults of rdflib in ORDER BY, BIND and aggregates, found by these questions.

An aggregate whose expression has an error leaves its variable unbound; rdflib ends the query.
Source: SPARQL 1.1 Query Language, section 11.2.
"""


SLOW_IN_RDFLIB = {
    "companies-by-role",
    "coverage",
    "supply-chain",
    "unanswered",
    "unanswered-in-global-south",
    "unsaid",
}
"""Questions that take rdflib seconds each; `make test-long` asks them."""


def asked_of_rdflib() -> list[object]:
    """Return the questions as parameters of a test, the slow ones marked as long."""
    return [
        pytest.param(one, id=one.slug, marks=[pytest.mark.long] * (one.slug in SLOW_IN_RDFLIB))
        for one in questions()
    ]


@pytest.fixture(scope="module")
def native(release: Release) -> Iterator[Remote]:
    """An Oxigraph server that holds the release, its default graph the union of all."""
    with oxigraph("--union-default-graph") as address, Remote.find(address) as remote:
        push(release, remote)
        yield remote


@pytest.fixture(scope="module")
def foreign(release: Release) -> Iterator[Remote]:
    """An endpoint of rdflib that holds the release: no code of it is our engine's."""
    n_quads = release.folder / "justicegraph.nq"
    with rdflib_endpoint(n_quads) as address, Remote.find(address, seconds=60) as remote:
        yield remote


@pytest.fixture(scope="module")
def small() -> Iterator[Remote]:
    """An Oxigraph server that holds four statements, one of them in the default graph."""
    with oxigraph("--union-default-graph") as address, Remote(f"{address}/query") as remote:
        keep(address, SMALL)
        yield remote


def told(engine: Engine, query: Query, format_: Format) -> tuple[str, int, int]:
    with pytest.raises(BadQuery) as error:
        engine.evaluate(query, format_).read()
    return str(error.value), error.value.line, error.value.column


def triples(document: bytes, format_: Format) -> list[str]:
    return sorted(
        str(quad.triple) for quad in ox.parse(document, format=GRAPH_CODECS[format_.name])
    )


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.slug)
def test_oxigraph_gives_the_bytes_that_our_own_store_gives(
    question: Question, native: Remote, store: Store
) -> None:
    for format_ in RESULT_FORMATS:
        assert (
            native.query(question.text, format_).read()
            == store.query(question.text, format_).read()
        )


@pytest.mark.parametrize("question", asked_of_rdflib())
def test_an_engine_of_other_makers_gives_the_same_rows(
    question: Question, foreign: Remote, store: Store
) -> None:
    if fault := UNSOLVED_BY_RDFLIB.get(question.slug):
        assert fault in told(foreign, Query(question.text), JSON)[0]
    else:
        assert foreign.rows(question.text) == store.rows(question.text)
        assert foreign.query(question.text, CSV).read() == store.query(question.text, CSV).read()


@pytest.mark.parametrize("format_", GRAPH_FORMATS, ids=lambda format_: format_.name)
@pytest.mark.parametrize("engine", ["native", "foreign"])
def test_a_constructed_graph_is_the_same_in_each_format(
    engine: str, format_: Format, store: Store, request: pytest.FixtureRequest
) -> None:
    remote: Remote = request.getfixturevalue(engine)
    text = "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a jg:Issue ; rdfs:label ?l }"
    expected = triples(store.query(text, N_TRIPLES).read(), N_TRIPLES)
    answer = remote.query(text, format_)
    assert answer.format == format_
    assert len(expected) > 30
    assert triples(answer.read(), format_) == expected


@pytest.mark.parametrize("engine", ["native", "foreign"])
@pytest.mark.parametrize(("pattern", "truth"), [("?s a jg:Issue", True), ("?s a jg:None", False)])
def test_a_yes_or_no_is_the_same(
    engine: str, pattern: str, truth: bool, request: pytest.FixtureRequest
) -> None:
    remote: Remote = request.getfixturevalue(engine)
    document = json.loads(remote.query(f"ASK {{ {pattern} }}", JSON).read())
    assert document["boolean"] is truth
    xml = remote.query(f"ASK {{ {pattern} }}", XML).read()
    assert f"<boolean>{str(truth).lower()}</boolean>".encode() in xml


@pytest.mark.parametrize("engine", ["native", "foreign"])
def test_no_statement_is_counted_twice(
    engine: str, release: Release, request: pytest.FixtureRequest
) -> None:
    remote: Remote = request.getfixturevalue(engine)
    found = remote.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"].text
    assert int(found) == release.manifest["counts"]["triples"]


@pytest.mark.parametrize(
    "query",
    [
        Query(PLACES.format("")),
        Query(PLACES.format("FROM <urn:one>")),
        Query(PLACES.format("FROM <urn:one> FROM <urn:two>")),
        Query(PLACES.format("FROM NAMED <urn:one>")),
        Query(PLACES.format("FROM <urn:unknown>")),
        Query("PREFIX u: <urn:> " + PLACES.format("FROM u:one FROM NAMED u:two")),
        Query(PLACES.format(""), Dataset(default=("urn:one",))),
        Query(PLACES.format(""), Dataset(default=("urn:one", "urn:two"))),
        Query(PLACES.format(""), Dataset(named=("urn:one",))),
        Query(PLACES.format(""), Dataset(default=("urn:unknown",))),
        Query(PLACES.format("FROM <urn:two>"), Dataset(default=("urn:one",))),
        Query(NAMED),
        Query(NAMED, Dataset(named=("urn:two",))),
        Query(NAMED, Dataset(default=("urn:two",))),
        Query(NAMED, Dataset(named=("urn:one", "urn:two"))),
        Query("SELECT * FROM NAMED <urn:two> { GRAPH ?g { ?place <urn:within> ?in } }"),
    ],
)
def test_the_graphs_that_are_named_are_asked_and_no_others(query: Query, small: Remote) -> None:
    expected = Store.in_memory(SMALL).evaluate(query, CSV).read()
    assert small.evaluate(query, CSV).read() == expected


def test_an_engine_that_heeds_no_dataset_is_not_asked_for_one(foreign: Remote) -> None:
    assert not foreign.heeds_datasets
    for query in (Query("ASK {}", Dataset(default=("urn:one",))), Query("ASK FROM <urn:one> {}")):
        with pytest.raises(QueryRefused, match="cannot be asked of single graphs: use GRAPH"):
            foreign.evaluate(query, JSON)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s a jg:Issue",
        "SELECT *\n{ ?s a jg:Issue",
        "PREFIX x: <a:> SELECT * { ?s a x:Issue ; rdfs:label ?x FILTR }",
        "SELECT * { ?s a none:Issue }",
        "SELECT * FROM none:graph { ?s a jg:Issue }",
        "SELECT * FROM { ?s a jg:Issue }",
        "SELECT * { <id/issue/x> a jg:Issue ; }}",
    ],
)
def test_a_mistake_is_told_in_the_words_and_at_the_place_of_our_own_store(
    text: str, native: Remote, store: Store
) -> None:
    assert told(native, Query(text), JSON) == told(store, Query(text), JSON)


def test_the_place_of_a_mistake_is_told_by_other_engines_too(foreign: Remote) -> None:
    assert told(foreign, Query("SELECT * { ?s a jg:Issue"), JSON)[1:] == (1, 25)
    assert told(foreign, Query("SELECT *\n{ ?s a jg:Issue"), JSON)[1:] == (2, 16)


@pytest.mark.parametrize("text", ["", "DELETE WHERE { ?s ?p ?o }", "Is there any issue?"])
def test_what_is_no_query_is_not_sent(text: str) -> None:
    with Remote("http://127.0.0.1:1/nobody") as remote, pytest.raises(BadQuery, match="no query"):
        remote.evaluate(Query(text), JSON)


def test_a_format_of_the_other_kind_is_not_asked_for(native: Remote) -> None:
    with pytest.raises(BadQuery, match="this kind of query has no result in text/turtle"):
        native.evaluate(Query("ASK {}"), TURTLE)


@pytest.mark.parametrize("engine", ["native", "foreign", "store"])
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("SELECT (jg:Issue AS ?iri) {}", "https://w3id.org/justicegraph/ontology#Issue"),
        ("PREFIX jg: <urn:mine:> SELECT (jg:Issue AS ?iri) {}", "urn:mine:Issue"),
        ("SELECT (<id/issue/x> AS ?iri) {}", "https://w3id.org/justicegraph/id/issue/x"),
        ("BASE <http://a.example/> SELECT (<x> AS ?iri) {}", "http://a.example/x"),
        ("# jg:\nPREFIX\n#\nwd: <urn:w:> SELECT (wd:x AS ?iri) {}", "urn:w:x"),
    ],
)
def test_our_prefixes_and_our_base_hold_until_a_query_declares_its_own(
    engine: str, text: str, value: str, request: pytest.FixtureRequest
) -> None:
    found: Engine = request.getfixturevalue(engine)
    assert found.rows(text) == [{"iri": Value(value, is_iri=True)}]


def test_a_base_of_a_query_is_relative_to_ours(native: Remote, store: Store) -> None:
    # rdflib 7.5 takes such a base as it stands.
    found = [engine.rows("BASE <id/> SELECT (<x> AS ?iri) {}") for engine in (native, store)]
    assert found == [[{"iri": Value("https://w3id.org/justicegraph/id/x", is_iri=True)}]] * 2


def test_a_long_query_is_taken(native: Remote) -> None:
    text = "ASK { VALUES ?x { " + "'a long query' " * 10_000 + "} }"
    assert len(text) > 150_000
    assert json.loads(native.query(text, JSON).read())["boolean"] is True


def test_threads_share_one_engine(native: Remote, store: Store) -> None:
    text = questions()[0].text
    with ThreadPoolExecutor(8) as threads:
        found = [*threads.map(lambda _: native.query(text, CSV).read(), range(40))]
    assert set(found) == {store.query(text, CSV).read()}


@pytest.mark.parametrize("ending", ["", "/", "/query"])
def test_an_engine_is_found_by_its_address_or_the_one_above(ending: str, native: Remote) -> None:
    address = native.address.removesuffix("/query")
    with Remote.find(address + ending) as remote:
        assert remote.address == native.address
