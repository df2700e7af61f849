"""Sender of a worker: writes to a client, and pauses the time limit while it does not read."""

import select
import signal
import socket
import time

from graph.engine.pool.worker_status import Slot

__all__ = ["Sender"]


class Sender:
    """Sends an answer to a client that reads within `patience` seconds in all."""

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
