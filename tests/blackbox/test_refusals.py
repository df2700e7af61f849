"""Nothing is fetched and nothing is changed, whoever asks for it."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from tests.blackbox.client import DIRECT, FORM, Client, Reply, dump


@pytest.fixture
def ear() -> Iterator[socket.socket]:
    """A socket at which any call from the server would be heard."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        listener.settimeout(0.1)
        yield listener


def address(ear: socket.socket) -> str:
    return f"http://127.0.0.1:{ear.getsockname()[1]}/x"


def hears_nothing(ear: socket.socket) -> bool:
    try:
        ear.accept()[0].close()
    except TimeoutError:
        return True
    return False


CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { service <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "SELECT * { sErViCe # no comment <\n <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE#\nSILENT#\n<URL>{ } }",
    "SELECT * { VALUES ?where { <URL> } SERVICE ?where { ?s ?p ?o } }",
    "SELECT * { VALUES ?where { <URL> } SERVICE SILENT $where { ?s ?p ?o } }",
    "PREFIX e: <URL> SELECT * { SERVICE e: { ?s ?p ?o } }",
    "BASE <URL> SELECT * { SERVICE <> { ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "ASK { ?s ?p 1SERVICE<URL>{} }",
    "ASK { FILTER(1<2&&'a'='>') SERVICE <URL> { } FILTER('x'='x') }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE SILENT <URL> { ?s ?p ?o } } } } }",
]
UPDATES = [
    "LOAD <URL>",
    "load silent <URL> into graph <a:g>",
    "# a query\nLoAd <URL>",
    "PREFIX e: <URL> LOAD e:",
    "INSERT DATA { <a:s> <a:p> <a:o> }",
    "DELETE WHERE { ?s ?p ?o }",
    "PREFIX a: <a:> INSERT { ?s a:p ?o } WHERE { ?s ?p ?o }",
    "WITH <a:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "CLEAR ALL",
    "DROP SILENT GRAPH <a:g>",
    "CREATE GRAPH <a:g>",
    "MOVE <a:g> TO <a:h>",
    "COPY DEFAULT TO <a:h>",
    "ADD <a:g> TO <a:h>",
    "INSERT DATA { <a:s> <a:p> <a:o> } ; SELECT * { ?s ?p ?o }",
]


def by_each_way(client: Client, text: str) -> list[Reply]:
    return [
        client.query(text),
        client.post(text, DIRECT),
        client.post(dump({"query": text}), FORM),
        client.query(text, {"Accept": "text/html"}, format="html"),
    ]


@pytest.mark.parametrize("text", CALLS)
def test_no_other_endpoint_is_called(client: Client, ear: socket.socket, text: str) -> None:
    text = text.replace("URL", address(ear))
    assert [found.status for found in by_each_way(client, text)] == [403] * 4
    told = "SERVICE is not served here: this endpoint asks no other"
    assert client.query(text).problem["detail"] == told
    assert hears_nothing(ear)


@pytest.mark.parametrize("text", UPDATES)
def test_an_update_is_refused_however_it_is_sent(
    client: Client, ear: socket.socket, text: str
) -> None:
    text = text.replace("URL", address(ear))
    update = {"Content-Type": "application/sparql-update"}
    statuses = [found.status // 100 for found in by_each_way(client, text)]
    statuses += [client.post(text, update).status // 100]
    statuses += [client.post(dump({"update": text}), FORM).status // 100]
    statuses += [client.get(f"/sparql?{dump({'update': text}).decode()}").status // 100]
    assert statuses == [4] * 7
    assert hears_nothing(ear)


def test_no_update_has_changed_anything(client: Client) -> None:
    assert client.query("ASK { GRAPH ?g { <a:s> ?p ?o } }").json["boolean"] is False


@pytest.mark.parametrize(
    "clauses", ["FROM <URL>", "FROM NAMED <URL>", "FROM <URL> FROM NAMED <URL>"]
)
def test_no_graph_of_a_query_is_fetched(client: Client, ear: socket.socket, clauses: str) -> None:
    text = f"SELECT * {clauses} {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s ?p ?o }} }} }} LIMIT 1"
    found = client.query(text.replace("URL", address(ear)))
    assert (found.status, found.json["results"]["bindings"]) == (200, [])
    assert hears_nothing(ear)


@pytest.mark.parametrize("kind", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("scheme", ["http", "file"])
def test_no_graph_of_a_request_is_fetched(
    client: Client, ear: socket.socket, kind: str, scheme: str
) -> None:
    name = address(ear) if scheme == "http" else "file:///etc/passwd"
    found = client.query("SELECT * { ?s ?p ?o } LIMIT 1", **{kind: name})
    assert (found.status, found.json["results"]["bindings"]) == (200, [])
    assert hears_nothing(ear)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?s ?p 'SERVICE' }",
        "ASK { ?s a <http://www.w3.org/ns/sparql-service-description#Service> }",
        "PREFIX service: <a:> ASK { service:load ?insert ?service }",
        "SELECT ('DELETE WHERE { }' AS ?clear) { } # DROP ALL",
        "ASK { ?load ?drop 'INSERT DATA' }",
    ],
)
def test_a_word_alone_is_no_call_and_no_update(client: Client, text: str) -> None:
    assert client.query(text).status == 200
