"""A soak: honest and hostile clients together, workers killed and releases switched meanwhile."""

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

from graph.build import Plan, build
from graph.reading import curated_records
from graph.release import Release, current_release, read_release
from scripts.bench.cases import Case, cases
from scripts.bench.honest import be_honest
from scripts.bench.hostile import be_hostile
from scripts.bench.outcome import Outcome, Run
from scripts.bench.rivals import OURS, running
from scripts.bench.trouble import Trouble
from scripts.bench.verdict import Verdict, judge

__all__ = ["soak"]

ANOTHER = Path(__file__).with_name("another.yaml")
HONEST = 3
HOSTILE = 2
PAUSE = 0.05
BATCH = 100
LAST_ANSWERS = 120.0
SPAWN = multiprocessing.get_context("spawn")


def soak(seconds: float, data: Path | None = None) -> Verdict:
    """Soak a server on a data folder, or on two releases built for it, and say what came of it."""
    with _folder(data) as folder:
        releases = _releases(folder)
        asked = cases(releases)
        click.echo(f"{len(releases)} releases, {len(asked):,} cases, {seconds:g} seconds", err=True)
        with tempfile.TemporaryFile() as said:
            with running(OURS, releases[0], said) as (endpoint, pid):
                trouble = Trouble(pid, folder, releases, seconds)
                outcomes = list(_outcomes(endpoint, asked, trouble, seconds))
            said.seek(0)
            trouble.log.tracebacks += _tracebacks(said)
        return judge(outcomes, asked, trouble.log)


def _tracebacks(said: IO[bytes]) -> Iterator[str]:
    """Yield the last line of every traceback that a server wrote."""
    is_in_one = False
    for line in said:
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
    endpoint: str, asked: Sequence[Case], trouble: Trouble, seconds: float
) -> Iterator[Outcome]:
    """Yield what the clients find, and make trouble meanwhile."""
    found: Queue[Outcome] = SPAWN.Queue()
    run = Run(seconds, SPAWN.Barrier(1 + HONEST + HOSTILE), found)
    clients = list(_clients(endpoint, asked, run))
    for client in clients:
        client.start()
    until = run.begin()
    try:
        while any(client.is_alive() for client in clients):
            if time.monotonic() < until:
                trouble.go_on()
            if time.monotonic() > until + LAST_ANSWERS:
                raise TimeoutError("a client does not end: some answer never does")
            yield from _taken(found)
        while more := list(_taken(found)):
            yield from more
    finally:
        for client in clients:
            client.kill()
            client.join()


def _clients(endpoint: str, asked: Sequence[Case], run: Run) -> Iterator[BaseProcess]:
    netloc = urlsplit(endpoint).netloc
    host, _, port = netloc.partition(":")
    for seed in range(HONEST):
        yield SPAWN.Process(target=be_honest, args=(netloc, asked, seed, run))
    for seed in range(HOSTILE):
        yield SPAWN.Process(target=be_hostile, args=((host, int(port)), seed, run))


def _taken(found: "Queue[Outcome]") -> Iterator[Outcome]:
    """Yield some of what is there now."""
    with suppress(Empty):
        for _ in range(BATCH):
            yield found.get(timeout=PAUSE)
