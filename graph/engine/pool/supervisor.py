"""Pre-fork supervisor: forks workers that share the loaded graph (copy-on-write), replaces them.

`ready` workers wait for queries. A worker whose query takes long counts as slow and no longer as
ready, so another one is forked, until `slow` such queries run. Beyond that the newest slow query is
cancelled, first those that have sent nothing yet: they can still be answered with 503, and the
others have used more of the machine already. So small queries never wait for slow ones. A worker
whose slow query has ended is ready again, with warm pages; beyond one more than needed, they end.
"""

import gc
import os
import signal
import socket
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.engine.oxigraph import Store
from graph.engine.pool.connections import urgent_path
from graph.engine.pool.parent import end_with_parent
from graph.engine.pool.worker import PAUSE, Limits, Worker
from graph.engine.pool.worker_status import Order, Slot, WorkerStatus
from ontology import JusticeGraphError

__all__ = ["Size", "Supervisor", "status_path"]

LOOK: Final = 0.02
"""Seconds between two checks of the workers; the end of a worker wakes the supervisor at once."""
SURPLUS: Final = 1
"""Ready workers beyond those that are needed; fewer would be forked and ended by turns."""
SIGNALS: Final = (signal.SIGCHLD, signal.SIGTERM, signal.SIGINT)


@dataclass(frozen=True)
class Size:
    """Size of a pool: workers that wait, slow queries that may run, queries that may be queued."""

    ready: int = 4
    slow: int = 8
    queue: int = 64


class Supervisor:
    """Runs a pool that listens at `path` and at `urgent_path` of it.

    The shared status of its workers is in {path}.slots.
    """

    def __init__(
        self, store: Callable[[], Store], path: Path, limits: Limits, size: Size = Size()
    ) -> None:
        self.store, self.limits, self.size = store, limits, size
        self.slots = WorkerStatus(status_path(path), size.ready + size.slow + 1)
        self.paths = (urgent_path(path), path)
        self.listeners = [_bound(one) for one in self.paths]
        self.process, self.is_ending = os.getpid(), False

    def run(self) -> None:
        """Run until SIGTERM, SIGINT or the end of the parent; queries that run are finished first.

        Raises nothing: a worker that ends in any way is replaced.
        """
        signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
        gc.collect()
        gc.freeze()
        parent = os.getppid()
        for listener in self.listeners:
            listener.listen(self.size.queue)
        self._fill()
        for path in self.paths:
            _unready(path).rename(path)  # a path that exists can be used
        while self._members():
            number = _next_signal()
            if os.getppid() != parent or number in (signal.SIGTERM, signal.SIGINT):
                self._end()
            self._bury()
            self._fill()
            self._retire()
            self._dismiss()

    def close(self) -> None:
        """Listen no more."""
        for listener in self.listeners:
            listener.close()

    def _members(self) -> list[Slot]:
        return [slot for slot in self.slots if slot.pid]

    def _fill(self) -> None:
        """Fork workers until enough of them are ready for a query that comes now."""
        while not self.is_ending:
            ready = sum(1 for slot in self._members() if not slot.is_slow)
            free = next((slot for slot in self.slots if not slot.pid), None)
            if ready >= self.size.ready or free is None or not self._fork(free):
                return

    def _fork(self, slot: Slot) -> bool:
        """Fork a worker; returns false where the machine has no room for it now."""
        slot.take(0)
        try:
            pid = os.fork()
        except OSError:
            return False
        if pid == 0:
            self._work(slot)
        slot.pid = pid  # and nothing else: a query may have begun there already
        self.slots.count("started")
        return True

    def _work(self, slot: Slot) -> None:
        """Run a worker in the forked child; never returns."""
        try:
            end_with_parent(self.process)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            _keep_engine_quiet()
            Worker(self.store(), self.listeners, slot, self.limits, self.process).run()
        except (OSError, JusticeGraphError) as error:  # no descriptors, or its store has gone
            reason = getattr(error, "strerror", "") or error
            _say(f"a query worker does not start: {reason}; another one is tried")
            time.sleep(PAUSE)  # so that nobody forks and fails many times a second
            os._exit(1)
        except BaseException:  # the process ends here, whatever it was
            traceback.print_exc()
            os._exit(1)
        os._exit(0)

    def _bury(self) -> None:
        """Reap the workers that have ended, and free their slots."""
        for slot in self._members():
            ended, status = os.waitpid(slot.pid, os.WNOHANG)
            if ended:
                order = slot.order
                slot.take(0)
                self._note(os.waitstatus_to_exitcode(status), order)

    def _note(self, code: int, order: Order) -> None:
        if code == -signal.SIGALRM:
            self.slots.count("out_of_time")
        elif not code and order in (Order.REFUSE, Order.END):
            self.slots.count("dismissed")
        elif code and not self.is_ending:
            self.slots.count("crashed")

    def _retire(self) -> None:
        """Let workers end, after their query, that are not slow and more than one too many."""
        ready = [one for one in self._members() if not one.is_slow and one.order is Order.NONE]
        for slot in ready[self.size.ready + SURPLUS :]:
            slot.order = Order.LAST

    def _dismiss(self) -> None:
        """Cancel the newest slow queries beyond the limit, first those that have sent nothing.

        A query whose answer begins before its worker reads the order goes on, and counts again.
        """
        members = [slot for slot in self._members() if slot.is_slow]
        for slot in members:
            if slot.order is Order.REFUSE and slot.is_sending:
                slot.order = Order.NONE
        slow = sorted(members, key=lambda slot: (slot.is_sending, slot.age()))
        for slot in slow[: max(0, len(slow) - self.size.slow)]:
            if slot.order is Order.NONE:
                slot.order = Order.END if slot.is_sending else Order.REFUSE

    def _end(self) -> None:
        """Stop: fork no more, end idle workers, let busy ones finish."""
        self.is_ending = True
        self.close()
        for slot in self._members():
            slot.order = Order.LAST
            if not slot.is_busy:
                os.kill(slot.pid, signal.SIGTERM)


def _bound(path: Path) -> socket.socket:
    listener = socket.socket(socket.AF_UNIX)
    listener.setblocking(False)
    listener.bind(str(_unready(path)))
    return listener


def _unready(path: Path) -> Path:
    return path.with_name(f"{path.name}.n")  # short, as `urgent_path` is


def _next_signal() -> int:
    """Return a signal that came within `LOOK` seconds, or 0.

    A process that was stopped and continued (SIGSTOP, SIGCONT) finds its wait interrupted.
    """
    try:
        info = signal.sigtimedwait(SIGNALS, LOOK)
    except InterruptedError:
        return 0
    return info.si_signo if info else 0


def _keep_engine_quiet() -> None:
    """Redirect descriptor 2, but not sys.stderr, to /dev/null: hides the engine aborting."""
    sys.stderr = os.fdopen(os.dup(2), "w", encoding="utf-8")
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), 2)


def _say(message: str) -> None:
    """Write a line to stderr, which may be on a full disk itself."""
    with suppress(OSError):
        sys.stderr.write(f"justicegraph: {message}\n")
        sys.stderr.flush()


def status_path(path: Path) -> Path:
    """Return the path of a pool's shared worker status."""
    return path.with_name(f"{path.name}.slots")
