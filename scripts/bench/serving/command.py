"""Throughput of our server, with its worker pool, as ratios to other SPARQL servers in one run."""

import os
import platform
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from statistics import median

import click

from ontology import JG
from scripts.bench.dataset import write_data
from scripts.bench.figures import Figure
from scripts.bench.serving.isolation import isolation
from scripts.bench.serving.load import load
from scripts.bench.serving.researchers import researchers
from scripts.bench.serving.servers import OURS, OXIGRAPH, RDFLIB, running
from scripts.bench.serving.small_queries import small_queries

__all__ = ["bench_serve", "ratios"]

MOST_PER_SECOND = 40_000
WARM_UP = 1
ROUNDS = 5
ALONE_FROM = 20_000_000
"""The number of the first query of the client that is alone; nobody asked it before."""
RDFLIB_UP_TO = 100_000
NEW, REPEATED = "small queries, all different", "12 small ones, repeated"
GOALS = (
    (NEW, RDFLIB.name, 15.0),
    (NEW, OXIGRAPH.name, 0.3),
    (REPEATED, OXIGRAPH.name, 1.0),
)
"""Load, other server, and how many times its requests per second ours must be at least."""

Rates = Mapping[str, Mapping[str, Sequence[float]]]
"""Requests per second in each round, by load and server."""


def bench_serve(sizes: Iterable[int], seconds: int) -> None:
    """Print the figures of graphs of these many triples; each load lasts for some seconds.

    Servers take turns, in rounds: what else runs on the machine then slows all of them alike.
    """
    click.echo(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            release = write_data(Path(folder), size)
            servers = [OURS, OXIGRAPH, *([RDFLIB] if size <= RDFLIB_UP_TO else [])]
            started = {one.name: stack.enter_context(running(one, release)) for one in servers}
            click.echo(f"\n{release.manifest['counts']['triples']:,} triples")
            issues = int(release.manifest["counts"]["classes"][f"{JG}Issue"])
            endpoints = {name: endpoint for name, (endpoint, _) in started.items()}
            for figure in ratios(_rates(endpoints, issues, seconds)):
                click.echo(figure)
            click.echo(_one_client(endpoints[OURS.name], issues, seconds))
            click.echo(researchers(endpoints[OURS.name], endpoints[OXIGRAPH.name]))
            for figure in isolation(*started[OURS.name], release, issues, seconds):
                click.echo(figure)


def _rates(endpoints: Mapping[str, str], issues: int, seconds: int) -> Rates:
    warm = list(islice(small_queries(issues), MOST_PER_SECOND * WARM_UP))
    for endpoint in endpoints.values():
        load(endpoint, warm, WARM_UP)
    new = small_queries(issues, len(warm))
    rates: dict[str, dict[str, list[float]]] = {
        name: {server: [] for server in endpoints} for name in (NEW, REPEATED)
    }
    for _ in range(ROUNDS):
        unknown = list(islice(new, MOST_PER_SECOND * seconds))
        for name, queries in {NEW: unknown, REPEATED: warm[:12]}.items():
            for server, endpoint in endpoints.items():
                rates[name][server].append(_rate(server, endpoint, queries, seconds))
    return rates


def _rate(server: str, endpoint: str, queries: Sequence[str], seconds: int) -> float:
    result = load(endpoint, queries, seconds)
    if result.refused or result.broken:
        click.echo(f"{server}: {result.refused} refused, {result.broken} broken", err=True)
    return result.rate


def _one_client(endpoint: str, issues: int, seconds: int) -> Figure:
    """Measure the median time of a small query of one client, with no other client."""
    result = load(
        endpoint, islice(small_queries(issues, ALONE_FROM), MOST_PER_SECOND), seconds, connections=1
    )
    return Figure("a small query of one client, median", result.median, "ms", 1)


def ratios(rates: Rates) -> Iterator[Figure]:
    """Yield how many times the requests per second of each other server ours answers.

    The figure is the median of the rounds.
    """
    for name, server, least in GOALS:
        if server in rates[name]:
            ours, theirs = rates[name][OURS.name], rates[name][server]
            ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
            title = f"{name}, {median(ours):,.0f}/s, times {server}"
            yield Figure(title, ratio, "", least, is_at_most=False)
