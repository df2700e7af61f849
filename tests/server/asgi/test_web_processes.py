"""Web processes: one that the machine does not let start is tried again, no thread watches one."""

import errno
import threading
from pathlib import Path
from typing import Any

import pytest
from granian.server.mp import MPServer, WorkerProcess

from server.asgi import web_processes
from server.asgi.web_processes import Wakeup, WebProcesses


class Spawned:
    """A process that starts."""

    def start(self) -> None:
        """Start."""


def test_a_process_is_started_as_soon_as_the_machine_lets_us(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(web_processes, "PAUSE", 0.0)
    server: Any = WebProcesses.__new__(WebProcesses)
    server.interrupt_signal, tries = False, []

    def spawn() -> Spawned:
        tries.append(1)
        if len(tries) < 3:
            raise OSError(errno.EMFILE, "Too many open files")
        return Spawned()

    assert isinstance(server._started(spawn), Spawned)
    assert capsys.readouterr().err.count("a web process does not start") == 2


def test_a_server_that_ends_starts_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_processes, "PAUSE", 0.0)
    server: Any = WebProcesses.__new__(WebProcesses)
    server.interrupt_signal = True
    assert server._started(Spawned) is None


class Process:
    """A process that has ended or not."""

    def __init__(self, *, is_alive: bool) -> None:
        self.is_alive = lambda: is_alive


def test_processes_that_have_ended_are_found_without_a_thread_for_each() -> None:
    server: Any = WebProcesses.__new__(WebProcesses)
    server.wrks = [Process(is_alive=True), Process(is_alive=False), Process(is_alive=False)]
    server.interrupt_children = []
    server.main_loop_interrupt = Wakeup(server._note_ended)
    assert server.main_loop_interrupt.wait()
    assert server.interrupt_children == [1, 2]


class Stubborn:
    """A process that ends when it is killed; it cannot be waited for with a limit of time."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def is_alive(self) -> bool:
        return "kill" not in self.calls

    def terminate(self) -> None:
        self.calls.append("terminate")

    def kill(self) -> None:
        self.calls.append("kill")

    def join(self, timeout: float | None = None) -> None:
        if timeout is not None:  # poll(2) of a process that may have no descriptors
            raise OSError(errno.EINVAL, "Invalid argument")
        self.calls.append("join")


def test_an_error_leaves_no_process_over_also_where_there_are_no_descriptors(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server: Any = WebProcesses("server:create_front", folder=tmp_path, workers_kill_timeout=1)
    server.workers_kill_timeout, server.wrks = 0, [Stubborn(), Stubborn()]

    def fail(*_: object) -> None:
        raise OSError(errno.EINVAL, "Invalid argument")

    monkeypatch.setattr(MPServer, "serve", fail)
    processes = [*server.wrks]
    with pytest.raises(OSError, match="Invalid argument"):
        server.serve()
    assert [one.calls for one in processes] == [["terminate", "kill", "join"]] * 2


def test_a_process_is_started_with_no_thread_that_watches_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spawned: Any = WorkerProcess
    monkeypatch.setattr(MPServer, "_spawn_worker", lambda *_, **__: spawned(None, 0, print, ()))
    threads = threading.active_count()
    process = WebProcesses("server:create_front", folder=tmp_path)._spawn_worker(0, None, None)
    monkeypatch.setattr(process.inner, "start", lambda: None)
    process.start()
    assert threading.active_count() == threads
