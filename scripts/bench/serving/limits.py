"""Limits of SPARQL servers: whether a hostile query ends in time, and the server survives it.

Our server runs each query in a worker process that is killed. The Oxigraph server has a time limit
in its own process. Both get the same queries, with the same time limit.
"""

import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Final
from urllib.parse import urlencode, urlsplit

import click
import psutil

from scripts.bench.dataset import write_data
from scripts.bench.serving.load import JSON, answer
from scripts.bench.serving.processes import server_processes
from scripts.bench.serving.servers import OURS, OXIGRAPH, running

__all__ = ["bench_limits", "post"]

TRIPLES: Final = 100_000
SECONDS: Final = 2
MEMORY: Final = 4 << 30
PATIENCE: Final = 20.0
AFTER: Final = 3.0
HOSTILE: Final = Path(__file__).parents[1] / "soak" / "queries"
QUERIES: Final = {
    "cross product, counted": (HOSTILE / "product.rq").read_text(encoding="utf-8"),
    "cross product, sorted": (HOSTILE / "sorted-product.rq").read_text(encoding="utf-8"),
    "cross product, streamed": (HOSTILE / "endless-rows.rq").read_text(encoding="utf-8"),
    "paths from all to all": (HOSTILE / "paths.rq").read_text(encoding="utf-8"),
    "8 GB of text": (HOSTILE / "doubling.rq").read_text(encoding="utf-8"),
    "5,000 nested groups": f"ASK {'{' * 5_000} {'}' * 5_000}",
    "50,000 nested brackets": f"ASK {{ FILTER({'(' * 50_000}1{')' * 50_000}) }}",
}

WITH_TIMEOUT: Final = replace(
    OXIGRAPH,
    arguments=lambda release, port: [
        *OXIGRAPH.arguments(release, port),
        "--timeout-s",
        str(SECONDS),
    ],
)


@dataclass(frozen=True)
class Ending:
    """Outcome of a hostile query: status (0: no answer), body, seconds, and the server afterwards.

    The body is "whole"; "cut", which a client cannot see; "broken" off, which it sees; or "endless"
    until the client lost patience. `cpu` are seconds of CPU time of the server in the three seconds
    after.
    """

    status: int
    body: str
    seconds: float
    cpu: float
    is_alive: bool


def bench_limits() -> None:
    """Print how each hostile query ends at each server; each query gets a fresh server."""
    click.echo(f"{'':39} status  body     seconds  CPU after  alive")
    with tempfile.TemporaryDirectory() as folder:
        release = write_data(Path(folder), TRIPLES)
        for server in (OURS, WITH_TIMEOUT):
            for name, query in QUERIES.items():
                with running(server, release) as (endpoint, pid):
                    end = _ending(endpoint, pid, query)
                click.echo(
                    f"{server.name:14} {name:24} {end.status:6}  {end.body:7}"
                    f"{end.seconds:8.1f}  {end.cpu:9.1f}  {end.is_alive!s}"
                )


def _ending(endpoint: str, pid: int, query: str) -> Ending:
    if urlsplit(endpoint).path != OURS.path:  # it has no limit of memory: spare this machine
        psutil.Process(pid).rlimit(psutil.RLIMIT_AS, (MEMORY, MEMORY))
    started = time.monotonic()
    status, body = post(endpoint, query)
    seconds = time.monotonic() - started
    before = _cpu(pid)
    time.sleep(AFTER)
    is_alive = answer(endpoint, "ASK { ?s ?p ?o }")[0] == 200
    return Ending(status, body, seconds, max(0.0, _cpu(pid) - before), is_alive)


def post(endpoint: str, query: str) -> tuple[int, str]:
    """Send a query; return the status, or 0 for no answer, and how the body ended.

    Source: SPARQL 1.1 Protocol, section 2.1.2.
    """
    address = urlsplit(endpoint)
    body = urlencode({"query": query, "timeout": SECONDS})
    headers = {"Accept": JSON, "Content-Type": "application/x-www-form-urlencoded"}
    status, end = 0, time.monotonic() + PATIENCE
    with closing(HTTPConnection(address.netloc, timeout=PATIENCE)) as connection:
        try:
            connection.request("POST", address.path, body, headers)
            response = connection.getresponse()
            status, tail = response.status, b""
            while time.monotonic() < end and (chunk := response.read(1 << 16)):
                tail = (tail + chunk)[-64:]
        except (OSError, HTTPException):
            return status, "broken"
    if time.monotonic() >= end:
        return status, "endless"
    is_whole = status != HTTPStatus.OK or tail.rstrip().endswith(b"}")
    return status, "whole" if is_whole else "cut"


def _cpu(pid: int) -> float:
    """Return the seconds of CPU time of the processes of a server."""
    total = 0.0
    for process in server_processes(pid):
        with suppress(psutil.NoSuchProcess):
            total += sum(process.cpu_times()[:2])
    return total
