"""Worker process: runs one query at a time; the kernel kills it at its time or memory limit.

The engine cannot cancel a query, so the kernel ends the process: SIGALRM, which nobody handles, at
the time limit; RLIMIT_DATA when it takes too much memory. RLIMIT_NOFILE leaves one descriptor, the
client's connection, so a query can open neither file nor connection. Another thread, which runs
while the engine evaluates without the interpreter lock, lowers the priority of slow queries and
ends the process when its client is gone. Priority is that of a thread and can only be lowered, so
the queries after a slow one run in a new thread, in a process whose pages are warm.
"""

import faulthandler
import io
import os
import resource
import signal
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from typing_extensions import Buffer

from graph.engine.oxigraph import Store
from graph.engine.pool.protocol import (
    DATA,
    END,
    LAST,
    PART,
    Lookup,
    Request,
    error_frame,
    frame,
)
from graph.engine.pool.reception import Reception
from graph.engine.pool.result_stream import Full, Output
from graph.engine.pool.sender import Sender
from graph.engine.pool.worker_status import Order, Slot
from ontology import Busy, Ended, JusticeGraphError

__all__ = ["PAUSE", "Limits", "Worker", "start_or_end"]

SLOW: Final = 0.15
"""Seconds after which a query is slow: its priority is lowered, and another worker is forked."""
TICK: Final = 0.05
STARTING: Final = 5.0
"""Seconds within which a thread of a worker runs, or the worker is killed (SIGALRM)."""
PAUSE: Final = 0.5
NICEST: Final = 19
QUERIES: Final = 100_000
"""Queries that a worker answers before it is replaced, which bounds leaks of memory."""
GROWTH: Final = 4
"""A worker whose data grew by more than this part of its limit is replaced."""
STACK: Final = 8 << 20
"""Bytes of a thread's stack; that of the thread before it may still count for the limit."""
STACKS: Final = 3
FULL: Final = Busy("too many long queries run already: try again soon", 5)


@dataclass(frozen=True)
class Limits:
    """Resource limits of one query: seconds of work, megabytes of memory, bytes of result.

    `patience` is how many seconds in all the worker waits for a client that does not read.
    """

    seconds: float = 10.0
    megabytes: int = 512
    result_bytes: int = 512 << 20
    patience: float = 120.0


