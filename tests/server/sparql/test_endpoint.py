"""The endpoint, by the SPARQL 1.1 Protocol."""

import json

import pytest
from flask.testing import FlaskClient

HAZARDS = "SELECT (COUNT(?issue) AS ?hazards) { ?issue a jg:Hazard }"
GHOST_WORK = "https://w3id.org/justicegraph/graph/issue/ghost-work"


def test_a_query_by_get_is_answered_in_json(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": HAZARDS})
    assert answer.content_type == "application/sparql-results+json"
    assert answer.json == {
        "head": {"vars": ["hazards"]},
        "results": {
            "bindings": [
                {
                    "hazards": {
                        "type": "literal",
                        "value": "7",
                        "datatype": "http://www.w3.org/2001/XMLSchema#integer",
                    }
                }
            ]
        },
    }


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ({"query": HAZARDS}, "application/x-www-form-urlencoded"),
        (HAZARDS, "application/sparql-query"),
        (HAZARDS, "application/sparql-query; charset=utf-8"),
    ],
)
def test_a_query_by_post_is_answered(
    client: FlaskClient, data: dict[str, str] | str, content_type: str
) -> None:
    headers = {"Accept": "text/csv"}
    answer = client.post("/sparql", data=data, content_type=content_type, headers=headers)
    assert (answer.status_code, answer.text) == (200, "hazards\r\n7\r\n")


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("application/sparql-results+json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv; charset=utf-8"),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
    ],
)
def test_results_come_in_four_formats(client: FlaskClient, accept: str, content_type: str) -> None:
    answer = client.get("/sparql", query_string={"query": HAZARDS}, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, content_type)
    assert answer.content_length == len(answer.data)


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_graphs_come_in_four_formats(client: FlaskClient, accept: str, content_type: str) -> None:
    query = "CONSTRUCT WHERE { ?issue a jg:Hazard }"
    answer = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    assert (answer.status_code, answer.content_type) == (200, content_type)


def test_the_format_can_be_named_in_the_address(client: FlaskClient) -> None:
    answer = client.get("/sparql", query_string={"query": HAZARDS, "format": "tsv"})
    assert answer.text == "?hazards\n7\n"


def test_head_has_the_headers_of_get_and_no_body(client: FlaskClient) -> None:
    address = {"query": HAZARDS}
    get = client.get("/sparql", query_string=address)
    with client.head("/sparql", query_string=address) as head:
        assert (head.data, dict(head.headers)) == (b"", dict(get.headers))
    assert get.data


@pytest.mark.parametrize(
    ("query", "status", "detail"),
    [
        ("SELECT", 400, "the query is not SPARQL at line 1, column "),
        ("SELECT * { ?s ?p ?o", 400, "the query is not SPARQL at line 1, column "),
        ("SELECT * { SERVICE <https://example.org/> { ?s ?p ?o } }", 403, "SERVICE is not served"),
        ("SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }", 403, "SERVICE is not served"),
        ("ASK " + "{" * 5_000 + "}" * 5_000, 403, "the query is nested deeper than 100 levels"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", 403, "this endpoint is for reading"),
        ("LOAD <https://example.org/>", 403, "this endpoint is for reading"),
    ],
)
def test_what_cannot_be_answered_is_told_as_problem_details(
    client: FlaskClient, query: str, status: int, detail: str
) -> None:
    answer = client.get("/sparql", query_string={"query": query})
    assert answer.content_type == "application/problem+json"
    problem = json.loads(answer.text)
    assert (answer.status_code, problem["status"]) == (status, status)
    assert problem["detail"].startswith(detail)


@pytest.mark.parametrize(
    ("data", "content_type"),
    [
        ({"update": "CLEAR ALL"}, "application/x-www-form-urlencoded"),
        ("CLEAR ALL", "application/sparql-update"),
    ],
)
def test_updates_are_refused_and_change_nothing(
    client: FlaskClient, data: dict[str, str] | str, content_type: str
) -> None:
    assert client.post("/sparql", data=data, content_type=content_type).status_code == 403
    assert client.get("/sparql", query_string={"query": HAZARDS, "format": "csv"}).text == (
        "hazards\r\n7\r\n"
    )


def test_a_body_of_another_type_is_refused_with_the_types_there_are(client: FlaskClient) -> None:
    answer = client.post("/sparql", data=HAZARDS, content_type="text/plain")
    assert answer.status_code == 415
    assert json.loads(answer.text)["detail"] == (
        "send a query as application/x-www-form-urlencoded or as application/sparql-query, in UTF-8"
    )


def test_another_method_is_refused_with_the_methods_there_are(client: FlaskClient) -> None:
    answer = client.put("/sparql", data=HAZARDS)
    assert answer.status_code == 405
    assert {*answer.headers["Allow"].split(", ")} == {"GET", "HEAD", "OPTIONS", "POST"}


def test_a_format_that_there_is_not_is_refused(client: FlaskClient) -> None:
    headers = {"Accept": "image/png"}
    assert (
        client.get("/sparql", query_string={"query": HAZARDS}, headers=headers).status_code == 406
    )


@pytest.mark.parametrize("queries", [[], [HAZARDS, HAZARDS]])
def test_exactly_one_query_is_taken(client: FlaskClient, queries: list[str]) -> None:
    answer = client.get("/sparql", query_string={"query": queries, "timeout": "1"})
    assert answer.status_code == 400
    assert json.loads(answer.text)["detail"] == f"send exactly one query; {len(queries)} came"


@pytest.mark.parametrize(
    ("parameters", "count"),
    [
        ({"default-graph-uri": GHOST_WORK}, "1"),
        ({"default-graph-uri": "https://example.org/none"}, "0"),
        ({"named-graph-uri": GHOST_WORK}, "0"),
    ],
)
def test_a_dataset_of_the_request_restricts(
    client: FlaskClient, parameters: dict[str, str], count: str
) -> None:
    query = "SELECT (COUNT(DISTINCT ?issue) AS ?count) { ?issue a jg:Issue }"
    answer = client.get("/sparql", query_string={"query": query, "format": "csv", **parameters})
    assert answer.text == f"count\r\n{count}\r\n"


def test_a_dataset_of_the_query_restricts(client: FlaskClient) -> None:
    query = "SELECT (COUNT(DISTINCT ?x) AS ?count) FROM <GRAPH> { ?x a jg:Issue }"
    query = query.replace("GRAPH", GHOST_WORK)
    answer = client.get("/sparql", query_string={"query": query, "format": "csv"})
    assert answer.text == "count\r\n1\r\n"


def test_a_body_that_is_not_utf_8_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sparql", data=b"\xff\xfe", content_type="application/sparql-query")
    assert json.loads(answer.text)["detail"] == "the query is not UTF-8"


def test_a_body_beyond_the_limit_is_refused(client: FlaskClient) -> None:
    body = b"#" * ((1 << 20) + 1)
    answer = client.post("/sparql", data=body, content_type="application/sparql-query")
    assert answer.status_code == 413


def test_every_answer_may_be_read_by_any_page(client: FlaskClient) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/sparql?query=nonsense", "/none"):
        answer = client.get(path)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
