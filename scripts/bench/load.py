"""Asking a server: many at a time with wrk, which is no bottleneck, or one after the other."""

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from math import ceil
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

from graph.engine import GRAPH_FORMATS, Query
from ontology import Unavailable
from scripts.bench.mix import varied

__all__ = ["CONNECTIONS", "Load", "answer", "ask", "latency", "load", "path_of"]

CONNECTIONS = 16
PATIENCE = 60
OK = HTTPStatus.OK
N_TRIPLES = GRAPH_FORMATS[1]
SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True)
class Load:
    """What came of a load: requests a second, how many were no success, milliseconds of waiting."""

    requests: int
    seconds: float
    refused: int
    broken: int
    median: float
    p99: float

    @property
    def rate(self) -> float:
        """Return successful requests a second."""
        return (self.requests - self.refused) / self.seconds


def path_of(endpoint: str, query: str, timeout: float | None = None) -> str:
    """Return the path that asks a query of an endpoint, and to take no longer than a time.

    >>> path_of("http://127.0.0.1:7878/query", "ASK { }")
    '/query?query=ASK+%7B+%7D'
    """
    parameters = {"query": query} | ({"timeout": str(timeout)} if timeout else {})
    return f"{urlsplit(endpoint).path}?{urlencode(parameters)}"


def accept(query: str) -> str:
    """Return the media type to ask for: some servers choke on a list of them.

    >>> accept("DESCRIBE <https://example.org/>")
    'application/n-triples'
    """
    formats = Query(query).formats
    return (N_TRIPLES if N_TRIPLES in formats else formats[0]).media_type


def load(
    endpoint: str, queries: Iterable[str], seconds: float, connections: int = CONNECTIONS
) -> Load:
    """Ask an endpoint queries in their order, on several connections, for some seconds.

    Raises `Unavailable` where there is no wrk.
    """
    wrk = shutil.which("wrk")
    if not wrk:
        raise Unavailable("there is no wrk here: install it (apt install wrk, brew install wrk)")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as paths:
        paths.writelines(f"{accept(query)} {path_of(endpoint, query)}\n" for query in queries)
        paths.flush()
        options = ["-t1", f"-c{connections}", f"-d{ceil(seconds)}s", "--timeout=60s"]
        command = [wrk, *options, f"-s{SCRIPT}", endpoint, paths.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return Load(**json.loads(done.stdout.splitlines()[-1]))


def latency(endpoint: str, query: str, rounds: int, seconds: float) -> float | None:
    """Return the median of the milliseconds that a query takes, each time in another text.

    Asks for so many rounds or seconds, whichever ends first, after one that does not count;
    returns nothing where the answer is no success.
    """
    found: list[float] = []
    with closing(HTTPConnection(urlsplit(endpoint).netloc, timeout=PATIENCE)) as one:
        end = time.monotonic() + seconds
        for turn in range(rounds + 1):
            started = time.perf_counter()
            if ask(one, path_of(endpoint, varied(query, turn)), accept(query))[0] != OK:
                return None
            found.append((time.perf_counter() - started) * 1e3)
            if time.monotonic() > end:
                break
    return median(found[1:] or found)


def answer(endpoint: str, query: str, timeout: float | None = None) -> tuple[int, bytes]:
    """Ask one query on a connection of its own, and return status and body.

    `timeout` is how many seconds the server is asked to take at most.
    """
    with closing(HTTPConnection(urlsplit(endpoint).netloc, timeout=PATIENCE)) as one:
        return ask(one, path_of(endpoint, query, timeout), accept(query))


def ask(connection: HTTPConnection, path: str, accept: str) -> tuple[int, bytes]:
    """Ask for a path, and return status and body; a server that is silent counts as status 0."""
    try:
        connection.request("GET", path, headers={"Accept": accept})
        found = connection.getresponse()
        return found.status, found.read()
    except (OSError, HTTPException):
        connection.close()
        return 0, b""
