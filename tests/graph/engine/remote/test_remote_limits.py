"""An engine elsewhere has a time and a size, and is left where it goes beyond."""

import threading
import time
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from types import SimpleNamespace

import pytest

from graph.engine.query import Query
from graph.engine.remote import client, timed_connection
from graph.engine.remote.client import Remote
from graph.rdf.formats import RESULT_FORMATS
from ontology import Busy, Ended, OutOfTime
from tests.engines import answer, asked, begin, keep, oxigraph, scripted, send
from tests.waiting import PATIENCE

JSON, CSV = RESULT_FORMATS[0], RESULT_FORMATS[2]
SELECT = Query("SELECT ?s { ?s ?p ?o }")
CHUNKED = b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n"
ROWS = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"urn:a"}}]}}'
SELF_JOINS = (
    "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?j) }"
)


def test_an_engine_that_does_not_answer_in_time_is_left() -> None:
    went = threading.Event()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.connection.settimeout(PATIENCE)
        if handler.connection.recv(1) == b"":
            went.set()

    with pytest.raises(OutOfTime, match=r"the query was ended after 0.2 seconds"):
        asked(reply, SELECT, JSON, seconds=0.2)
    assert went.wait(PATIENCE)


def test_an_engine_that_begins_and_then_stalls_is_left() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        begin(handler, JSON.media_type)
        send(handler, b'{"head": ')
        handler.connection.settimeout(PATIENCE)
        handler.connection.recv(1)

    with pytest.raises(OutOfTime):
        asked(reply, SELECT, JSON, seconds=0.2)


def test_an_engine_that_sends_little_by_little_has_no_more_time_for_it() -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        begin(handler, CSV.media_type)
        with suppress(OSError):
            while True:
                send(handler, b"a\r\n")

    with pytest.raises(OutOfTime):
        asked(reply, SELECT, CSV, seconds=0.3, max_bytes=1 << 40)


@pytest.mark.parametrize("begins", [b"HTTP/1.1 200 O", CHUNKED + b"1;x="])
def test_an_engine_that_trickles_header_or_chunk_size_has_no_more_time_for_it(
    begins: bytes,
) -> None:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        with suppress(OSError):
            handler.wfile.write(begins)
            while True:
                handler.wfile.write(b"a")
                went.wait(0.01)

    went = threading.Event()
    with pytest.raises(OutOfTime):
        asked(reply, SELECT, CSV, seconds=0.2)


def test_the_time_that_the_client_takes_is_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        answer(handler, 200, CSV.media_type, b"a\r\n" * 1_000_000)

    with scripted(reply) as address, Remote(address, seconds=PATIENCE) as remote:
        chunks = remote.evaluate(SELECT, CSV).chunks
        first = next(chunks)
        clock = SimpleNamespace(monotonic=lambda: time.monotonic() + 10 * PATIENCE)
        for module in (client, timed_connection):
            monkeypatch.setattr(module, "time", clock)
        assert len(first) + sum(map(len, chunks)) == 3_000_000


def test_a_result_is_bounded_in_bytes() -> None:
    with pytest.raises(Ended, match="the result is larger than 50 bytes: ask for less with LIMIT"):
        asked(lambda one: answer(one, 200, JSON.media_type, ROWS), SELECT, JSON, max_bytes=50)


@pytest.mark.parametrize("read_first", [True, False])
def test_closing_an_answer_ends_the_connection(read_first: bool) -> None:
    went = threading.Event()

    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        begin(handler, CSV.media_type)
        try:
            for _again in range(500):
                send(handler, b"a\r\n" * 10_000)
        except OSError:
            went.set()

    with scripted(reply) as address, Remote(address, connections=1) as remote:
        for _again in range(3):  # the one connection is free again each time
            went.clear()
            chunks = remote.evaluate(SELECT, CSV).chunks
            assert not read_first or next(chunks)
            chunks.close()
            assert went.wait(PATIENCE)


def test_where_all_connections_are_in_use_the_engine_is_busy() -> None:
    free = threading.Event()

    def reply(handler: BaseHTTPRequestHandler, _: str) -> None:
        begin(handler, CSV.media_type)
        free.wait(PATIENCE)
        send(handler, b"a\r\n")
        send(handler, b"")

    with scripted(reply) as address, Remote(address, connections=1) as remote:
        answer_ = remote.evaluate(SELECT, CSV)
        with pytest.raises(Busy, match="all connections to the engine are in use"):
            remote.evaluate(SELECT, CSV)
        free.set()
        assert answer_.read() == b"a\r\n"


def test_a_runaway_query_is_left_and_others_go_on() -> None:
    with oxigraph() as address, Remote(f"{address}/query") as remote:
        triples = "".join(f"<urn:{n}> <urn:p> <urn:{n + 1}> .\n" for n in range(300))
        keep(address, triples)
        with pytest.raises(OutOfTime):
            remote.evaluate(Query(SELF_JOINS), JSON, seconds=0.3)
        assert remote.rows("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[0]["n"].text == "300"
