"""Web processes: granian's process manager, with restarts one after the other and without an end.

It differs from granian's in four ways. On SIGHUP a process is stopped once its successor is ready,
however long that takes to start, so that somebody always listens. And the server goes on however
often its processes are killed; granian ends when one fails twice within seconds. And one loop looks
which processes have ended; granian starts a thread for each, and a process without memory waits for
ever for a thread that cannot run. And no error leaves processes over.
"""

import os
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

from granian.server.mp import MPServer

from server.web.operator_log import log_for_operator

__all__ = ["WebProcesses", "note_ready"]

LOOK: Final = 0.05
STARTING: Final = 60.0
"""Seconds after which an old process is stopped also if its successor is not ready."""
LISTENING: Final = 0.5
"""Seconds from readiness until the process surely listens."""
YOUNG: Final = 5.0
PAUSE: Final = 1.0
"""Seconds until a process is replaced that ended young, so that a fault does not use up a core."""


class Wakeup(threading.Event):
    """Event that is waited for by polling: also looks whether something is to be done.

    It takes no memory, so that the wait never fails.
    """

    def __init__(self, look: Callable[[], None]) -> None:
        super().__init__()
        self._look = look

    def wait(self, timeout: float | None = None) -> bool:  # noqa: ARG002 - granian gives none
        """Wait until it is set."""
        while not self.is_set():
            self._look()
            time.sleep(LOOK)
        return True


class WebProcesses(MPServer):
    """Runs the web processes of a server whose runtime folder is given."""

    def __init__(self, *arguments: Any, folder: Path, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._folder = folder
        self.main_loop_interrupt = Wakeup(self._note_ended)

    def serve(self, *arguments: Any, **options: Any) -> None:
        """Run the web processes; however that ends, none is left over, for which Python would wait.

        Source: Python, multiprocessing: processes that are no daemons are joined at exit.
        """
        try:
            super().serve(*arguments, **options)
        finally:
            self._stop_workers()

    def _spawn_worker(self, *arguments: Any, **options: Any) -> Any:
        """Return a process that no thread of its own watches."""
        process: Any = super()._spawn_worker(*arguments, **options)
        process._watch = lambda: None
        return process

    def _note_ended(self) -> None:
        """Have the processes replaced that have ended."""
        processes: list[Any] = self.wrks
        ended = [index for index, process in enumerate(processes) if not process.is_alive()]
        if ended:
            self.interrupt_children[:] = ended
            self.main_loop_interrupt.set()

    def _respawn_workers(
        self,
        workers: list[int],
        spawn_target: Any,
        target_loader: Any,
        delay: float = 0,  # noqa: ARG002 - readiness is waited for instead
    ) -> None:
        """Start a successor for each process, and stop the old one once it is ready."""
        for index in workers:
            old: Any = self.wrks[index]
            if not old.is_alive() and time.monotonic() - old.birth < YOUNG:
                time.sleep(PAUSE)
            new = self._started(partial(self._spawn_worker, index, spawn_target, target_loader))
            if new is None:
                return
            self.wrks[index] = new
            if old.is_alive():
                self._wait(new)
                self._stop(old)

    def _started(self, spawn: Callable[[], Any]) -> Any:
        """Start a process, as soon as the machine lets us; nothing where the server ends before."""
        while not self.interrupt_signal:
            try:
                process = spawn()
                process.start()
            except Exception as error:  # no descriptors, no memory, as many processes as may be
                log_for_operator(f"a web process does not start: {str(error) or repr(error)}")
                time.sleep(PAUSE)
            else:
                return process
        return None

    def _wait(self, process: Any) -> None:
        until = time.monotonic() + STARTING
        while process.is_alive() and time.monotonic() < until and not self.interrupt_signal:
            if _ready_file(self._folder, process.inner.pid).exists():
                time.sleep(LISTENING)
                return
            time.sleep(LOOK)

    def _stop_workers(self) -> None:
        """Stop all processes within one time, and kill those that go on."""
        self._stop(*self.wrks)
        self.wrks.clear()

    def _stop(self, *processes: Any) -> None:
        """Stop processes within a time.

        Whether one has ended is looked at: `join` with a limit of time uses poll(2), which fails
        while this process may have no descriptors.
        """
        for process in processes:
            process.terminate()
        until = time.monotonic() + (self.workers_kill_timeout or 0)
        while any(one.is_alive() for one in processes) and time.monotonic() < until:
            time.sleep(LOOK)
        for process in processes:
            if process.is_alive():
                process.kill()
            process.join()


def note_ready(folder: Path) -> None:
    """Note that this web process is about to listen."""
    _ready_file(folder, os.getpid()).touch()


def _ready_file(folder: Path, process: int) -> Path:
    return folder / f"web.{process}"
