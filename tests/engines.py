"""Engines of others, started for a test on the loopback, and one that answers as it is told."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import urllib3

from graph.engine.query import Query
from graph.engine.remote.client import Remote
from graph.rdf.formats import Format
from tests.waiting import becomes

ROOT = Path(__file__).parent.parent

Reply = Callable[[BaseHTTPRequestHandler, str], None]


@contextmanager
def oxigraph(*options: str) -> Iterator[str]:
    """Start an Oxigraph server, in memory unless an option says where; give its address."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}{os.pathsep}/usr/bin")
    if not program:
        pytest.skip("the program oxigraph is not there: install the extra 'test'")
    port = free_port()
    with _running([program, "serve", "--bind", f"127.0.0.1:{port}", *options], port):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def rdflib_endpoint(n_quads: Path | None = None) -> Iterator[str]:
    """Start an rdflib-endpoint over a file, or over nothing; give its address."""
    pytest.importorskip("rdflib_endpoint", reason="install the extra 'test'")
    port = free_port()
    serve = ["-m", "granian", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port)]
    environment = os.environ | {"N_QUADS": str(n_quads or "")}
    with _running([sys.executable, *serve, "tests.rdflib_engine:app"], port, environment):
        yield f"http://127.0.0.1:{port}/"


@contextmanager
def scripted(reply: Reply) -> Iterator[str]:
    """Start an engine whose answers a function writes, given the request and its body."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            reply(self, self.rfile.read(length).decode())

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/sparql"
        finally:
            server.shutdown()
            thread.join()


def asked(
    reply: Callable[[BaseHTTPRequestHandler], None],
    query: Query,
    format_: Format,
    seconds: float = 10.0,
    max_bytes: int = 1_000_000,
) -> bytes:
    """Ask an engine that replies so, and return its answer."""
    with (
        scripted(lambda handler, _: reply(handler)) as address,
        Remote(address, seconds, max_bytes) as remote,
    ):
        return remote.evaluate(query, format_).read()


def answer(
    handler: BaseHTTPRequestHandler, status: int, kind: str, body: bytes, **headers: str
) -> None:
    """Write a whole answer; in the name of a header, _ stands for -."""
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Type", kind)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def begin(handler: BaseHTTPRequestHandler, kind: str) -> None:
    """Begin an answer whose chunks are to be sent; an empty chunk ends it."""
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()


def send(handler: BaseHTTPRequestHandler, chunk: bytes) -> None:
    handler.wfile.write(f"{len(chunk):x}\r\n".encode() + chunk + b"\r\n")


def keep(address: str, n_quads: str) -> None:
    """Make an Oxigraph server hold these statements alone."""
    headers = {"Content-Type": "application/n-quads"}
    found = urllib3.request("PUT", f"{address}/store", body=n_quads, headers=headers)
    assert found.status == 204, found.data


def kept(address: str) -> str:
    """Return the statements that an Oxigraph server holds."""
    return urllib3.request("GET", f"{address}/store").data.decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def _running(
    command: Sequence[str], port: int, environment: dict[str, str] | None = None
) -> Iterator[None]:
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            _wait(port, process)
            yield
        finally:
            process.terminate()


def _wait(port: int, process: "subprocess.Popen[bytes]") -> None:
    becomes(lambda: process.poll() is not None or _listens(port))
    assert process.poll() is None, f"{process.args!r} does not listen on port {port}"


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
