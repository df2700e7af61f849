"""What isolation costs and gives: large answers, runaway queries, and who waits for them."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import count, islice

import psutil

from graph.release import Release
from scripts.bench.figures import Figure
from scripts.bench.large import large
from scripts.bench.load import answer, load
from scripts.bench.mix import small, varied
from scripts.bench.processes import workers

__all__ = ["isolation", "runaways"]

RUNAWAY = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }\nLIMIT 1"
CLIENTS = 4
LOOK = 0.002
PATIENCE = 30.0


def isolation(
    endpoint: str, pid: int, release: Release, issues: int, seconds: int
) -> Iterator[Figure]:
    """Yield the figures of a server that runs as process `pid`."""
    yield from large(endpoint, pid, release)
    again, answered = _after_runaway(endpoint, pid), _after_kill(endpoint, pid)
    yield Figure("a runaway's worker ended, until as many are ready", again, "ms", 150)
    yield Figure("all workers killed, until a query is answered", answered, "ms", 150)
    yield from _company(endpoint, issues, seconds)


def _after_runaway(endpoint: str, pid: int) -> float:
    """Return the milliseconds from the end of a runaway's worker until as many are ready again."""
    full = len(_ready(pid))
    with ThreadPoolExecutor(1) as pool:
        pool.submit(answer, endpoint, RUNAWAY, 1)
        _wait(lambda: bool(_slow(pid)))
        ended = _slow(pid)
        _wait(lambda: not ended & {one.pid for one in workers(pid)})
        return _wait(lambda: len(_ready(pid)) >= full) * 1e3


def _after_kill(endpoint: str, pid: int) -> float:
    """Return the milliseconds from the end of all workers until a query is answered."""
    for worker in workers(pid):
        worker.kill()
    return _wait(lambda: answer(endpoint, "ASK { ?killed ?all ?workers }")[0] == 200) * 1e3


def _ready(pid: int) -> set[int]:
    return {one.pid for one in workers(pid)} - _slow(pid)


def _slow(pid: int) -> set[int]:
    """Return the workers that have given way to the others, as those with slow queries do."""
    return {one.pid for one in workers(pid) if _niceness(one) > 0}


def _niceness(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return process.nice()
    return 0


def _wait(is_so: Callable[[], bool]) -> float:
    """Wait until something is so, and return the seconds that it took."""
    started = time.perf_counter()
    while not is_so() and time.perf_counter() < started + PATIENCE:
        time.sleep(LOOK)
    return time.perf_counter() - started


def _company(endpoint: str, issues: int, seconds: int) -> Iterator[Figure]:
    """Measure how long small queries take at worst, alone and beside four runaways."""
    queries = small(issues, 10_000_000)
    alone = load(endpoint, islice(queries, 100_000), seconds, CLIENTS)
    with runaways(endpoint, 4):
        time.sleep(1)
        beside = load(endpoint, islice(queries, 100_000), seconds, CLIENTS)
    yield Figure(
        f"p99 beside 4 runaways, {beside.p99:.1f} ms, times the idle {alone.p99:.1f} ms",
        beside.p99 / alone.p99, "", 5,
    )  # fmt: skip
    yield Figure("of these queries failed", float(beside.refused + beside.broken), "", 0)


@contextmanager
def runaways(endpoint: str, clients: int, timeout: float | None = None) -> Iterator[None]:
    """Let clients send a query that never ends, again and again, until the block is left."""
    is_over = threading.Event()
    turn = count()

    def go_on() -> None:
        while not is_over.is_set():
            answer(endpoint, varied(RUNAWAY, next(turn)), timeout)

    threads = [threading.Thread(target=go_on, daemon=True) for _ in range(clients)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()
