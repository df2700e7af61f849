"""Worker process: runs one query at a time; the kernel kills it at its time or memory limit.

The engine cannot cancel a query, so the kernel ends the process: SIGALRM, which nobody handles, at
the time limit; RLIMIT_DATA when it takes too much memory. RLIMIT_NOFILE leaves one descriptor, the
client's connection, so a query can open neither file nor connection. A second thread, which runs
while the engine evaluates without the interpreter lock, lowers the priority of slow queries and
ends the process when its client is gone.
"""

import faulthandler
import io
import os
import resource
import select
import signal
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from typing_extensions import Buffer

from graph.engine.oxigraph import Store
from graph.engine.pool.protocol import (
    DATA,
    END,
    Lookup,
    Request,
    error_frame,
    frame,
    unpack_request,
)
from graph.engine.pool.result_stream import Full, Output
from graph.engine.pool.worker_status import Order, Slot
from ontology import Busy, Ended, JusticeGraphError

__all__ = ["Limits", "Worker"]

SLOW: Final = 0.15
"""Seconds after which a query is slow: its priority is lowered, and another worker is forked."""
TICK: Final = 0.05
NICEST: Final = 19
CHUNK: Final = 1 << 16
LARGEST_REQUEST: Final = 4 << 20
QUERIES: Final = 10_000
"""Queries that a worker answers before it is replaced, which bounds leaks of memory."""


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
    """Answers requests from a listening socket, one after the other, while the supervisor lives."""

    def __init__(
        self, store: Store, listener: socket.socket, slot: Slot, limits: Limits, keeper: int
    ) -> None:
        self.store, self.listener, self.slot, self.limits = store, listener, slot, limits
        self.keeper = keeper
        self.connection: socket.socket | None = None

    def run(self) -> None:
        """Answer until ordered to end, after a slow query, or after `QUERIES` requests."""
        self._limit_resources()
        threading.Thread(target=self._watch, daemon=True).start()
        for _ in range(QUERIES):
            self.connection = self.listener.accept()[0]
            self.slot.begin()
            self._answer(self.connection)
            was_slow = self.slot.is_slow
            self.connection = None
            self.slot.end()
            if was_slow or self.slot.order is not Order.NONE:
                return

    def _limit_resources(self) -> None:
        """Set resource limits: memory, open files, no core dump, default signals.

        Source: getrlimit(2), RLIMIT_DATA and RLIMIT_NOFILE; setitimer(2).
        """
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        used = resource.getpagesize() * int(_field("/proc/self/statm", 5))
        most = used + (self.limits.megabytes << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with socket.socket(socket.AF_UNIX) as probe:
            spare = probe.fileno()
        resource.setrlimit(resource.RLIMIT_NOFILE, (spare + 1, spare + 1))
        # Each connection gets this one free descriptor. If the engine aborts (no memory) or runs
        # out of stack, the handler of the signal, in C, writes "Fatal Python error" to it before
        # the process dies; so the client can tell this from a worker that was killed.
        faulthandler.enable(spare, all_threads=False)

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            request = _receive(connection)
            if request is None:
                return
            seconds = min(request.seconds, self.limits.seconds)
            sender = Sender(connection, self.limits.patience, self.slot)
            signal.setitimer(signal.ITIMER_REAL, seconds)
            try:
                self._serve(request, sender)
            except OSError:
                return  # the client is gone
            finally:
                signal.setitimer(signal.ITIMER_REAL, 0)

    def _serve(self, request: Request | Lookup, sender: "Sender") -> None:
        try:
            if isinstance(request, Lookup):
                found = self.store.look_up(request.what, request.nodes).to_bytes()
            else:
                found = self._evaluate(request, sender)
            sender.send(frame(DATA, found) + frame(END))
        except JusticeGraphError as error:
            sender.send(error_frame(error))
        except MemoryError:
            sender.send(error_frame(Ended("the query needs more memory than one may take")))

    def _evaluate(self, request: Request, sender: "Sender") -> bytes:
        """Stream a result, and return its last chunk."""
        output = Output(request.format.name, self.limits.result_bytes)
        with suppress(Full):
            self.store.write_result(request.query, request.format, Sink(output, sender))
        return output.rest()

    def _watch(self) -> None:
        """Watch the running query: lower its priority, obey orders, notice a client that left."""
        while True:
            time.sleep(TICK)
            connection = self.connection
            if connection is None:
                if os.getppid() != self.keeper:
                    os._exit(0)  # the supervisor has ended
                continue
            if not self.slot.is_slow and self.slot.age() > SLOW:
                self.slot.is_slow = True
                os.setpriority(os.PRIO_PROCESS, os.getpid(), NICEST)
            if self.slot.order is Order.END:
                _tell(connection, Busy("too many long queries run already: try again soon", 5))
                os._exit(0)
            if _is_gone(connection):
                os._exit(0)


class Sender:
    """Sends to a client; pauses the time limit while the client does not read."""

    def __init__(self, connection: socket.socket, patience: float, slot: Slot) -> None:
        self.connection, self.patience, self.slot = connection, patience, slot

    def send(self, data: bytes) -> None:
        """Send all of it; raises an `OSError` for a client that is gone or reads no more."""
        rest = memoryview(data)
        self.slot.is_sending = True
        while rest:
            try:
                rest = rest[self.connection.send(rest, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                self._wait()

    def _wait(self) -> None:
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        poll = select.poll()
        poll.register(self.connection, select.POLLOUT)
        began = time.monotonic()
        if not poll.poll(self.patience * 1000):
            raise TimeoutError
        self.patience -= time.monotonic() - began
        signal.setitimer(signal.ITIMER_REAL, left)


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
                self.sender.send(frame(DATA, before))
        return len(data)


def _receive(connection: socket.socket) -> Request | Lookup | None:
    received = b""
    while len(received) < LARGEST_REQUEST:
        part = connection.recv(CHUNK)
        received += part
        if not part or (request := unpack_request(received)):
            return request if part else None
    return None


def _is_gone(connection: socket.socket) -> bool:
    try:
        return not connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return False


def _tell(connection: socket.socket, error: JusticeGraphError) -> None:
    """Send an error without blocking."""
    with suppress(OSError):
        connection.send(error_frame(error), socket.MSG_DONTWAIT)


def _field(path: str, number: int) -> str:
    return Path(path).read_text(encoding="ascii").split()[number]
