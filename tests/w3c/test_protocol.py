"""The SPARQL 1.1 Protocol, as the W3C's cases and its sections 2.1 and 2.2 have it."""

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from tests.w3c.manifest import needs_suite
from tests.w3c.protocol import Answer, ProtocolCase, Request, protocol_cases, send
from tests.w3c.results import READERS, Result

pytestmark = needs_suite

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}

TABULAR = {one.media_type: READERS[one.name] for one in RESULT_FORMATS}
BOOLEAN = {one.media_type: READERS[one.name] for one in RESULT_FORMATS[:2]}
GRAPH = {one.media_type for one in GRAPH_FORMATS}

CASES = protocol_cases()
UPDATES = [case for case in CASES if case.name.startswith("protocol/update_")]
OTHERS = [case for case in CASES if case not in UPDATES]

COUNTS = "SELECT ?g (COUNT(*) AS ?count) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"


def by_name(case: ProtocolCase) -> str:
    return case.name


def counts(endpoint: str) -> bytes:
    """Return how many statements each graph has."""
    answer = send(endpoint, Request("POST", headers=DIRECT, body=COUNTS.encode()))
    assert answer.status == 200
    return answer.body


def read(answer: Answer, format_: str) -> Result | None:
    """Read what came back, in the kind of format that a case expects, if any."""
    if format_ == "RDF":
        assert answer.media_type in GRAPH
        return list(ox.parse(answer.body, format=ox.RdfFormat.from_media_type(answer.media_type)))
    if format_:
        return {"boolean": BOOLEAN, "tabular": TABULAR}[format_][answer.media_type](answer.body)
    return None


@pytest.mark.parametrize("case", OTHERS, ids=by_name)
def test_a_request_is_answered_as_it_should(case: ProtocolCase, endpoint: str) -> None:
    before = counts(endpoint)
    for request, expected in case.exchanges:
        answer = send(endpoint, request)
        assert f"{answer.status // 100}xx" in expected.statuses, answer
        result = read(answer, expected.format)
        assert expected.boolean in (None, result)
    assert counts(endpoint) == before


@pytest.mark.parametrize("case", UPDATES, ids=by_name)
def test_an_update_is_refused_and_changes_nothing(case: ProtocolCase, endpoint: str) -> None:
    before = counts(endpoint)
    (update, _), *questions = case.exchanges
    assert send(endpoint, update).status // 100 == 4
    for question, expected in questions:
        assert read(send(endpoint, question), expected.format) is False
    assert counts(endpoint) == before


Dataset = tuple[list[str], list[str]]
Way = Callable[[str, Dataset], Request]


def parameters(dataset: Dataset) -> list[tuple[str, str]]:
    keys = ("default-graph-uri", "named-graph-uri")
    return [(key, name) for key, names in zip(keys, dataset, strict=True) for name in names]


def get(text: str, dataset: Dataset) -> Request:
    return Request("GET", urlencode([("query", text), *parameters(dataset)]))


def form(text: str, dataset: Dataset) -> Request:
    body = urlencode([("query", text), *parameters(dataset)])
    return Request("POST", "", FORM, body.encode())


def form_and_address(text: str, dataset: Dataset) -> Request:
    """Ask by a form, and name the graphs in the address, as the W3C's own cases do."""
    return Request(
        "POST", urlencode(parameters(dataset)), FORM, urlencode({"query": text}).encode()
    )


def direct(text: str, dataset: Dataset) -> Request:
    return Request("POST", urlencode(parameters(dataset)), DIRECT, text.encode())


ONE, TWO, THREE, NONE = (
    f"http://kasei.us/2009/09/sparql/data/{name}.rdf" for name in ("data1", "data2", "data3", "no")
)
SEEN = """SELECT DISTINCT ?in ?seen CLAUSES {
  { ?seen a ?type BIND("default" AS ?in) } UNION { GRAPH ?in { ?seen a ?type } }
  FILTER(STRSTARTS(STR(?seen), "http://kasei.us/"))
}"""
"""Each document of the cases is described in a graph of its own name."""

