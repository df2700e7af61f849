"""Sender of a worker: writes to a client, and pauses the time limit while it does not read.

Two threads may want to write first: that of the query its answer, and that which watches it a
refusal. A lock that is taken once and never released decides; the other one writes nothing, so that
no refusal ever lands within an answer.
"""

import select
import signal
import socket
import threading
import time
from contextlib import suppress

from graph.engine.pool.protocol import error_frame
from graph.engine.pool.worker_status import Slot
from ontology import JusticeGraphError

__all__ = ["Sender"]


class Sender:
    """Sends an answer to a client that reads within `patience` seconds in all."""

    def __init__(self, connection: socket.socket, patience: float, slot: Slot) -> None:
        self.connection, self.patience, self.slot = connection, patience, slot
        self._first = threading.Lock()

    def send(self, data: bytes) -> None:
        """Send all of it; raises an `OSError` for a client that is gone or reads no more."""
        rest = memoryview(data)
        if not self.slot.is_sending and not self._first.acquire(blocking=False):
            threading.Event().wait()  # the query was refused: this process ends now
        self.slot.is_sending = True
        while rest:
            try:
                rest = rest[self.connection.send(rest, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                self._wait()

    def refuse(self, error: JusticeGraphError) -> bool:
        """Send an error in place of the answer; returns false where the answer has begun."""
        if not self._first.acquire(blocking=False):
            return False
        with suppress(OSError):
            self.connection.send(error_frame(error), socket.MSG_DONTWAIT)
        return True

    def _wait(self) -> None:
        left = signal.setitimer(signal.ITIMER_REAL, 0)[0]
        poll = select.poll()
        poll.register(self.connection, select.POLLOUT)
        began = time.monotonic()
        if not poll.poll(self.patience * 1000):
            raise TimeoutError
        self.patience -= time.monotonic() - began
        signal.setitimer(signal.ITIMER_REAL, left)
