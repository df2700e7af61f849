"""Our server, with its isolation on, beside what a user would take instead, in one run."""

import os
import platform
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from http import HTTPStatus
from itertools import islice
from pathlib import Path
from statistics import geometric_mean

import click

from graph.release import Release
from ontology import JG, Unavailable
from scripts.bench.answers import rows
from scripts.bench.dataset import write_data
from scripts.bench.figures import Figure
from scripts.bench.isolation import isolation
from scripts.bench.load import answer, latency, load
from scripts.bench.mix import mix, small
from scripts.bench.rivals import OURS, RIVALS, SLOW_TO_LOAD, Rival, running

__all__ = ["Row", "bench_serve", "table"]

MOST_PER_SECOND = 40_000
WARM_UP = 1
ROUNDS = 9


@dataclass(frozen=True)
class Row:
    """What was measured, for each server: requests a second, where more is better, or time."""

    name: str
    values: Mapping[str, float | None]
    more_is_better: bool = False

    def ratio(self, rival: str) -> float | None:
        """Return how many times as fast ours is."""
        ours, theirs = self.values[OURS.name], self.values[rival]
        if not ours or not theirs:
            return None
        return ours / theirs if self.more_is_better else theirs / ours


def bench_serve(sizes: Iterable[int], seconds: int, slow_up_to: int) -> None:
    """Print a table for each size: every server, and how many times as fast ours is."""
    click.echo(f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            release = write_data(Path(folder), size)
            rivals = [one for one in RIVALS if one not in SLOW_TO_LOAD or size <= slow_up_to]
            servers = dict(_started(stack, release, [OURS, *rivals]))
            endpoints = {name: endpoint for name, (endpoint, _) in servers.items()}
            for difference in _differences(endpoints):
                click.echo(difference, err=True)
            measured = [*_rates(endpoints, release, seconds), *_latencies(endpoints, seconds)]
            click.echo(f"\n{release.manifest['counts']['triples']:,} triples")
            click.echo("\n".join(table(measured)))
            click.echo("\n".join(map(str, _goals(measured))))
            for figure in isolation(*servers[OURS.name], release, _issues(release), seconds):
                click.echo(figure)


def _started(
    stack: ExitStack, release: Release, rivals: Iterable[Rival]
) -> Iterator[tuple[str, tuple[str, int]]]:
    for rival in rivals:
        try:
            yield rival.name, stack.enter_context(running(rival, release))
        except Unavailable as error:
            if rival is OURS:
                raise
            click.echo(f"without {error}", err=True)


def _issues(release: Release) -> int:
    return int(release.manifest["counts"]["classes"][f"{JG}Issue"])


def _rates(endpoints: Mapping[str, str], release: Release, seconds: int) -> Iterator[Row]:
    warm = list(islice(small(_issues(release)), MOST_PER_SECOND * WARM_UP))
    fresh = list(islice(small(_issues(release), len(warm)), MOST_PER_SECOND * seconds))
    for endpoint in endpoints.values():
        load(endpoint, warm, WARM_UP)
    for name, queries in {
        "small queries, each another, req/s": fresh,
        "12 small queries again and again, req/s": warm[:12],
        "the 12 of researchers again and again, req/s": list(mix().values()),
    }.items():
        rates = {one: _rate(one, at, queries, seconds) for one, at in endpoints.items()}
        yield Row(name, rates, more_is_better=True)


def _rate(server: str, endpoint: str, queries: Sequence[str], seconds: int) -> float:
    found = load(endpoint, queries, seconds)
    if found.refused or found.broken:
        click.echo(f"{server}: {found.refused} refused, {found.broken} broken", err=True)
    if found.requests > len(queries) > MOST_PER_SECOND:
        click.echo(f"{server}: faster than there are queries, so that some came twice", err=True)
    return found.rate


def _differences(endpoints: Mapping[str, str]) -> Iterator[str]:
    """Yield in words which server answers a query of the mix otherwise than ours."""
    for name, query in mix().items():
        found = {one: _rows(at, query) for one, at in endpoints.items()}
        for server in found:
            if found[server] != found[OURS.name]:
                yield f"{server} answers '{name}' otherwise"


def _rows(endpoint: str, query: str) -> set[str]:
    status, body = answer(endpoint, query)
    try:
        return rows(body) if status == HTTPStatus.OK else set()
    except ValueError:
        return set()


def _latencies(endpoints: Mapping[str, str], seconds: int) -> Iterator[Row]:
    each = [
        Row(name, {one: latency(at, query, ROUNDS, seconds) for one, at in endpoints.items()})
        for name, query in mix().items()
    ]
    means = {one: _mean([row.values[one] for row in each]) for one in endpoints}
    yield Row("12 queries of researchers, geometric mean, ms", means)
    for row in each:
        yield Row(f"  {row.name}", row.values)


def _mean(values: list[float | None]) -> float | None:
    """Return the geometric mean; nothing for a server that did not answer every query."""
    found = [value for value in values if value is not None]
    return geometric_mean(found) if len(found) == len(values) else None


def table(measured: Sequence[Row]) -> Iterator[str]:
    """Yield a table's lines: each server's figure, and how many times as fast ours is."""
    yield f"{'':46}" + "".join(_wide(name, name) for name in measured[0].values)
    for row in measured:
        yield f"{row.name:46}" + "".join(_wide(name, _cell(row, name)) for name in row.values)


def _wide(server: str, cell: str) -> str:
    return f"{cell:>10}" if server == OURS.name else f"{cell:>23}"


def _cell(row: Row, server: str) -> str:
    value, ratio = row.values[server], row.ratio(server)
    if value is None:
        return "no answer"
    figure = f"{value:,.0f}" if row.more_is_better else f"{value:,.2f}"
    return figure if server == OURS.name else f"{figure} {f'({ratio:,.2f})' if ratio else '':>9}"


def _goals(measured: Sequence[Row]) -> Iterator[Figure]:
    """Yield what is asked of ours beside its rivals, in requests a second."""
    fresh, repeated = measured[:2]
    asked = ((fresh, "rdflib-endpoint", 4), (fresh, "Oxigraph", 0.4), (repeated, "Oxigraph", 1))
    for row, rival, least in asked:
        for name in row.values:
            if name.startswith(rival):
                ratio = row.ratio(name) or 0.0
                yield Figure(f"{row.name}: times {rival}", ratio, "", least, is_at_most=False)
