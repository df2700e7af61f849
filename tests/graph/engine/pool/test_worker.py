"""A worker whose threads do not start ends, and is replaced."""

import os
import signal
import threading
from collections.abc import Callable

import pytest

from graph.engine.pool import worker
from graph.engine.pool.worker import start_or_end


class Stuck(threading.Thread):
    """A thread that ended before it ran, so that who starts it waits for ever."""

    def start(self) -> None:
        threading.Event().wait()


class Refused(threading.Thread):
    """A thread for which there is no memory."""

    def start(self) -> None:
        raise RuntimeError("can't start new thread")


@pytest.mark.parametrize(
    ("kind", "ended"),
    [
        (Stuck, lambda status: os.WTERMSIG(status) == signal.SIGALRM),
        (Refused, lambda status: os.waitstatus_to_exitcode(status) == 1),
    ],
)
def test_a_thread_that_does_not_start_ends_the_process(
    kind: type[threading.Thread], ended: Callable[[int], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(worker, "STARTING", 0.05)
    monkeypatch.setattr(worker, "PAUSE", 0)
    child = os.fork()
    if not child:
        start_or_end(kind())
        os._exit(0)
    assert ended(os.waitpid(child, 0)[1])
