"""Connection pool (keep-alive): idle connections to workers, kept for the next query.

A connection holds a worker until the worker is needed elsewhere and closes it. The newest idle
connection is taken first: its worker has the most pages in its caches.
"""

import socket
import weakref
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from ontology import Busy, Unavailable

__all__ = ["Connections", "connect", "urgent_path"]


class Connections:
    """The connections of one process to the workers of a pool, shared by its threads.

    What is idle is closed with it, which frees its workers. A finalizer holds the list, so that
    the connections are not collected before it, as they may be by `__del__` in a cycle.
    """

    def __init__(self, path: Path, most: int) -> None:
        self.path, self.most = path, most
        self._idle: list[socket.socket] = []
        weakref.finalize(self, _close, self._idle).atexit = False

    def take(self, *, is_urgent: bool = False) -> socket.socket:
        """Return an idle connection, else a new one; raises as `connect` does.

        An urgent one, as for a page, is taken in by a worker before all others that wait.
        """
        while True:
            try:
                connection = self._idle.pop()
            except IndexError:
                return connect(urgent_path(self.path) if is_urgent else self.path)
            if _is_open(connection):
                return connection
            connection.close()

    def keep(self, connection: socket.socket) -> None:
        """Keep a connection whose answer is complete, or close it where enough are kept."""
        if len(self._idle) < self.most:
            self._idle.append(connection)
        else:
            connection.close()


def urgent_path(path: Path) -> Path:
    """Return the path of the socket of a pool whose connections come before those of its first.

    It is short, since the path of a socket has 107 bytes at most (unix(7)).
    """
    return path.with_name(f"{path.name}.u")


def _close(connections: Iterable[socket.socket]) -> None:
    for connection in connections:
        connection.close()


def connect(path: Path) -> socket.socket:
    """Return a non-blocking connection to a pool.

    Raises `Busy` where as many wait as may, and `Unavailable` where there is no pool.
    """
    connection = socket.socket(socket.AF_UNIX)
    connection.setblocking(False)
    try:
        connection.connect(str(path))
    except BlockingIOError:
        connection.close()
        raise Busy("too many queries are waiting: try again soon") from None
    except OSError as error:
        connection.close()
        raise Unavailable(f"no pool of workers answers: {error.strerror}") from None
    return connection


def _is_open(connection: socket.socket) -> bool:
    """Liveness of an idle connection: whether neither its end nor a frame that says so came."""
    with suppress(BlockingIOError):
        connection.setblocking(False)
        with suppress(ConnectionError):
            connection.recv(1, socket.MSG_PEEK)
        return False
    return True
