"""Processes that are stopped, reloaded or orphaned: the server goes on, or all of it ends."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from tests.blackbox.server import COMMAND, Server, alive, serving
from tests.waiting import PATIENCE, becomes

OPTIONS = ("--ready", "1", "--log", "")


def family(server: Server) -> list[int]:
    return [child.pid for child in psutil.Process(server.process.pid).children(recursive=True)]


def is_free(port: int) -> bool:
    """Whether nobody listens at a port."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture
def temporary() -> Iterator[dict[str, str]]:
    """A folder for temporary files, given by the environment; its path is short, as for sockets."""
    with TemporaryDirectory() as name:
        yield {"TMPDIR": name}


@pytest.fixture(scope="module")
def steady(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with serving(data, tmp_path_factory.mktemp("steady") / "said", *OPTIONS) as server:
        yield server


def test_every_process_ends_with_its_parent_and_the_next_start_sweeps(
    data: Path, tmp_path: Path, temporary: dict[str, str]
) -> None:
    with serving(data, tmp_path / "said", *OPTIONS, environment=temporary) as server:
        processes = family(server)
        assert len(processes) >= 4  # web processes, a supervisor and its workers
        server.process.kill()
        becomes(lambda: not any(map(alive, processes)))
        assert is_free(server.client.port)
    assert len([*Path(temporary["TMPDIR"]).glob("justicegraph-*")]) == 1
    with serving(data, tmp_path / "said", *OPTIONS, environment=temporary) as server:
        assert server.client.get("/readyz").status == 200
    assert [*Path(temporary["TMPDIR"]).glob("justicegraph-*")] == []


def test_a_signal_during_the_start_leaves_neither_process_nor_folder(
    data: Path, temporary: dict[str, str]
) -> None:
    command = [*COMMAND, "serve", "--data", str(data), "--port", "0", *OPTIONS]
    with subprocess.Popen(
        command, env={**os.environ, **temporary}, stderr=subprocess.DEVNULL
    ) as process:
        folder = Path(temporary["TMPDIR"])
        becomes(lambda: any(folder.glob("justicegraph-*/lock")))
        started = psutil.Process(process.pid).children(recursive=True)
        process.terminate()
        assert process.wait(PATIENCE) == 128 + signal.SIGTERM
    assert [*folder.glob("justicegraph-*")] == []
    becomes(lambda: not any(alive(child.pid) for child in started))


def test_a_supervisor_that_is_stopped_and_continued_goes_on(steady: Server) -> None:
    keepers = steady.keepers()
    for keeper in keepers:
        os.kill(keeper, signal.SIGSTOP)
        becomes(lambda keeper=keeper: psutil.Process(keeper).status() == psutil.STATUS_STOPPED)  # type: ignore[misc]
        assert steady.client.query("ASK { ?s a jg:Hazard }").status == 200
        os.kill(keeper, signal.SIGCONT)
    os.kill(steady.query_workers()[0], signal.SIGKILL)
    becomes(lambda: steady.workers("ready") == 1)
    assert steady.keepers() == keepers


def test_a_hangup_replaces_web_processes_one_after_the_other(steady: Server) -> None:
    before = {*steady.web_processes()}
    steady.process.send_signal(signal.SIGHUP)
    answers: set[int] = set()

    def are_replaced() -> bool:
        answers.add(steady.client.get("/healthz").status)
        return not before & {*steady.web_processes()}

    becomes(are_replaced)
    assert answers == {200}


@pytest.mark.parametrize("number", [signal.SIGUSR1, signal.SIGUSR2])
def test_signals_by_which_others_reopen_logs_end_no_process(
    steady: Server, number: signal.Signals
) -> None:
    web, workers = steady.web_processes(), steady.query_workers()
    for process in (steady.process.pid, *web, *workers, *steady.keepers()):
        os.kill(process, number)
    assert steady.client.get("/sparql?query=ASK%7B%7D").status == 200
    assert (steady.web_processes(), steady.query_workers()) == (web, workers)
    assert steady.process.poll() is None


def test_silent_connections_are_closed_and_refuse_nobody(steady: Server) -> None:
    silent = [steady.client.socket() for _ in range(300)]
    assert steady.client.get("/healthz").status == 200
    for connection in silent:
        connection.settimeout(PATIENCE)
        assert connection.recv(1) == b""
        connection.close()


def test_http_2_without_encryption_is_not_spoken(steady: Server) -> None:
    assert steady.client.raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")[:9] != b"\x00\x00\x18\x04"


def test_nothing_went_wrong_in_python(steady: Server) -> None:
    assert "Traceback" not in steady.said