DATASETS: dict[str, Dataset] = {
    "one default graph": ([ONE], []),
    "two default graphs": ([ONE, TWO], []),
    "one named graph": ([], [ONE]),
    "two named graphs": ([], [ONE, TWO]),
    "both kinds": ([THREE], [ONE, TWO]),
    "one graph as both": ([TWO], [TWO]),
    "an unknown default graph": ([NONE], []),
    "an unknown named graph": ([], [NONE]),
    "unknown graphs among others": ([ONE, NONE], [NONE, TWO]),
}
by_each_way = pytest.mark.parametrize("way", [get, form, form_and_address, direct])
over_each_dataset = pytest.mark.parametrize("dataset", DATASETS.values(), ids=DATASETS)


def seen(endpoint: str, way: Way, dataset: Dataset, clauses: str = "") -> set[str]:
    """Return where each document is seen: a graph, or `default`, and the document's name."""
    request = way(SEEN.replace("CLAUSES", clauses), dataset)
    answer = send(endpoint, replace(request, headers={**request.headers, "Accept": "text/csv"}))
    assert answer.status == 200, answer
    return {*answer.body.decode().split()[1:]}


def visible(dataset: Dataset) -> set[str]:
    """Return what is to be seen in a dataset."""
    default, named = dataset
    places = {f"default,{name}" for name in default} | {f"{name},{name}" for name in named}
    return {place for place in places if NONE not in place}


@by_each_way
@over_each_dataset
def test_a_graph_of_the_request_restricts(endpoint: str, way: Way, dataset: Dataset) -> None:
    assert seen(endpoint, way, dataset) == visible(dataset)


@by_each_way
def test_without_a_graph_all_are_the_dataset(endpoint: str, way: Way) -> None:
    everything = [ONE, TWO, THREE]
    assert seen(endpoint, way, ([], [])) == visible((everything, everything))


@over_each_dataset
@pytest.mark.parametrize(
    "clauses", [f"FROM <{THREE}>", f"FROM NAMED <{THREE}>", f"FROM <{THREE}> FROM NAMED <{TWO}>"]
)
def test_graphs_of_the_request_win_over_those_of_the_query(
    endpoint: str, dataset: Dataset, clauses: str
) -> None:
    assert seen(endpoint, get, dataset, clauses) == visible(dataset)


@over_each_dataset
def test_graphs_of_the_query_restrict(endpoint: str, dataset: Dataset) -> None:
    default, named = dataset
    clauses = [f"FROM <{name}>" for name in default] + [f"FROM NAMED <{name}>" for name in named]
    assert seen(endpoint, get, ([], []), " ".join(clauses)) == visible(dataset)


@by_each_way
@pytest.mark.parametrize("dataset", [(["no IRI"], []), ([], ["<no-iri>"])])
def test_a_graph_whose_name_is_no_iri_is_refused(endpoint: str, way: Way, dataset: Dataset) -> None:
    assert send(endpoint, way("ASK {}", dataset)).status == 400


@pytest.mark.parametrize("encoding", ["utf-16-be", "utf-16-le"])
def test_a_query_in_utf_16_is_refused_without_its_mark_too(endpoint: str, encoding: str) -> None:
    headers = {"Content-Type": "application/sparql-query; charset=UTF-16"}
    request = Request("POST", "", headers, "ASK {}".encode(encoding))
    assert send(endpoint, request).status // 100 == 4


@pytest.mark.parametrize("asked", ["using-graph-uri", "using-named-graph-uri"])
def test_an_update_over_some_graphs_is_refused(endpoint: str, asked: str) -> None:
    before = counts(endpoint)
    body = urlencode({"update": "DELETE WHERE { ?s ?p ?o }", asked: ONE}).encode()
    assert send(endpoint, Request("POST", "", FORM, body)).status // 100 == 4
    assert counts(endpoint) == before


def test_a_query_beside_an_update_is_refused(endpoint: str) -> None:
    before = counts(endpoint)
    body = urlencode({"query": "ASK {}", "update": "CLEAR ALL"}).encode()
    assert send(endpoint, Request("POST", "", FORM, body)).status // 100 == 4
    assert counts(endpoint) == before
