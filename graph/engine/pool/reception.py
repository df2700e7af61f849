"""Reception of requests by a worker: persistent connections, given up for clients that wait.

A worker holds one connection at a time. Where others wait at the listening socket for more than a
moment, so that no free worker has taken them, it closes its connection and accepts theirs: at once
while it is idle, else after its answer. So a kept connection saves a handshake, and never keeps a
worker from a client that needs it.
"""

import select
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from graph.engine.pool.protocol import CLOSE, Lookup, Request, frame, unpack_request

__all__ = ["Received", "Reception"]

CHUNK: Final = 1 << 16
LARGEST: Final = 4 << 20
MOMENT: Final = 0.002
"""Seconds for which others may wait before a connection is given up."""
LOOK: Final = 0.5
"""Seconds between two looks at whether to go on."""
PAUSE: Final = 0.05
"""Seconds until the machine is asked again that refused."""


class Received(NamedTuple):
    """A request, and the connection that it came by."""

    connection: socket.socket
    request: Request | Lookup


class Reception:
    """The listening sockets that workers share, the urgent first, and this worker's connection."""

    def __init__(self, listeners: Sequence[socket.socket], goes_on: Callable[[], bool]) -> None:
        self.listeners, self.goes_on = listeners, goes_on
        self._connection: socket.socket | None = None
        self._is_closing, self._waited_since = False, 0.0
        self._listening, self._own, self._all = _poll(*listeners), _poll(), _poll()

    def next(self) -> Received | None:
        """Wait for the next request; returns nothing where the worker is to end."""
        if self._is_closing:
            self.close()
        while self.goes_on():
            try:
                if received := self._look():
                    return received
            except OSError:  # without descriptors even poll(2) fails: the connection is kept
                time.sleep(PAUSE)
        self.close()
        return None

    def _look(self) -> Received | None:
        """Wait for a moment, for a connection or for a request that comes by the one there is."""
        if self._connection is None:
            self._accept()
            return None
        return self._from(self._connection)

    def is_to_close(self) -> bool:
        """Whether the connection is closed after this answer, since others have waited."""
        now = time.monotonic()
        self._waited_since = (self._waited_since or now) if self._do_others_wait() else 0.0
        has_waited = bool(self._waited_since) and now - self._waited_since >= MOMENT
        self._is_closing = has_waited or not self.goes_on()
        return self._is_closing

    def close(self) -> None:
        """Close the connection."""
        if self._connection:
            self._connection.close()
        self._connection, self._is_closing, self._waited_since = None, False, 0.0

    def _do_others_wait(self) -> bool:
        return bool(self._listening.poll(0))

    def _accept(self) -> None:
        ready = {number for number, _ in self._listening.poll(LOOK * 1000)}
        if first := next((one for one in self.listeners if one.fileno() in ready), None):
            with suppress(BlockingIOError, ConnectionError):  # another worker was faster
                self._connection = first.accept()[0]
                self._own = _poll(self._connection)
                self._all = _poll(self._connection, *self.listeners)

    def _from(self, connection: socket.socket) -> Received | None:
        """Return a request that comes by the connection; give it up where others have waited."""
        ready = {number for number, _ in self._all.poll(LOOK * 1000)}
        if connection.fileno() in ready or (ready and self._own.poll(MOMENT * 1000)):
            return self._receive(connection)
        if ready and self._do_others_wait():
            with suppress(OSError):
                connection.send(frame(CLOSE), socket.MSG_DONTWAIT)
            self.close()
        return None

    def _receive(self, connection: socket.socket) -> Received | None:
        received = b""
        with suppress(ConnectionError):
            while len(received) < LARGEST and (part := connection.recv(CHUNK)):
                received += part
                if request := unpack_request(received):
                    return Received(connection, request)
        self.close()
        return None


def _poll(*sockets: socket.socket) -> select.poll:
    poll = select.poll()
    for one in sockets:
        poll.register(one, select.POLLIN)
    return poll
