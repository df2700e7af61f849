"""A soak test: honest and hostile clients together, while workers and releases change."""

import multiprocessing
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from multiprocessing.queues import Queue
from pathlib import Path
from queue import Empty
from typing import IO
from urllib.parse import urlsplit

import click

from graph.build.build import build
from graph.build.inputs import Plan
from graph.reading.files import curated_records
from graph.release.release import Release, current_release, read_release
from scripts.bench.serving.servers import OURS, running
from scripts.bench.soak.cases import Case, cases
from scripts.bench.soak.faults import FaultInjector
from scripts.bench.soak.honest_client import run_honest_client
from scripts.bench.soak.hostile_client import run_hostile_client
from scripts.bench.soak.outcome import Outcome, Run
from scripts.bench.soak.verdict import Verdict, judge

__all__ = ["soak"]

ANOTHER = Path(__file__).with_name("another.yaml")
HONEST = 3
HOSTILE = 2
PAUSE = 0.05
BATCH = 100
LAST_ANSWERS = 120.0
SPAWN = multiprocessing.get_context("spawn")


def soak(seconds: float, data: Path | None = None) -> Verdict:
    """Soak a server on a data folder, or on two releases built here, and judge its answers."""
    with _folder(data) as folder:
        releases = _releases(folder)
        asked = cases(releases)
        click.echo(f"{len(releases)} releases, {len(asked):,} cases, {seconds:g} seconds", err=True)
        with tempfile.TemporaryFile() as stderr:
            with running(OURS, releases[0], stderr) as (endpoint, pid):
                faults = FaultInjector(pid, folder, releases, seconds)
                outcomes = list(_outcomes(endpoint, asked, faults, seconds))
            stderr.seek(0)
            faults.log.tracebacks += _tracebacks(stderr)
        return judge(outcomes, asked, faults.log)


def _tracebacks(stderr: IO[bytes]) -> Iterator[str]:
    """Yield the last line of every traceback that a server wrote."""
    is_in_one = False
    for line in stderr:
        text = line.decode("utf-8", "replace").rstrip()
        if text.startswith("Traceback"):
            is_in_one = True
        elif is_in_one and not text.startswith(" "):
            is_in_one = False
            yield text


@contextmanager
def _folder(data: Path | None) -> Iterator[Path]:
    if data:
        yield data
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(Plan(folder, (curated_records(), ANOTHER)))
        build(Plan(folder))
        yield folder


def _releases(data: Path) -> list[Release]:
    """Return the releases of a data folder, the current one first."""
    now = current_release(data)
    names = sorted(path.name for path in now.folder.parent.iterdir() if path.name[0] != ".")
    return [now, *(read_release(data, name) for name in names if name != now.name)]


def _outcomes(
    endpoint: str, asked: Sequence[Case], faults: FaultInjector, seconds: float
) -> Iterator[Outcome]:
    """Yield the outcomes of the clients, and inject faults meanwhile."""
    outcomes: Queue[Outcome] = SPAWN.Queue()
    run = Run(seconds, SPAWN.Barrier(1 + HONEST + HOSTILE), outcomes)
    clients = list(_clients(endpoint, asked, run))
    for client in clients:
        client.start()
    until = run.begin()
    try:
        while any(client.is_alive() for client in clients):
            if time.monotonic() < until:
                faults.inject_due()
            if time.monotonic() > until + LAST_ANSWERS:
                raise TimeoutError("a client did not end: one of its answers never ended")
            yield from _received(outcomes)
        while more := list(_received(outcomes)):
            yield from more
    finally:
        for client in clients:
            client.kill()
            client.join()


def _clients(endpoint: str, asked: Sequence[Case], run: Run) -> Iterator[BaseProcess]:
    netloc = urlsplit(endpoint).netloc
    host, _, port = netloc.partition(":")
    for seed in range(HONEST):
        yield SPAWN.Process(target=run_honest_client, args=(netloc, asked, seed, run))
    for seed in range(HOSTILE):
        yield SPAWN.Process(target=run_hostile_client, args=((host, int(port)), seed, run))


def _received(outcomes: "Queue[Outcome]") -> Iterator[Outcome]:
    """Yield some outcomes, at most a batch."""
    with suppress(Empty):
        for _ in range(BATCH):
            yield outcomes.get(timeout=PAUSE)
