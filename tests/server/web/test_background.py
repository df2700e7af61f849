"""Background threads: a refusal of the machine ends none of them."""

import errno
import threading
from pathlib import Path

import pytest

from server.web import background
from server.web.background import Background
from tests.waiting import PATIENCE


class Watching(Background):
    """Fails once, as without descriptors, then watches."""

    def __init__(self) -> None:
        super().__init__(Path(), [])
        self.tries, self.watches = 0, threading.Event()

    def watch(self) -> None:
        self.tries += 1
        if self.tries == 1:
            raise OSError(errno.EMFILE, "Too many open files")
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
