"""HTTP/1.1 as it travels: connections, bodies and requests that are none."""

import socket

import pytest

from tests.blackbox.client import Client

ASK = b"GET /sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: x\r\n"
LAST = b"Connection: close\r\n\r\n"
POST = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\n"
TRUE = b'{"head":{},"boolean":true}'


def test_a_connection_takes_one_request_after_the_other(client: Client) -> None:
    connection = client.connection()
    try:
        for path in ("/healthz", "/sparql?query=ASK%7B%7D", "/none", "/static/style.css"):
            connection.request("GET", path)
            first = connection.sock
            with connection.getresponse() as answer:
                assert answer.read()
            assert connection.sock is first
    finally:
        connection.close()


def test_an_error_leaves_the_connection_open(client: Client) -> None:
    found = client.raw(b"GET /sparql?query=SELECT HTTP/1.1\r\nHost: x\r\n\r\n" + ASK + LAST)
    assert found.count(b"HTTP/1.1 400") == 1
    assert found.endswith(TRUE)


def test_requests_that_come_at_once_are_answered_in_their_order(client: Client) -> None:
    paths = [f"/sparql?query=SELECT({number}AS%20?x)%7B%7D&format=tsv" for number in range(5)]
    asked = b"".join(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode() for path in paths)
    found = client.raw(asked + ASK + LAST)
    assert found.count(b"HTTP/1.1 200 OK") == 6
    places = [found.index(f"?x\n{number}\n".encode()) for number in range(5)]
    assert places == sorted(places)
    assert found.endswith(TRUE)


def test_http_1_0_is_spoken(client: Client) -> None:
    found = client.raw(b"GET /sparql?query=ASK%7B%7D HTTP/1.0\r\n\r\n")
    assert found.startswith(b"HTTP/1.0 200 OK\r\n")
    assert found.endswith(TRUE)


def test_the_target_may_be_a_whole_address(client: Client) -> None:
    found = client.raw(
        b"GET http://example.org/sparql?query=ASK%7B%7D HTTP/1.1\r\nHost: example.org\r\n" + LAST
    )
    assert found.endswith(TRUE)


@pytest.mark.parametrize(
    "chunks",
    [
        b"5\r\nASK{}\r\n0\r\n\r\n",
        b"1\r\nA\r\n1\r\nS\r\n1\r\nK\r\n2\r\n{}\r\n0\r\n\r\n",
        b"0005;name=value\r\nASK{}\r\n0\r\nTrailer: 1\r\n\r\n",
        b"5\r\nASK{}\r\n0\r\nX: y\r\n\r\n",
    ],
)
def test_a_body_may_come_in_chunks(client: Client, chunks: bytes) -> None:
    found = client.raw(POST + b"Transfer-Encoding: chunked\r\n" + LAST + chunks)
    assert found.endswith(TRUE)


def test_a_client_may_ask_before_it_sends_a_body(client: Client) -> None:
    with client.socket() as connection:
        connection.sendall(POST + b"Content-Length: 5\r\nExpect: 100-continue\r\n" + LAST)
        assert connection.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"ASK{}")
        assert connection.makefile("rb").read().endswith(TRUE)


def test_a_body_may_come_slowly(client: Client) -> None:
    with client.socket() as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        for byte in POST + b"Content-Length: 5\r\n" + LAST + b"ASK{}":
            connection.send(bytes([byte]))
        assert connection.makefile("rb").read().endswith(TRUE)


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Length: 50\r\n\r\nASK{}",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nASK{}\r\nzz\r\n",
    ],
)
def test_half_a_body_is_no_query(client: Client, body: bytes) -> None:
    with client.socket() as connection:
        connection.sendall(POST + body)
        connection.shutdown(socket.SHUT_WR)
        found = connection.makefile("rb").read()
    assert TRUE not in found
    assert found[:12] in (b"", b"HTTP/1.1 400")


