"""HTTP connections whose answers have a time in all, and not for each read from the socket.

A time limit of a socket begins anew with each byte, so that an engine which sends one every second
would hold a thread for hours: within the header, or within the size of a chunk. Here each wait for
the engine is taken from one sum; what our own client takes between two reads is not counted.
"""

import io
import socket
import time
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

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        if self._left is None:
            return cast(int | None, self._raw.readinto(buffer))
        if self._left <= 0:
            raise TimeoutError("timed out")
        self._sock.settimeout(self._left)
        began = time.monotonic()
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
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock))


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
