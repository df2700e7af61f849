"""What an engine elsewhere does wrong is told in words, and never taken for an answer."""

from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from graph.engine.query import Dataset, Query
from graph.engine.remote.client import Remote
from graph.engine.remote.http import credentials
from graph.engine.remote.wholeness import Wholeness, marks_its_end
from graph.rdf.formats import RESULT_FORMATS, Format
from ontology import BadQuery, Busy, Ended, JusticeGraphError, Misuse, OutOfTime, Unavailable
from tests.engines import answer, asked, free_port, scripted

JSON, XML = RESULT_FORMATS[:2]
SELECT = Query("SELECT ?s { ?s ?p ?o }")
NO_ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[]}}'


def refused(
    status: int, kind: str = "text/plain", body: bytes = b"", **headers: str
) -> JusticeGraphError:
    with pytest.raises(JusticeGraphError) as error:
        asked(lambda handler: answer(handler, status, kind, body, **headers), SELECT, JSON)
    return error.value


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (400, BadQuery, "the engine refuses the query: no such function"),
        (422, BadQuery, "the engine refuses the query: no such function"),
        (401, Unavailable, "the engine does not let this server in: see its credentials"),
        (403, Unavailable, "the engine does not let this server in: see its credentials"),
        (404, Unavailable, "the engine takes no queries at this address (status 404)"),
        (405, Unavailable, "the engine takes no queries at this address (status 405)"),
        (406, Unavailable, "the engine has no format of results that can be used here"),
        (408, OutOfTime, "the engine ended the query: ask for less"),
        (504, OutOfTime, "the engine ended the query: ask for less"),
        (429, Busy, "the engine has too much to do: try again soon"),
        (503, Busy, "the engine has too much to do: try again soon"),
        (500, Ended, "the engine gave up on the query (status 500)"),
        (502, Ended, "the engine gave up on the query (status 502)"),
    ],
)
def test_a_refusal_is_the_error_that_it_means(
    status: int, kind: type[JusticeGraphError], words: str
) -> None:
    error = refused(status, body=b"no such\n function")
    assert (type(error), str(error)) == (kind, words)


def test_a_busy_engine_says_when_to_come_again() -> None:
    error = refused(503, Retry_After="17")
    assert isinstance(error, Busy)
    assert error.retry_after == 17


@pytest.mark.parametrize(
    ("kind", "body", "words"),
    [
        ("application/json", b'{"exception": "no such function"}', "no such function"),
        (
            "application/problem+json; charset=utf-8",
            b'{"detail": "no such function"}',
            "no such function",
        ),
        ("application/json", b"[1]", "it does not say why"),
        ("application/json", b"{", "it does not say why"),
        ("text/html", b"<h1>400</h1>", "it does not say why"),
        ("text/plain", b"a" * 700, "a" * 500),
    ],
)
def test_the_words_of_an_engine_are_told_as_plain_text(kind: str, body: bytes, words: str) -> None:
    assert str(refused(400, kind, body)) == f"the engine refuses the query: {words}"


def test_a_redirect_is_not_followed() -> None:
    error = refused(307, Location="http://127.0.0.1:1/elsewhere")
    assert str(error) == "the engine has moved: name the address that it redirects to"


def test_a_page_for_people_is_no_answer() -> None:
    error = refused(200, "text/html; charset=utf-8", b"<h1>Welcome</h1>")
    assert isinstance(error, Unavailable)
    assert str(error) == (
        "the engine answers in 'text/html' where application/sparql-results+json was asked for: "
        "is it a SPARQL endpoint?"
    )


def test_an_engine_that_is_not_there_is_told_without_its_address() -> None:
    with (
        Remote(f"http://127.0.0.1:{free_port()}/sparql") as remote,
        pytest.raises(Unavailable) as error,
    ):
        remote.evaluate(SELECT, JSON)
    assert str(error.value).startswith("the engine cannot be reached: ")
    assert "127.0.0.1" not in str(error.value)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("ftp://127.0.0.1/", "ftp://127.0.0.1/: give an address like http://127.0.0.1:7878/query"),
        ("127.0.0.1:7878", "127.0.0.1:7878: give an address like http://127.0.0.1:7878/query"),
        ("http://", "http://: give an address like http://127.0.0.1:7878/query"),
        ("http://a:b", "http://a:b: is no address: "),
    ],
)
def test_what_is_no_address_is_told(address: str, words: str) -> None:
    with pytest.raises(Misuse) as error:
        Remote(address)
    assert str(error.value).startswith(words)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(Misuse) as error:
        Remote.find("http://ada:secret@127.0.0.1:7878/")
    assert "secret" not in str(error.value)
    assert "JUSTICEGRAPH_ENGINE_PASSWORD" in str(error.value)


def test_a_query_is_sent_as_a_form_with_its_graphs_and_the_formats_in_their_order() -> None:
    sent: list[tuple[str, str]] = []

    def reply(handler: BaseHTTPRequestHandler, body: str) -> None:
        sent.append((handler.headers["Accept"], body))
        answer(handler, 200, JSON.media_type, NO_ROWS)

    query = Query("ASK { ?s a 'a b+c&d' }", Dataset(("urn:a", "urn:b"), ("urn:c d",)))
    with scripted(reply) as address, Remote(address) as remote:
        remote.evaluate(query, XML).read()
    accept, body = sent[-1]
    assert accept == "application/sparql-results+xml, application/sparql-results+json;q=0.5"
    assert body == (
        "query=ASK%20%7B%20%3Fs%20a%20%27a%20b%2Bc%26d%27%20%7D"
        "&default-graph-uri=urn%3Aa&default-graph-uri=urn%3Ab&named-graph-uri=urn%3Ac%20d"
    )


