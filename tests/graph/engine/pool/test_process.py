"""The keeper of a pool, and clients that keep it waiting."""

import os
import resource
import signal
import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph.engine.pool.client import PoolEngine
from graph.engine.pool.connections import connect
from graph.engine.pool.process import PoolConfig, main
from graph.engine.pool.protocol import END, Request, frame, pack_request
from graph.engine.pool.supervisor import Size, status_path
from graph.engine.pool.worker import Limits
from graph.engine.pool.worker_status import WorkerStatus
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS
from graph.release.release import Release
from ontology import BASE, OutOfTime, Unavailable
from tests.graph.engine.pool.keeping import LIMITS, is_idle, kept, pids
from tests.waiting import PATIENCE, becomes

JSON = RESULT_FORMATS[0]
ASK = Query("ASK { ?s ?p ?o }")
ENDLESS = Query("SELECT * { ?a ?b ?c . ?d ?e ?f }")
RUNAWAY = Query("SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")


def test_a_client_that_reads_no_more_is_let_go(release: Release, tmp_path: Path) -> None:
    path, limits = tmp_path / "s", Limits(seconds=30, patience=0.3)
    with kept(release, path, limits, Size(ready=2)), connect(path) as connection:
        ask_and_stall(connection, limits)
        becomes(lambda: is_idle(PoolEngine(path, limits)))


def test_time_stands_still_while_a_client_does_not_read(release: Release, tmp_path: Path) -> None:
    path, limits = tmp_path / "s", Limits(seconds=3, patience=PATIENCE, result_bytes=4 << 20)
    with kept(release, path, limits, Size(ready=2)), connect(path) as connection:
        ask_and_stall(connection, limits)
        with pytest.raises(OutOfTime):  # which began later, and had as much time
            PoolEngine(path, limits).evaluate(RUNAWAY, JSON).read()
        connection.setblocking(True)
        received = bytearray()
        while not received.endswith(frame(END)):
            received += connection.recv(1 << 16)


def test_a_release_that_cannot_be_read_ends_the_pool_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = str(tmp_path / "lost.nq")
    plan = PoolConfig(lost, str(tmp_path / "s"), BASE, LIMITS, Size(ready=1))
    monkeypatch.setattr(sys, "argv", ["pool", plan.to_json()])
    with pytest.raises(SystemExit, match=f"^justicegraph: {lost}: cannot be read: [^\n]+$"):
        main()


def ask_and_stall(connection: socket.socket, limits: Limits) -> None:
    connection.setblocking(True)
    connection.sendall(pack_request(Request(ENDLESS, JSON, limits.seconds)))
    connection.recv(1)


def test_a_pool_that_is_told_to_end_finishes_what_runs(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "s"
    pool = PoolEngine(path, LIMITS)
    with kept(release, path, LIMITS, Size(ready=2)) as keeper:
        becomes(lambda: is_idle(pool))
        before = pids(pool)
        with ThreadPoolExecutor(1) as threads:
            asked = threads.submit(pool.evaluate, RUNAWAY, JSON, 2.0)
            becomes(
                lambda: (
                    asked.done() or any(slot.is_busy for slot in WorkerStatus(status_path(path)))
                )
            )
            keeper.terminate()
            with pytest.raises(OutOfTime):
                asked.result()
        assert keeper.wait(PATIENCE) == 0
    assert not any(map(is_alive, before))
    with pytest.raises(Unavailable):
        pool.evaluate(ASK, JSON)


def test_no_worker_outlives_its_keeper(release: Release, tmp_path: Path) -> None:
    path = tmp_path / "s"
    with kept(release, path, LIMITS, Size(ready=2)) as keeper:
        becomes(lambda: is_idle(PoolEngine(path, LIMITS)))
        workers = pids(PoolEngine(path, LIMITS))
        keeper.kill()
        becomes(lambda: not any(map(is_alive, workers)))


def test_a_worker_without_descriptors_says_so_in_one_line_and_others_follow(
    release: Release, tmp_path: Path
) -> None:
    path, log = tmp_path / "s", tmp_path / "log"
    pool, size = PoolEngine(path, LIMITS), Size(ready=2)
    with log.open("wb") as stderr, kept(release, path, LIMITS, size, stderr=stderr) as keeper:
        becomes(lambda: is_idle(pool))
        before = resource.prlimit(keeper.pid, resource.RLIMIT_NOFILE)
        resource.prlimit(keeper.pid, resource.RLIMIT_NOFILE, (3, before[1]))
        for worker in pids(pool):
            os.kill(worker, signal.SIGKILL)
        becomes(log.read_bytes)
        resource.prlimit(keeper.pid, resource.RLIMIT_NOFILE, before)
        assert pool.evaluate(ASK, JSON).read()
    assert {*log.read_text().splitlines()} == {
        "justicegraph: a query worker does not start: Too many open files; another one is tried"
    }


def is_alive(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] != "Z"


def test_what_a_keeper_is_told_arrives_as_it_was_sent() -> None:
    plan = PoolConfig("/data", "/run/socket", BASE, LIMITS, Size(1, 2, 3))
    assert PoolConfig.from_json(plan.to_json()) == plan
