"""HTTP connections whose answers have a time in all, and not for each read from the socket.

A time limit of a socket begins anew with each byte, so that an engine which sends one every second
would hold a thread for hours: within the header, or within the size of a chunk. Here each wait for
the engine is taken from one sum; what our own client takes between two reads is not counted. What
is read without being part of an answer counts whole, since an engine that sends interim answers or
trailers without end never lets us wait.
"""

import io
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import Any, Final, cast

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

__all__ = ["POOLS"]


class _Timed(io.RawIOBase):
    """Bytes of a socket that are to come within the time limit which it has at the beginning."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket) -> None:
        self._raw, self._sock = raw, sock
        self._left = sock.gettimeout()
        self._until: float | None = None

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Context manager: what is read within it is to be done within the time that is left."""
        if self._left is not None:
            self._until = time.monotonic() + self._left
        try:
            yield
        finally:
            self._until = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._left is None:
            return cast(int | None, self._raw.readinto(buffer))
        began = time.monotonic()
        if self._left <= 0 or (self._until is not None and began >= self._until):
            raise TimeoutError("timed out")
        self._sock.settimeout(self._left)
        try:
            return cast(int | None, self._raw.readinto(buffer))
        finally:
            self._left -= time.monotonic() - began

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(HTTPResponse):
    def __init__(self, sock: socket.socket, *arguments: Any, **named: Any) -> None:
        super().__init__(sock, *arguments, **named)
        self._timed = _Timed(self.fp.detach(), sock)
        self.fp = io.BufferedReader(self._timed)

    def begin(self) -> None:
        """Read the header, and the interim answers before it."""
        with self._timed.reading():
            super().begin()

    def read(self, amt: int | None = None) -> bytes:
        """Read some of the body, and the trailers behind it."""
        with self._timed.reading():
            return super().read(amt)

    def read1(self, n: int = -1) -> bytes:
        """Read what has come of the body, and the trailers behind it."""
        with self._timed.reading():
            return super().read1(n)


class _Plain(HTTPConnection):
    response_class = _Response


class _Secure(HTTPSConnection):
    response_class = _Response


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _Secure


POOLS: Final[dict[str, type[HTTPConnectionPool]]] = {"http": _PlainPool, "https": _SecurePool}
"""Pools of such connections, by the scheme of an address."""
