"""The lists on a standalone cluster of two workers on this machine, one of which may end early."""

import importlib.util
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from graph.related import index, nearest, spark
from scripts.bench.related.speed import generated
from tests.waiting import becomes

SPARK = importlib.util.find_spec("pyspark")
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not (SPARK and shutil.which("java")), reason="needs pyspark and Java"),
    pytest.mark.filterwarnings("ignore"),
]
HOST = "127.0.0.1"
PATIENCE = 300.0


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
        log = tmp_path / "log"
        becomes(lambda: log.read_text("utf-8").count("Successfully registered") == 2)
        yield address, workers


def test_lists_of_a_cluster_are_those_of_one_machine(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]],
) -> None:
    made = index(generated(300))
    expected = [row for part in nearest(made) for row in part.pairs()]
    assert [
        row for part in spark.nearest_by_spark(made, cluster[0]) for row in part.pairs()
    ] == expected


def test_a_worker_that_is_killed_costs_no_pair(
    cluster: tuple[str, list["subprocess.Popen[bytes]"]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker ends after the first job, and the others finish without it."""
    monkeypatch.setattr(spark, "ROWS", 50)
    monkeypatch.setattr(spark, "TASKS", 4)
    made = index(generated(1_000))
    address, (worker, _) = cluster
    parts = spark.nearest_by_spark(made, address)
    found = [*next(parts).pairs()]
    worker.kill()
    found += [row for part in parts for row in part.pairs()]
    assert found == [row for part in nearest(made) for row in part.pairs()]
