"""HTTP load generation with wrk, which is no bottleneck, and single requests."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from math import ceil
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from ontology import Unavailable

__all__ = ["JSON", "Load", "answer", "load", "path_of"]

CONNECTIONS = 16
PATIENCE = 60
JSON = "application/sparql-results+json"
SCRIPT = Path(__file__).with_name("load.lua")


@dataclass(frozen=True)
class Load:
    """The result of a load: requests, seconds, failures, and latencies in milliseconds.

    `refused` answers have a status of 400 or more; `broken` ones did not arrive.
    """

    requests: int
    seconds: float
    refused: int
    broken: int
    median: float
    p99: float

    @property
    def rate(self) -> float:
        """Return successful requests per second."""
        return (self.requests - self.refused) / self.seconds


def path_of(endpoint: str, query: str, timeout: float | None = None) -> str:
    """Return the path of a query at an endpoint, with its time limit in seconds.

    >>> path_of("http://127.0.0.1:7878/query", "ASK { }")
    '/query?query=ASK+%7B+%7D'
    """
    parameters = {"query": query} | ({"timeout": str(timeout)} if timeout else {})
    return f"{urlsplit(endpoint).path}?{urlencode(parameters)}"


def load(
    endpoint: str, queries: Iterable[str], seconds: float, connections: int = CONNECTIONS
) -> Load:
    """Send SELECT and ASK queries in their order, on several connections, for some seconds.

    Raises `Unavailable` where there is no wrk.
    """
    wrk = shutil.which("wrk")
    if not wrk:
        raise Unavailable("there is no wrk here: install it (apt install wrk, brew install wrk)")
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as paths:
        paths.writelines(f"{path_of(endpoint, query)}\n" for query in queries)
        paths.flush()
        options = ["-t1", f"-c{connections}", f"-d{ceil(seconds)}s", "--timeout=60s"]
        command = [wrk, *options, f"-s{SCRIPT}", f"-HAccept: {JSON}", endpoint, paths.name]
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    return Load(**json.loads(done.stdout.splitlines()[-1]))


def answer(endpoint: str, query: str, timeout: float | None = None) -> tuple[int, bytes]:
    """Send one query on a new connection; return status and body, or status 0 for no answer."""
    with closing(HTTPConnection(urlsplit(endpoint).netloc, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", path_of(endpoint, query, timeout), headers={"Accept": JSON})
            response = connection.getresponse()
            return response.status, response.read()
        except (OSError, HTTPException):
            return 0, b""
