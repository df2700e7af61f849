"""Connection limits: closes idle connections beyond a number for each client, and in all.

The HTTP server accepts connections in compiled code, without a hook. So a thread looks at the
sockets of this process several times a second, and shuts down those beyond the limits, the longest
idle of the client with the most connections first. Some places are left for the next client, such
as a health check, which so waits for one look at most. Time limits for single connections (a header
that does not come, a connection that is kept alive) are those of the HTTP server.
"""

import ipaddress
import os
import resource
import socket
import struct
import threading
from collections import Counter
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from ontology import Unavailable
from server.web.rate_limits import subscriber

__all__ = ["RESERVE", "Connection", "ConnectionLimits", "excess", "raise_file_limit", "share"]

LOOK: Final = 0.2
"""Seconds between two looks."""
RESERVE: Final = 64
"""Connections that a process accepts beyond its limit, until the next look."""
OTHER_FILES: Final = 256
"""Descriptors that a process keeps for all but connections of clients."""
LEAST: Final = 16
"""Connections that a process always takes."""
DESCRIPTORS: Final = Path("/proc/self/fd")
TCP_INFO: Final = struct.Struct("=52xI")
"""Of tcp_info: how many milliseconds ago data came (tcpi_last_data_recv)."""


class Connection(NamedTuple):
    """An open connection: its descriptor, whom it counts for, and for how long it is idle."""

    number: int
    client: str
    idle: int


@dataclass(frozen=True)
class ConnectionLimits:
    """Limits of one process: its port, connections in all and of one client, exempt proxies."""

    port: int
    most: int
    most_of_one: int
    proxies: tuple[str, ...] = ()

    def start(self) -> None:
        """Enforce the limits from now on, in a background thread."""
        threading.Thread(target=self._look_after, daemon=True, name="connection limits").start()

    def _look_after(self) -> None:
        pause = threading.Event()
        while not pause.wait(LOOK):
            with suppress(
                OSError
            ):  # no descriptor is free to look with: the next look may find one
                numbers = [int(path.name) for path in DESCRIPTORS.iterdir()]
                if len(numbers) > min(self.most, self.most_of_one):
                    self.enforce(numbers)

    def enforce(self, numbers: Collection[int]) -> int:
        """Shut down the connections beyond the limits among descriptors; return how many."""
        connections = [found for number in numbers if (found := self._connection(number))]
        trusted = {one.client for one in connections if self._is_proxy(one.client)}
        closed = excess(connections, self.most, self.most_of_one, trusted)
        for connection in closed:
            with suppress(OSError), _duplicate(connection.number) as copy:
                if subscriber(copy.getpeername()[0]) == connection.client:
                    copy.shutdown(socket.SHUT_RDWR)
        return len(closed)

    def _connection(self, number: int) -> Connection | None:
        """Return the connection of a client that a descriptor is, or nothing.

        All is read from a duplicate: the number itself may mean another file a moment later.
        """
        try:
            with _duplicate(number) as copy:
                if copy.getsockname()[1:2] != (self.port,):
                    return None
                info = copy.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, TCP_INFO.size)
                return Connection(number, subscriber(copy.getpeername()[0]), *TCP_INFO.unpack(info))
        except (OSError, ValueError):
            return None

    def _is_proxy(self, client: str) -> bool:
        return any(_contains(proxy, client) for proxy in self.proxies)


def excess(
    connections: Collection[Connection], most: int, most_of_one: int, trusted: Collection[str] = ()
) -> list[Connection]:
    """Return the connections beyond the limits: of the largest client, the longest idle first.

    Complexity: sorting the connections.

    >>> three = [Connection(5, "a", 10), Connection(6, "a", 90), Connection(7, "b", 50)]
    >>> [one.number for one in excess(three, most=2, most_of_one=2)]
    [6]
    """
    counts = Counter(one.client for one in connections)
    left, closed = len(connections), []
    by_idle = sorted(connections, key=lambda one: (-one.idle, one.number))
    for one in by_idle:
        if counts[one.client] > most_of_one and one.client not in trusted:
            counts[one.client] -= 1
            left -= 1
            closed.append(one)
    gone = {one.number for one in closed}
    rest = [one for one in by_idle if one.number not in gone]
    rest.sort(key=lambda one: -counts[one.client])
    return closed + rest[: max(0, left - most)]


def share(connections: int, processes: int) -> int:
    """Return how many connections each process may have, within its limit of open files."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(LEAST, min(connections // processes, files - OTHER_FILES - RESERVE))


def raise_file_limit() -> None:
    """Raise the soft limit of open files to the hard one; processes inherit it.

    Raises `Unavailable` where that is too few to serve.
    """
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    needed = OTHER_FILES + RESERVE + LEAST
    if hard != resource.RLIM_INFINITY and hard < needed:
        raise Unavailable(
            f"a process may open {hard} files here, and the server needs {needed}: raise the limit"
            " (ulimit -n 4096, or LimitNOFILE=4096 in a systemd unit)"
        )
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _duplicate(number: int) -> socket.socket:
    copy = os.dup(number)
    try:
        return socket.socket(fileno=copy)
    except OSError:
        os.close(copy)
        raise


def _contains(proxy: str, client: str) -> bool:
    """Whether a proxy, an address or a network, is a client."""
    try:
        network = ipaddress.ip_network(proxy, strict=False)
        return ipaddress.ip_network(client, strict=False).subnet_of(network)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return subscriber(proxy) == client
