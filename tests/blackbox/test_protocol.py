"""SPARQL 1.1 Protocol: how a query is sent, over which graphs, and what is no request."""

from urllib.parse import quote

import pytest

from tests.blackbox.client import DIRECT, FORM, Client, dump

HAZARDS = "SELECT (COUNT(?issue) AS ?hazards) { ?issue a jg:Hazard }"
COUNTED = "hazards\r\n7\r\n"
CSV = {"Accept": "text/csv"}
GHOST_WORK = "https://w3id.org/justicegraph/graph/issue/ghost-work"
MIDAS = "https://w3id.org/justicegraph/graph/issue/michigan-midas"
UNKNOWN = "https://example.org/none"
ISSUES = "SELECT (COUNT(DISTINCT ?issue) AS ?count) {CLAUSES} {{ {PATTERN} }}"
READING = "this endpoint is for reading: it takes no updates"


def test_a_query_comes_by_get(client: Client) -> None:
    assert client.query(HAZARDS, CSV).text == COUNTED


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (FORM, dump({"query": HAZARDS})),
        (
            {"Content-Type": "application/x-www-form-urlencoded; charset=UTF-8"},
            dump({"query": HAZARDS}),
        ),
        (DIRECT, HAZARDS.encode()),
        ({"Content-Type": "application/sparql-query; charset=utf-8"}, HAZARDS.encode()),
        ({"Content-Type": 'application/sparql-query;charset="UTF-8"'}, HAZARDS.encode()),
        ({"Content-Type": "Application/SPARQL-Query"}, HAZARDS.encode()),
    ],
)
def test_a_query_comes_by_post(client: Client, headers: dict[str, str], body: bytes) -> None:
    assert client.post(body, {**headers, **CSV}).text == COUNTED


def test_head_answers_as_get_does_without_the_body(client: Client) -> None:
    found = client.send("HEAD", f"/sparql?query={quote(HAZARDS)}", CSV)
    assert (found.status, found.headers["content-length"], found.body) == (200, "12", b"")


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("SELECT+('a+b'+AS+?x)+%7B%7D", "a b"),
        ("SELECT%20('a%2Bb'%20AS%20?x)%7B%7D", "a+b"),
        ("SELECT%20('%C3%A9%F0%9F%98%80'%20AS%20%3Fx)%20%7B%7D", "é😀"),
        ("SELECT%20('%26%3D%23'%20AS%20?x)%7B%7D", "&=#"),
        ("SELECT('a'%0AAS%0D%0A?x)%7B%7D%23%20comment", "a"),
        ("SELECT%20('%5Cu00E9'%20AS%20?x)%7B%7D", "é"),
    ],
)
def test_an_address_is_decoded_as_a_form_is(client: Client, sent: str, meant: str) -> None:
    for found in (
        client.get(f"/sparql?query={sent}&format=tsv"),
        client.post(f"query={sent}&format=tsv", FORM),
    ):
        assert found.text == f'?x\n"{meant}"\n'


