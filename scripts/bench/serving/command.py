"""Throughput of our server, with its worker pool, as ratios to other SPARQL servers in one run."""

import os
import platform
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

import click

from ontology import JG
from scripts.bench.dataset import write_data
from scripts.bench.figures import Figure
from scripts.bench.serving.isolation import isolation
from scripts.bench.serving.load import load
from scripts.bench.serving.servers import OURS, OXIGRAPH, RDFLIB, running
from scripts.bench.serving.small_queries import small_queries

__all__ = ["bench_serve", "ratios"]

MOST_PER_SECOND = 40_000
WARM_UP = 1
RDFLIB_UP_TO = 100_000
NEW, REPEATED = "small queries, all different", "12 small ones, repeated"
GOALS = (
    (NEW, RDFLIB.name, 15.0),
    (NEW, OXIGRAPH.name, 0.3),
    (REPEATED, OXIGRAPH.name, 1.0),
)
"""Load, other server, and how many times its requests per second ours must be at least."""

Rates = Mapping[str, Mapping[str, float]]
"""Requests per second, by load and server."""


def bench_serve(sizes: Iterable[int], seconds: int) -> None:
    """Print the figures of graphs of these many triples; each load lasts for some seconds."""
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
            for figure in isolation(*started[OURS.name], release, issues, seconds):
                click.echo(figure)


def _rates(endpoints: Mapping[str, str], issues: int, seconds: int) -> Rates:
    warm = list(islice(small_queries(issues), MOST_PER_SECOND * WARM_UP))
    new = list(islice(small_queries(issues, len(warm)), MOST_PER_SECOND * seconds))
    for endpoint in endpoints.values():
        load(endpoint, warm, WARM_UP)
    return {
        name: {one: _rate(one, at, queries, seconds) for one, at in endpoints.items()}
        for name, queries in {NEW: new, REPEATED: warm[:12]}.items()
    }


def _rate(server: str, endpoint: str, queries: Sequence[str], seconds: int) -> float:
    result = load(endpoint, queries, seconds)
    if result.refused or result.broken:
        click.echo(f"{server}: {result.refused} refused, {result.broken} broken", err=True)
    return result.rate


def ratios(rates: Rates) -> Iterator[Figure]:
    """Yield how many times the requests per second of each other server ours answers."""
    for name, server, least in GOALS:
        if server in rates[name]:
            ours, theirs = rates[name][OURS.name], rates[name][server]
            title = f"{name}, {ours:,.0f}/s, times {server}"
            yield Figure(title, ours / theirs, "", least, is_at_most=False)
