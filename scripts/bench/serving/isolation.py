"""Process isolation: large answers, runaway queries, and the latency of others meanwhile."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count, islice

import psutil

from graph.engine.pool.supervisor import Size
from graph.release.release import Release
from scripts.bench.figures import Figure
from scripts.bench.serving.large import large
from scripts.bench.serving.load import answer, load
from scripts.bench.serving.processes import workers
from scripts.bench.serving.small_queries import small_queries, varied

__all__ = ["isolation"]

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }\nLIMIT 1"
CLIENTS = 4
LOOK = 0.002
PATIENCE = 30.0


def isolation(
    endpoint: str, pid: int, release: Release, issues: int, seconds: int
) -> Iterator[Figure]:
    """Yield the figures of a server that runs as process `pid`."""
    yield from large(endpoint, pid, release)
    yield Figure(
        "a runaway's worker killed, until all workers are ready", _after_runaway(endpoint, pid),
        "ms", 150,
    )  # fmt: skip
    yield from _beside_runaways(endpoint, issues, seconds)


def _after_runaway(endpoint: str, pid: int) -> float:
    """Return the milliseconds from the end of a runaway's worker until its successor is ready."""
    full = min(len(_ready(pid)), Size().ready)  # one more may be left of a slow query before
    with ThreadPoolExecutor(1) as pool:
        pool.submit(answer, endpoint, RUNAWAY, 1)
        _wait(lambda: bool(_slow(pid)))
        slow = _slow(pid)
        _wait(lambda: not slow & {worker.pid for worker in workers(pid)})
        return _wait(lambda: len(_ready(pid)) >= full) * 1e3


def _ready(pid: int) -> set[int]:
    return {worker.pid for worker in workers(pid)} - _slow(pid)


def _slow(pid: int) -> set[int]:
    """Return the workers with slow queries, whose priority has been lowered."""
    return {worker.pid for worker in workers(pid) if _niceness(worker) > 0}


def _niceness(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return process.nice()
    return 0


def _wait(condition: Callable[[], bool]) -> float:
    """Wait until a condition holds, and return the seconds that it took."""
    started = time.perf_counter()
    while not condition() and time.perf_counter() < started + PATIENCE:
        time.sleep(LOOK)
    return time.perf_counter() - started


def _beside_runaways(endpoint: str, issues: int, seconds: int) -> Iterator[Figure]:
    """Measure the 99th percentile of small queries alone, and with four runaway queries."""
    queries = small_queries(issues, 10_000_000)
    alone = load(endpoint, islice(queries, 100_000), seconds, CLIENTS)
    with _runaways(endpoint, 4):
        time.sleep(1)
        beside = load(endpoint, islice(queries, 100_000), seconds, CLIENTS)
    yield Figure(
        f"p99 with 4 runaways, {beside.p99:.1f} ms, times the idle {alone.p99:.1f} ms",
        beside.p99 / alone.p99, "", 5,
    )  # fmt: skip
    yield Figure("of these queries failed", float(beside.refused + beside.broken), "", 0)


@contextmanager
def _runaways(endpoint: str, clients: int) -> Iterator[None]:
    """Let clients send a query that never ends, again and again, until the block is left."""
    is_over = threading.Event()
    turn = count()

    def go_on() -> None:
        while not is_over.is_set():
            answer(endpoint, varied(RUNAWAY, next(turn)))

    threads = [threading.Thread(target=go_on, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
