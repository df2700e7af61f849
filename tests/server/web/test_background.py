"""Background threads: no error ends one of them while the server goes on."""

import errno
import os
import signal
import subprocess
import threading
from pathlib import Path

import pytest

from server.web import background
from server.web.background import Background
from tests.waiting import PATIENCE


class Watching(Background):
    """Fails once, by default as without descriptors, then watches."""

    def __init__(self, fault: BaseException | None = None) -> None:
        super().__init__(Path(), [])
        self.fault = fault or OSError(errno.EMFILE, "Too many open files")
        self.tries, self.watches = 0, threading.Event()

    def watch(self) -> None:
        self.tries += 1
        if self.tries == 1:
            raise self.fault
        self.watches.set()
        self.ending.wait(PATIENCE)


def test_a_thread_goes_on_after_the_machine_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(background, "AGAIN", 0.01)
    with Watching() as watching:
        assert watching.watches.wait(PATIENCE)
    assert watching.tries == 2
    message = "justicegraph: Watching: [Errno 24] Too many open files: tries again\n"
    assert capsys.readouterr().err == message


def test_a_thread_goes_on_even_where_it_cannot_say_what_happened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(_: str) -> None:
        raise MemoryError

    monkeypatch.setattr(background, "AGAIN", 0.01)
    monkeypatch.setattr(background, "log_for_operator", refuse)
    with Watching(RuntimeError("can't start new thread")) as watching:
        assert watching.watches.wait(PATIENCE)


def test_a_thread_that_ends_in_spite_of_all_ends_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    codes: list[int] = []
    monkeypatch.setattr(os, "_exit", codes.append)
    with pytest.raises(SystemExit):
        Watching(SystemExit())._live()
    assert codes == [os.EX_SOFTWARE]


def test_a_command_that_does_not_end_with_the_server_is_killed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(background, "LOOK", 0.01)
    watching = Watching()
    watching.ending.set()
    with subprocess.Popen(["/bin/sleep", "600"]) as process:
        process.send_signal(signal.SIGSTOP)
        watching.outcome(process)
    assert process.returncode == -signal.SIGKILL