class Worker:
    """Answers requests from listening sockets, one after the other, while the supervisor lives."""

    def __init__(
        self,
        store: Store,
        listeners: Sequence[socket.socket],
        slot: Slot,
        limits: Limits,
        keeper: int,
    ) -> None:
        self.store, self.slot, self.limits = store, slot, limits
        self.reception = Reception(listeners, lambda: slot.order is Order.NONE)
        self.keeper = keeper
        self.sender: Sender | None = None
        self.thread, self.lock = 0, threading.Lock()
        self.left = QUERIES

    def run(self) -> None:
        """Answer until ordered to end, after `QUERIES` requests, or when memory has grown."""
        threading.stack_size(STACK)
        self._limit_resources()
        start_or_end(threading.Thread(target=self._watch, daemon=True))
        signal.setitimer(signal.ITIMER_REAL, 0)
        while self.slot.order is Order.NONE and self.left and not self._has_grown():
            thread = threading.Thread(target=self._answer_until_slow)
            start_or_end(thread)
            thread.join()

    def _limit_resources(self) -> None:
        """Set resource limits: memory, open files, no core dump, default signals.

        Source: getrlimit(2), RLIMIT_DATA and RLIMIT_NOFILE; setitimer(2).
        """
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        self.memory = os.open("/proc/self/statm", os.O_RDONLY | os.O_CLOEXEC)
        self.used = self._data()
        most = self.used + (self.limits.megabytes << 20) + STACKS * STACK
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with socket.socket(socket.AF_UNIX) as probe:
            self.spare = probe.fileno()
        resource.setrlimit(resource.RLIMIT_NOFILE, (self.spare + 1, self.spare + 1))

    def _data(self) -> int:
        """Return the bytes of data and stacks of this process."""
        return resource.getpagesize() * int(os.pread(self.memory, 200, 0).split()[5])

    def _has_grown(self) -> bool:
        return self._data() - self.used > (self.limits.megabytes << 20) // GROWTH + STACKS * STACK

    def _answer_until_slow(self) -> None:
        """Answer in this thread, until a query was slow or there is to be no more."""
        signal.setitimer(signal.ITIMER_REAL, 0)  # it has started: see `start_or_end`
        self._report_faults()
        self.thread = threading.get_native_id()
        while self.left and (received := self.reception.next()):
            self.left -= 1
            self.slot.begin()
            self.sender = Sender(received.connection, self.limits.patience, self.slot)
            self._answer(self.sender, received.request)
            with self.lock:
                was_slow = self.slot.is_slow
                self.sender = None
                self.slot.end()
            if was_slow:
                return

    def _report_faults(self) -> None:
        """Let the handler of fatal signals write to the client's connection, from this thread.

        Each connection gets the one free descriptor. If the engine aborts (no memory) or runs out
        of stack, the handler, in C, writes "Fatal Python error" to it before the process dies; so
        the client can tell this from a worker that was killed. Its own stack is that of the thread
        that enabled it.
        """
        faulthandler.disable()
        faulthandler.enable(self.spare, all_threads=False)

    def _answer(self, sender: Sender, request: Request | Lookup) -> None:
        signal.setitimer(signal.ITIMER_REAL, min(request.seconds, self.limits.seconds))
        try:
            self._serve(request, sender)
        except OSError:
            self.reception.close()  # the client is gone
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

    def _serve(self, request: Request | Lookup, sender: Sender) -> None:
        try:
            if isinstance(request, Lookup):
                found = self.store.look_up(request.what, request.nodes).to_bytes()
            else:
                found = self._evaluate(request, sender)
            kind = PART if self.slot.is_sending else DATA
            end = frame(LAST if self.reception.is_to_close() else END)
            sender.send(frame(kind, found) + end)
        except JusticeGraphError as error:
            sender.send(error_frame(error))
        except MemoryError:
            sender.send(error_frame(Ended("the query needs more memory than one may take")))

    def _evaluate(self, request: Request, sender: Sender) -> bytes:
        """Stream a result, and return its last chunk."""
        output = Output(request.format.name, self.limits.result_bytes)
        with suppress(Full):
            self.store.write_result(request.query, request.format, Sink(output, sender))
        return output.rest()

    def _watch(self) -> None:
        """Watch the running query: lower its priority, obey orders, notice a client that left."""
        while True:
            time.sleep(TICK)
            with self.lock:  # so the query does not end meanwhile, and another one begin
                if self.sender:
                    self._look_at(self.sender)
                elif os.getppid() != self.keeper:
                    os._exit(0)  # the supervisor has ended

    def _look_at(self, sender: Sender) -> None:
        if not self.slot.is_slow and self.slot.age() > SLOW:
            self.slot.is_slow = True
            os.setpriority(os.PRIO_PROCESS, self.thread, NICEST)
        if self.slot.order is Order.REFUSE and sender.refuse(FULL):
            os._exit(0)
        if self.slot.order is Order.END or _is_gone(sender.connection):
            os._exit(0)


def start_or_end(thread: threading.Thread) -> None:
    """Start a thread that clears the timer of the process, or end the process.

    Without memory `Thread.start` raises, or waits for ever where the new thread ended before it
    ran. A worker that waits so would be counted as ready; another one is forked for one that ended.
    """
    signal.setitimer(signal.ITIMER_REAL, STARTING)
    try:
        thread.start()
    except (RuntimeError, MemoryError):
        time.sleep(PAUSE)  # so that nobody forks and fails many times a second
        os._exit(1)


class Sink(io.RawIOBase):
    """File object into which the engine writes a result."""

    def __init__(self, output: Output, sender: Sender) -> None:
        self.output, self.sender, self.is_full = output, sender, False

    def writable(self) -> bool:
        """Return true."""
        return True

    def write(self, chunk: Buffer) -> int:
        """Send the chunk before this one; once the size limit is reached, drop all others."""
        data = bytes(chunk)
        if not self.is_full:
            try:
                before = self.output.take(data)
            except (Full, JusticeGraphError):
                self.is_full = True
                raise
            if before:
                kind = PART if self.sender.slot.is_sending else DATA
                self.sender.send(frame(kind, before))
        return len(data)


def _is_gone(connection: socket.socket) -> bool:
    try:
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return False
