"""The lists on a standalone cluster of two workers on this machine, one of which may end early."""

import importlib.util
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from graph.relating import index, nearest
from graph.relating.spark import nearest_by_spark
from ontology import Unavailable
from scripts.bench.related.speed import generated

SPARK = importlib.util.find_spec("pyspark")
pytestmark = [
    pytest.mark.skipif(not (SPARK and shutil.which("java")), reason="needs pyspark and Java"),
    pytest.mark.filterwarnings("ignore"),
]
HOST = "127.0.0.1"
PATIENCE = 60.0
EARLY = 6.0
"""Seconds after which a run on the cluster is at work, and far from its end."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def started(folder: Path, name: str, *options: str) -> Iterator["subprocess.Popen[bytes]"]:
    """Start a process of the cluster, and end it with the `with`."""
    assert SPARK
    assert SPARK.origin
    command = [str(Path(SPARK.origin).parent / "bin" / "spark-class")]
    command += [f"org.apache.spark.deploy.{name}", "--host", HOST, "--webui-port", "0", *options]
    with (folder / "log").open("ab") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list["subprocess.Popen[bytes]"]]]:
    port = free_port()
    address = f"spark://{HOST}:{port}"
    worker = ("--cores", "1", "--memory", "1g", "--work-dir", str(tmp_path / "work"), address)
    with ExitStack() as stack:
        stack.enter_context(started(tmp_path, "master.Master", "--port", str(port)))
        workers = [stack.enter_context(started(tmp_path, "worker.Worker", *worker)) for _ in "ab"]
        end = time.monotonic() + PATIENCE
        while (tmp_path / "log").read_text("utf-8").count("Successfully registered") < 2:
            assert time.monotonic() < end, (tmp_path / "log").read_text("utf-8")
            time.sleep(0.2)
        yield address, workers


def test_lists_of_a_cluster_are_those_of_one_machine(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
) -> None:
    made = index(generated(300))
    expected = [row for part in nearest(made) for row in part.told()]
    assert list(nearest_by_spark(made, cluster[0]).told()) == expected


def scores(rows: list[tuple[int, int, list[tuple[int, int]]]]) -> list[tuple[int, int]]:
    return [(issue, sum(added for _, added in reasons)) for issue, _, reasons in rows]


def test_a_worker_that_is_killed_costs_no_pair(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
) -> None:
    made = index(generated(2_000))
    address, (worker, _) = cluster
    threading.Timer(EARLY, worker.kill).start()
    try:
        found = list(nearest_by_spark(made, address).told())
    except Unavailable:
        return  # it fails whole
    expected = [row for part in nearest(made) for row in part.told()]
    assert scores(found) == scores(expected)  # of equal ones, either may stand