def test_bytes_beyond_ascii_may_come_bare(client: Client) -> None:
    target = "/sparql?query=SELECT('é'AS?x){}&format=tsv".encode()
    found = client.raw(b"GET " + target + b" HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
    assert found.endswith('\r\n\r\n?x\n"é"\n'.encode())


def test_a_query_of_many_thousand_characters_comes_by_get(client: Client) -> None:
    assert client.query(f"{HAZARDS} #{'x' * 50_000}", CSV).text == COUNTED


def test_an_address_that_is_too_long_is_told(client: Client) -> None:
    assert client.query(f"{HAZARDS} #{'x' * 90_000}", CSV).status == 414


# Which graphs a query is asked of: clauses, parameters, pattern, and how many issues it finds.
DATASETS = [
    ("", {"default-graph-uri": GHOST_WORK}, "?issue a jg:Issue", "1"),
    ("", {"default-graph-uri": [GHOST_WORK, MIDAS]}, "?issue a jg:Issue", "2"),
    ("", {"default-graph-uri": UNKNOWN}, "?issue a jg:Issue", "0"),
    ("", {"default-graph-uri": [UNKNOWN, MIDAS]}, "?issue a jg:Issue", "1"),
    ("", {"default-graph-uri": GHOST_WORK}, "GRAPH ?g { ?issue a jg:Issue }", "0"),
    ("", {"named-graph-uri": GHOST_WORK}, "?issue a jg:Issue", "0"),
    ("", {"named-graph-uri": GHOST_WORK}, "GRAPH ?g { ?issue a jg:Issue }", "1"),
    ("", {"named-graph-uri": UNKNOWN}, "GRAPH ?g { ?issue a jg:Issue }", "0"),
    ("FROM <{GHOST_WORK}>", {}, "?issue a jg:Issue", "1"),
    ("FROM <{GHOST_WORK}> FROM <{MIDAS}>", {}, "?issue a jg:Issue", "2"),
    ("FROM NAMED <{MIDAS}>", {}, "GRAPH ?g { ?issue a jg:Issue }", "1"),
    ("FROM NAMED <{MIDAS}>", {}, "?issue a jg:Issue", "0"),
    ("FROM <graph/issue/ghost-work>", {}, "?issue a jg:Issue", "1"),
    ("FROM <{UNKNOWN}>", {}, "?issue a jg:Issue", "0"),
    (
        "FROM <{GHOST_WORK}> FROM <{MIDAS}>",
        {"default-graph-uri": GHOST_WORK},
        "?issue a jg:Issue",
        "1",
    ),
    ("FROM <{GHOST_WORK}>", {"default-graph-uri": UNKNOWN}, "?issue a jg:Issue", "0"),
    ("FROM <{GHOST_WORK}>", {"named-graph-uri": MIDAS}, "?issue a jg:Issue", "0"),
    (
        "FROM NAMED <{MIDAS}>",
        {"named-graph-uri": GHOST_WORK},
        "GRAPH <{MIDAS}> { ?issue a jg:Issue }",
        "0",
    ),
]


@pytest.mark.parametrize(("clauses", "graphs", "pattern", "count"), DATASETS)
def test_graphs_restrict_and_those_of_the_request_win(
    client: Client, clauses: str, graphs: dict[str, str | list[str]], pattern: str, count: str
) -> None:
    text = ISSUES.replace("{CLAUSES}", clauses).replace("{PATTERN}", pattern)
    names = {
        "{GHOST_WORK}": GHOST_WORK,
        "{MIDAS}": MIDAS,
        "{UNKNOWN}": UNKNOWN,
        "{{": "{",
        "}}": "}",
    }
    for name, value in names.items():
        text = text.replace(name, value)
    asked = dump({"query": text, **graphs})
    answers = [
        client.get(f"/sparql?{asked.decode()}", CSV),
        client.post(asked, {**FORM, **CSV}),
        client.post(text, {**DIRECT, **CSV}, f"?{dump(graphs).decode()}" if graphs else ""),
    ]
    assert [answer.text for answer in answers] == [f"count\r\n{count}\r\n"] * 3


@pytest.mark.parametrize("name", ["no IRI", "<no-iri>", "graph/issue/ghost-work"])
@pytest.mark.parametrize("kind", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_of_the_request_is_named_by_a_whole_iri(
    client: Client, kind: str, name: str
) -> None:
    assert client.query("ASK {}", **{kind: name}).problem["status"] == 400


NO_REQUEST = [
    (
        "GET",
        "/sparql?query=ASK%7B%7D&query=ASK%7B%7D",
        {},
        b"",
        400,
        "send exactly one query; 2 came",
    ),
    ("GET", "/sparql?timeout=1", {}, b"", 400, "send exactly one query; 0 came"),
    (
        "GET",
        "/sparql?querry=ASK%7B%7D",
        {},
        b"",
        400,
        "unknown parameter 'querry': the nearest is 'query'; there are: query, "
        "default-graph-uri, named-graph-uri, format, output, results, timeout, version",
    ),
    ("GET", "/sparql?query=", {}, b"", 400, "the query is not SPARQL at line 1, column 1"),
    ("GET", "/sparql?query=%20%23%20", {}, b"", 400, "the query is not SPARQL at line 1, column 4"),
    ("GET", "/sparql?query=%FF%FE", {}, b"", 400, "the query is not UTF-8"),
    ("GET", "/sparql?query=%ED%A0%80", {}, b"", 400, "the query is not UTF-8"),
    ("GET", "/sparql?query=ASK%7B%7D&format=%FF", {}, b"", 400, "the query is not UTF-8"),
    ("POST", "/sparql", FORM, b"", 400, "send exactly one query; 0 came"),
    (
        "POST",
        "/sparql?query=ASK%7B%7D",
        FORM,
        b"query=ASK%7B%7D",
        400,
        "send exactly one query; 2 came",
    ),
    ("POST", "/sparql?query=ASK%7B%7D", DIRECT, b"ASK{}", 400, "send exactly one query; 2 came"),
    ("POST", "/sparql", DIRECT, b"", 400, "the query is not SPARQL at line 1, column 1"),
    ("POST", "/sparql", DIRECT, b"ASK { # \xff\n }", 400, "the query is not UTF-8"),
    ("POST", "/sparql", DIRECT, "ASK {}".encode("utf-16"), 400, "the query is not UTF-8"),
    ("POST", "/sparql", FORM, b"&" * 1_000_000, 400, "a request has 1,000 parameters at most"),
    ("POST", "/sparql", FORM, b"query=ASK%7B%7D&update=CLEAR+ALL", 403, READING),
    ("POST", "/sparql", {"Content-Type": "application/sparql-update"}, b"CLEAR ALL", 403, READING),
    (
        "POST",
        "/sparql",
        DIRECT,
        b"#" * (1 + (1 << 20)),
        413,
        "a request holds 1,048,576 bytes at most",
    ),
    ("POST", "/sparql", DIRECT, b"#" * 200_001, 403, "the query is longer than 200,000 characters"),
]


@pytest.mark.parametrize(("method", "target", "headers", "body", "status", "detail"), NO_REQUEST)
def test_what_is_no_request_is_told(
    client: Client,
    method: str,
    target: str,
    headers: dict[str, str],
    body: bytes,
    status: int,
    detail: str,
) -> None:
    found = client.send(method, target, headers, body or None)
    assert (found.problem["status"], found.problem["detail"]) == (status, detail)


@pytest.mark.parametrize(
    "kind",
    [
        "",
        "text/plain",
        "application/json",
        "application/sparql-results+json",
        "multipart/form-data; boundary=x",
        "application/sparql-query; charset=utf-16",
        "application/x-www-form-urlencoded; charset=latin1",
        "application/sparql-query, application/sparql-query",
    ],
)
def test_a_body_of_another_type_is_refused_with_the_types_there_are(
    client: Client, kind: str
) -> None:
    found = client.post("ASK {}", {"Content-Type": kind} if kind else {})
    assert (found.problem["status"], found.problem["detail"]) == (
        415,
        "send a query as application/x-www-form-urlencoded or as application/sparql-query, "
        "in UTF-8",
    )


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "FOO"])
def test_another_method_is_refused_with_the_methods_there_are(client: Client, method: str) -> None:
    found = client.send(method, "/sparql?query=ASK%7B%7D")
    assert found.problem["status"] == 405
    assert {*found.headers["allow"].split(", ")} == {"GET", "HEAD", "OPTIONS", "POST"}


