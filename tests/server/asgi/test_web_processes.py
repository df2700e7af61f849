"""Web processes: one that the machine does not let start is tried again."""

import errno
from typing import Any

import pytest

from server.asgi import web_processes
from server.asgi.web_processes import WebProcesses


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