# What is no request of HTTP, and the statuses that may tell so; the server goes on after each.
NO_HTTP = {
    "bytes": (b"\x00\x01\x02\x03\r\n\r\n", {400}),
    "a method alone": (b"GET\r\n\r\n", {400}),
    "no version": (b"GET /\r\n\r\n", {400}),
    "version 9.9": (b"GET / HTTP/9.9\r\n\r\n", {400, 505}),
    "two spaces": (b"GET  / HTTP/1.1\r\nHost: x\r\n\r\n", {400}),
    "TLS": (b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1" + bytes(50) + b"\r\n\r\n", {400}),
    "no colon": (b"GET / HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n", {400}),
    "space before colon": (b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", {400}),
    "NUL in a header": (b"GET / HTTP/1.1\r\nHost: x\r\nX: a\x00b\r\n\r\n", {400}),
    "folded header": (b"GET / HTTP/1.1\r\nHost: x\r\nX: a\r\n b\r\n\r\n", {400}),
    "no host": (b"GET / HTTP/1.1\r\n" + LAST, {400}),
    "empty host": (b"GET / HTTP/1.1\r\nHost:\r\n" + LAST, {400}),
    "two hosts": (b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + LAST, {400}),
    "space in host": (b"GET / HTTP/1.1\r\nHost: a b\r\n" + LAST, {400}),
    "half an address as host": (b"GET / HTTP/1.1\r\nHost: [::1\r\n" + LAST, {400}),
    "path in host": (b"GET / HTTP/1.1\r\nHost: x/y?z\r\n" + LAST, {400}),
    "long Accept": (
        b"GET / HTTP/1.1\r\nHost: x\r\nAccept: " + b"a/b," * 9_000 + b"\r\n" + LAST,
        {431},
    ),
    "very long header": (
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 500_000 + b"\r\n" + LAST,
        {400, 431},
    ),
    "5,000 headers": (b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 5_000 + LAST, {400, 431}),
    "long target": (b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n" + LAST, {414}),
    "bare bytes in a path": (b"GET /\xff\xfe HTTP/1.1\r\nHost: x\r\n" + LAST, {400, 404}),
    "bad UTF-8 in a path": (b"GET /id/issue/%ff%fe HTTP/1.1\r\nHost: x\r\n" + LAST, {400, 404}),
    "bare UTF-8 after ?": (b"GET /none?\xc3\xa9=\xc3\xa9 HTTP/1.1\r\nHost: x\r\n" + LAST, {404}),
    "bad escapes after ?": (b"GET /none?%zz=%u0000 HTTP/1.1\r\nHost: x\r\n" + LAST, {404}),
    "two lengths": (POST + b"Content-Length: 5\r\nContent-Length: 6\r\n" + LAST + b"ASK{}", {400}),
    "length in words": (POST + b"Content-Length: five\r\n" + LAST + b"ASK{}", {400}),
    "length below 0": (POST + b"Content-Length: -5\r\n" + LAST + b"ASK{}", {400}),
    "length beyond all": (
        POST + b"Content-Length: 99999999999999999999999\r\n" + LAST + b"ASK{}",
        {400, 413},
    ),
    "unknown coding": (POST + b"Transfer-Encoding: nonsense\r\n" + LAST + b"ASK{}", {400, 501}),
    "chunk beyond all": (
        POST + b"Transfer-Encoding: chunked\r\n" + LAST + b"FFFFFFFFFFFFFFFFF\r\nASK{}",
        {400},
    ),
    "dots": (b"GET /release/../../../etc/passwd HTTP/1.1\r\nHost: x\r\n" + LAST, {400, 404}),
    "escaped dots": (
        b"GET /release/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n" + LAST,
        {400, 404},
    ),
    "escaped slash": (b"GET /static/..%2fsettings.py HTTP/1.1\r\nHost: x\r\n" + LAST, {400, 404}),
    "two slashes": (b"GET //example.org/ HTTP/1.1\r\nHost: x\r\n" + LAST, {404}),
    "CONNECT": (b"CONNECT example.org:443 HTTP/1.1\r\nHost: x\r\n" + LAST, {400, 404, 405, 501}),
}


@pytest.mark.parametrize(("sent", "statuses"), NO_HTTP.values(), ids=NO_HTTP)
def test_what_is_no_request_is_told_and_the_server_goes_on(
    client: Client, sent: bytes, statuses: set[int]
) -> None:
    found = client.raw(sent)
    status = int(found.split(b" ", 2)[1])
    assert status in statuses
    assert b"Traceback" not in found
    assert b"granian" not in found.lower()
    assert client.query("ASK {}").body == TRUE


def test_silence_and_idle_connections_hold_up_nobody(client: Client) -> None:
    idle = [client.socket() for _ in range(200)]
    try:
        for number, connection in enumerate(idle):
            connection.sendall(ASK[: number % len(ASK)])
        assert client.query("ASK {}").body == TRUE
        assert client.get("/healthz").status == 200
    finally:
        for connection in idle:
            connection.close()


def test_readers_that_stall_hold_up_nobody(client: Client) -> None:
    """More of them than there are threads, each with a download that fills every buffer."""
    name = client.get("/readyz").text.split()[-1]
    stalled = []
    try:
        for _ in range(80):
            connection = client.socket()
            stalled.append(connection)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            connection.sendall(
                f"GET /release/{name}/justicegraph.nq HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            )
        assert [client.get(path).status for path in ("/healthz", "/", "/metrics")] == [200] * 3
    finally:
        for connection in stalled:
            connection.close()
