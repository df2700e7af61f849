"""An engine elsewhere that is hostile holds no thread, fills no memory and gives no wrong blame."""

from contextlib import suppress
from http.server import BaseHTTPRequestHandler

import pytest

from graph.engine.query import Query
from graph.engine.remote import client
from graph.engine.remote.client import Remote
from graph.rdf.formats import RESULT_FORMATS
from ontology import BadQuery, Ended, OutOfTime, Unavailable
from server.sparql.result_table import shown
from tests.engines import answer, asked, begin, scripted, send

JSON, TSV = RESULT_FORMATS[0], RESULT_FORMATS[3]
SELECT = Query("SELECT ?s { ?s ?p ?o }")
LAST_CHUNK = (
    b"HTTP/1.1 200 OK\r\nContent-Type: application/sparql-results+json\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n"
)


@pytest.mark.parametrize(
    ("begins", "again"),
    [(b"", b"HTTP/1.1 100 Continue\r\n\r\n"), (LAST_CHUNK, b"X: y\r\n")],
)
def test_interim_answers_and_trailers_without_end_have_no_more_time(
    begins: bytes, again: bytes
) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(begins)
            while True:
                handler.wfile.write(again * 1_000)

    with pytest.raises(OutOfTime):
        asked(reply, SELECT, JSON, seconds=0.3)


@pytest.mark.parametrize("status", [102, 103, 202, 204, 206])
def test_another_status_than_200_is_no_fault_of_the_query(status: int) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        answer(handler, status, JSON.media_type, b"")

    with pytest.raises(Unavailable, match=f"^the engine answers with status {status}: is it a"):
        asked(reply, SELECT, JSON)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json", b"[" * 60_000),
        ("text/plain", b"error at " + b"9" * 5_000 + b":1: expected x"),
        ("text/plain", b"error at 1:" + b"9" * 5_000 + b": expected x"),
        ("text/plain", b"line " + b"9" * 5_000 + b", column " + b"9" * 5_000),
    ],
)
def test_words_of_a_refusal_that_cannot_be_read_are_told_as_they_are(
    kind: str, body: bytes
) -> None:
    with pytest.raises(BadQuery):
        asked(lambda handler: answer(handler, 400, kind, body), SELECT, JSON)


def test_what_a_query_of_our_own_holds_in_memory_is_bounded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        begin(handler, JSON.media_type)
        with suppress(OSError):
            while True:
                send(handler, b" " * 10_000)

    monkeypatch.setattr(client, "MOST_HELD", 50_000)
    with scripted(reply) as address, Remote(address, connections=1) as remote:
        for _ in range(2):  # the one connection is free again
            with pytest.raises(Unavailable, match="the engine's answer is larger than 50,000"):
                remote.rows(SELECT.text)


def test_half_a_surrogate_pair_is_no_text() -> None:
    value = b'{"s":{"type":"literal","value":"\\ud800"}}'
    body = b'{"head":{"vars":["s"]},"results":{"bindings":[' + value + b"]}}"
    with (
        scripted(lambda handler, _: answer(handler, 200, JSON.media_type, body)) as address,
        Remote(address) as remote,
        pytest.raises(Unavailable, match="no SPARQL result"),
    ):
        remote.rows(SELECT.text)


@pytest.mark.parametrize(
    "body", [b"", b" " * 600_000, b"?s\n\xff\n", b'?s\n"\\ud800"\n', b'?s\n"\\UFFFFFFFF"\n']
)
def test_a_table_that_is_none_is_told_where_a_page_shows_it(body: bytes) -> None:
    with (
        scripted(lambda handler, _: answer(handler, 200, TSV.media_type, body)) as address,
        Remote(address) as remote,
        pytest.raises((Unavailable, Ended)),
    ):
        shown(remote, SELECT)