# Malformed queries, and where they stop being SPARQL.
MALFORMED = [
    ("SELECT", 1, 7),
    ("SELECT *\n{ ?s ?p\n", 3, 1),
    ("ASK {\n  ?s ?p ?o .\n  FILTER()\n}", 4, 2),
    ("ASK {} ASK {}", 1, 14),
    ("ASK { ?s nope:nope ?o }", 1, 19),
    ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", 1, 35),
]


@pytest.mark.parametrize(("text", "line", "column"), MALFORMED)
def test_a_malformed_query_is_told_with_its_place(
    client: Client, text: str, line: int, column: int
) -> None:
    told = client.query(text).problem
    assert told["status"] == 400
    assert told["detail"].startswith("the query is not SPARQL")
    assert (told["line"], told["column"]) == (line, column)


# What is asked with `timeout=`, and the status: the endpoint's own limit stands above it.
TIMEOUTS = [
    ("5", 200),
    ("0.5", 200),
    ("1e1", 200),
    ("100000", 200),
    ("", 200),
    ("0", 400),
    ("-1", 400),
    ("nan", 400),
    ("inf", 400),
    ("1e999", 400),
    ("soon", 400),
    ("5s", 400),
]


@pytest.mark.parametrize(("timeout", "status"), TIMEOUTS)
def test_less_time_may_be_asked_for(client: Client, timeout: str, status: int) -> None:
    assert client.query("ASK {}", timeout=timeout).status == status


def test_a_query_is_ended_at_the_time_that_was_asked_for(client: Client) -> None:
    found = client.query(
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout="0.2"
    )
    assert (found.problem["status"], found.problem["title"]) == (504, "Gateway Timeout")
    assert found.problem["detail"].startswith("the query was ended after 0.2 seconds: ask for less")


@pytest.mark.parametrize("body", [FORM, DIRECT])
def test_the_form_of_a_browser_is_answered(client: Client, body: dict[str, str]) -> None:
    text = dump({"query": HAZARDS}) if body is FORM else HAZARDS.encode()
    found = client.post(text, {**body, "Accept": "text/html,*/*;q=0.8"})
    assert (found.status, found.json["results"]["bindings"][0]["hazards"]["value"]) == (200, "7")
