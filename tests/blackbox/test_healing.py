"""Processes that end, or are ended, and a server that goes on."""

import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.blackbox.client import Reply
from tests.blackbox.server import Server, alive, serving
from tests.waiting import becomes

LONG = "SELECT (COUNT(*) AS ?count) { { SELECT * { ?a ?b ?c } LIMIT 60 } ?d ?e ?f }"
RUNAWAY = "SELECT (COUNT(*) AS ?count) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="module")
def fragile(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose processes the checks end."""
    options = ("--ready", "2", "--seconds", "8", "--log", "", "--rate", "100000/second")
    with serving(data, tmp_path_factory.mktemp("fragile") / "said", *options) as server:
        yield server


def kill(*processes: int) -> None:
    """Kill processes; one that has ended meanwhile is as good as killed."""
    for process in processes:
        assert process > 1, "that would be a group of processes, or all of them"
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def ask(server: Server, number: int) -> Reply:
    """Ask what no cache holds."""
    return server.client.query(f"SELECT ({number} AS ?x) {{ ?s a jg:Hazard }} LIMIT 1")


def test_workers_that_were_killed_are_replaced(fragile: Server) -> None:
    for number in range(5):
        kill(*fragile.query_workers())
        assert ask(fragile, number).status == 200
    becomes(lambda: fragile.numbers()["justicegraph_workers_crashed_total"] >= 5)
    becomes(lambda: fragile.workers("ready") == 2)


def test_a_query_whose_worker_is_killed_is_asked_again(fragile: Server) -> None:
    with ThreadPoolExecutor(1) as threads:
        asked = threads.submit(fragile.client.query, LONG)
        becomes(lambda: fragile.workers("slow") + fragile.workers("busy") > 0 or asked.done())
        kill(max(fragile.query_workers(), key=seconds_of_work))
        assert asked.result().status == 200


def seconds_of_work(process: int) -> float:
    with suppress(psutil.NoSuchProcess):
        return float(sum(psutil.Process(process).cpu_times()[:2]))
    return 0.0  # of one that has ended meanwhile


def test_a_query_that_ends_every_worker_is_told_so(fragile: Server) -> None:
    ending = threading.Event()

    def kill_again_and_again() -> None:
        while not ending.wait(0.1):
            kill(*fragile.query_workers())

    killer = threading.Thread(target=kill_again_and_again)
    killer.start()
    try:
        found = fragile.client.query(RUNAWAY)
    finally:
        ending.set()
        killer.join()
    assert found.problem["status"] == 503
    becomes(lambda: ask(fragile, 20).status == 200)


def test_a_pool_whose_keeper_is_killed_is_replaced_and_leaves_nothing(fragile: Server) -> None:
    keepers, workers = fragile.keepers(), fragile.query_workers()
    kill(*keepers)
    becomes(lambda: fragile.keepers() not in ([], keepers))
    becomes(lambda: ask(fragile, 30).status == 200)
    becomes(lambda: not any(map(alive, workers)))


def test_a_web_process_that_is_killed_is_replaced(fragile: Server) -> None:
    before = fragile.web_processes()
    kill(before[0])
    becomes(lambda: len({*fragile.web_processes()} - {*before}) == 1)
    assert {ask(fragile, 40 + number).status for number in range(40)} == {200}


def test_nothing_went_wrong_in_python(fragile: Server) -> None:
    assert "Traceback" not in fragile.said