@pytest.mark.parametrize("token", ["", "secret-token"])
def test_a_login_is_sent_with_each_query_and_is_in_no_error(token: str) -> None:
    logins: list[str] = []

    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        logins.append(handler.headers.get("Authorization", ""))
        answer(handler, 401, "text/plain", b"")

    environment = (
        {"JUSTICEGRAPH_ENGINE_TOKEN": token}
        if token
        else {"JUSTICEGRAPH_ENGINE_USER": "ada", "JUSTICEGRAPH_ENGINE_PASSWORD": "secret"}
    )
    with (
        scripted(reply) as address,
        Remote(address, login=credentials(environment)) as remote,
        pytest.raises(Unavailable) as error,
    ):
        remote.evaluate(SELECT, JSON)
    assert logins == ["Bearer secret-token" if token else "Basic YWRhOnNlY3JldA=="]
    assert "secret" not in str(error.value)


CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
ROW = b'{"s":{"type":"literal","value":"a }]\\\\\\" b"}}'
WHOLE = b'{"head":{"vars":["s"]},"results":{"bindings":[%b,%b]}}' % (ROW, ROW)


@pytest.mark.parametrize("end", [at for at in range(1, len(WHOLE)) if WHOLE[at - 1 : at] == b"}"])
def test_a_result_that_ends_with_some_bracket_is_not_whole(end: int) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        answer(handler, 200, JSON.media_type, WHOLE[:end])

    with pytest.raises(Ended, match="the engine cut its result short"):
        asked(reply, SELECT, JSON)


def test_a_result_is_whole_however_it_is_divided() -> None:
    for size in range(1, 20):
        followed = Wholeness("json")
        for start in range(0, len(WHOLE), size):
            followed.take(WHOLE[start : start + size])
        assert followed.is_whole, size


@pytest.mark.parametrize("format_", RESULT_FORMATS)
def test_a_body_that_nothing_frames_is_whole_only_where_its_own_end_says_so(
    format_: Format,
) -> None:
    bodies = {"json": NO_ROWS, "xml": b"<sparql></sparql>", "csv": b"s\r\n", "tsv": b"?s\n"}

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", format_.media_type)
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(bodies[format_.name])
        handler.close_connection = True

    if marks_its_end(format_.name):
        assert asked(reply, SELECT, format_) == bodies[format_.name]
    else:
        with pytest.raises(Unavailable, match="the engine does not say how long its answer"):
            asked(reply, SELECT, format_)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"{}",
        b'{"results":{}}',
        b'{"results":{"bindings":[1]}}',
        b'{"results":{"bindings":[{"s":{"type":"uri","value":7}}]}}',
        b"\xff{}",
        b"[" * 9_000 + b"]" * 9_000,
    ],
)
def test_what_is_no_result_is_told_where_the_server_itself_asks(body: bytes) -> None:
    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        answer(handler, 200, JSON.media_type, body)

    def garbled(handler: BaseHTTPRequestHandler, _: str) -> None:
        answer(handler, 200, "application/n-triples", b"<urn:a> <urn:" + body + b".\n")

    with scripted(reply) as address, Remote(address) as remote:
        with pytest.raises((Unavailable, Ended, BadQuery), match=r"engine|only a SELECT"):
            remote.rows(SELECT.text)
        with suppress(Unavailable, Ended):
            assert remote.heeds_datasets in (True, False)
    with scripted(garbled) as address, Remote(address) as remote, pytest.raises(Unavailable):
        remote.look_up("names", ["urn:a"])


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "it was closed without an answer"),
        (b"garb\xffage\r\n\r\n", "what came is no HTTP"),
        (b"HTTP/1.1 2x0 OK\r\n\r\n", "what came is no HTTP"),
        (CHUNKED + b"no\r\n", "the answer was cut"),
    ],
)
def test_an_answer_that_is_no_http_is_a_lost_connection(head: bytes, reason: str) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        handler.close_connection = True

    with pytest.raises(Unavailable, match=f"^the connection to the engine was lost: {reason}$"):
        asked(reply, SELECT, RESULT_FORMATS[2])


def test_a_body_that_is_shorter_than_it_was_to_be_is_a_lost_connection() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/csv")
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b"s\r\na\r\n")
        handler.close_connection = True

    with pytest.raises(Unavailable, match="was lost: the answer was cut"):
        asked(reply, SELECT, RESULT_FORMATS[2])


def test_an_engine_that_refuses_a_query_of_the_server_itself_is_no_fault_of_the_client() -> None:
    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        answer(handler, 400, "text/plain", b"no such function")

    with scripted(reply) as address, Remote(address) as remote:
        for ask in (lambda: remote.rows(SELECT.text), lambda: remote.query("ASK {}", JSON)):
            with pytest.raises(Unavailable, match="a query of this server is not answered: the en"):
                ask()


def test_a_busy_engine_cannot_send_clients_away_for_ever() -> None:
    error = refused(503, Retry_After="9" * 5_000)
    assert isinstance(error, Busy)
    assert error.retry_after == 1
