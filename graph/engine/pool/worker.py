"""A process that evaluates one query, or looks one thing up, at a time, and that its limits end.

The engine cannot cancel a query, so the kernel does: an alarm that nobody handles ends the process
at the query's last moment, a limit of memory ends it when it takes too much, and with no file
descriptor to spare it can open nothing, neither file nor connection. A second thread, which runs
while the engine evaluates, sees to what is slow: it gives way to others, and ends when its client
is gone.
"""

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
"""Seconds after which a query is slow: it gives way, and another worker stands in for it."""
TICK: Final = 0.05
NICEST: Final = 19
CHUNK: Final = 1 << 16
LARGEST_REQUEST: Final = 4 << 20
QUERIES: Final = 10_000
"""How many queries a worker answers before a fresh one takes its place."""


@dataclass(frozen=True)
class Limits:
    """What one query may take: seconds of work, megabytes of memory, bytes of result.

    `patience` is how many seconds in all a client may let the worker wait until it reads on.
    """

    seconds: float = 10.0
    megabytes: int = 512
    result_bytes: int = 512 << 20
    patience: float = 120.0


class Worker:
    """Answers queries from a listening socket, one after the other, while its keeper lives."""

    def __init__(
        self, store: Store, listener: socket.socket, slot: Slot, limits: Limits, keeper: int
    ) -> None:
        self.store, self.listener, self.slot, self.limits = store, listener, slot, limits
        self.keeper = keeper
        self.connection: socket.socket | None = None

    def run(self) -> None:
        """Answer until told to end, until slow, or until it is time for a fresh process."""
        self._bind_itself()
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

    def _bind_itself(self) -> None:
        """Take from this process what no query needs: memory beyond its share, open files, signals.

        Source: getrlimit(2), RLIMIT_DATA and RLIMIT_NOFILE; setitimer(2).
        """
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        used = resource.getpagesize() * int(_field("/proc/self/statm", 5))
        most = used + (self.limits.megabytes << 20)
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with socket.socket(socket.AF_UNIX) as probe:
            spare = probe.fileno() + 1
        resource.setrlimit(resource.RLIMIT_NOFILE, (spare, spare))

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
                return  # the client is gone, and nobody is left to be told
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
        """Send a result as it is found, and give what comes last of it."""
        output = Output(request.format.name, self.limits.result_bytes)
        with suppress(Full):
            self.store.write_result(request.query, request.format, Sink(output, sender))
        return output.rest()

    def _watch(self) -> None:
        """Look after a query that takes long, while the engine evaluates it."""
        while True:
            time.sleep(TICK)
            connection = self.connection
            if connection is None:
                if os.getppid() != self.keeper:
                    os._exit(0)  # nobody would replace this process, or end it
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
    """Sends to a client, and stops the query's clock while the client does not read."""

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
    """The file into which the engine writes a result."""

    def __init__(self, output: Output, sender: Sender) -> None:
        self.output, self.sender, self.is_full = output, sender, False

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True

    def write(self, chunk: Buffer) -> int:
        """Send what came before this chunk; once the result is full, drop what still comes."""
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
    """Tell an error, if the client waits for it now."""
    with suppress(OSError):
        connection.send(error_frame(error), socket.MSG_DONTWAIT)


def _field(path: str, number: int) -> str:
    return Path(path).read_text(encoding="ascii").split()[number]
