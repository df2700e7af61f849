"""Client of the worker pool: sends queries and look-ups over a Unix socket, streams results."""

import asyncio
import socket
import time
from collections.abc import AsyncGenerator, Generator, Iterable
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Final

from graph.engine.base import Answer, Engine
from graph.engine.lookup import Found
from graph.engine.pool.protocol import FAULT, Frames, Lookup, Request, pack_request
from graph.engine.pool.worker import Limits
from graph.engine.query import Query
from graph.rdf.formats import Format
from ontology import Busy, Ended, JusticeGraphError, OutOfTime, Unavailable

__all__ = ["PoolEngine", "connect", "cut_off"]

CHUNK: Final = 1 << 17
TRIES: Final = 2
"""How often a query is sent whose worker was killed from outside, within one time limit in all."""

LEAST: Final = 0.01


class PoolEngine(Engine):
    """SPARQL engine that runs each query in a worker process, under time and memory limits."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.path, self.limits = path, limits

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        """Let a worker evaluate a query, and stream its result.

        Raises `OutOfTime` and `Ended` where a limit ended it, `Busy` where too many wait already.
        """
        return Answer(format_, self._answered(self._request(query, format_, seconds)))

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        """Let a worker look nodes up in the index; raises as `evaluate` does."""
        request = Lookup(what, tuple(nodes), self.limits.seconds)
        return Found.from_bytes(b"".join(self._answered(request)))

    def _answered(self, request: Request | Lookup) -> Generator[bytes, None, None]:
        for tries_left in reversed(range(TRIES)):
            began = time.monotonic()
            chunks = self._chunks(request)
            try:
                first = next(chunks, b"")
            except ConnectionError:
                error = cut_off(request, time.monotonic() - began)
                if isinstance(error, OutOfTime) or not tries_left:
                    raise error from None
                request = _shorter(request, time.monotonic() - began)
            else:
                return _after(first, chunks, request)
        raise AssertionError

    def _request(self, query: Query, format_: Format, seconds: float | None) -> Request:
        most = self.limits.seconds
        return Request(query, format_, min(seconds or most, most))

    async def stream(
        self, query: Query, format_: Format, seconds: float | None = None
    ) -> AsyncGenerator[bytes, None]:
        """Stream an answer on the event loop; closing the generator cancels the query.

        Raises as `evaluate` does.
        """
        request: Request | Lookup = self._request(query, format_, seconds)
        for tries_left in reversed(range(TRIES)):
            began, frames = time.monotonic(), Frames()
            with connect(self.path) as connection:
                async for chunk in _received(connection, frames, pack_request(request)):
                    yield chunk
            if frames.is_complete:
                return
            error = cut_off(request, time.monotonic() - began)
            if frames.have_begun or isinstance(error, OutOfTime) or not tries_left:
                raise error
            request = _shorter(request, time.monotonic() - began)

    def _chunks(self, request: Request | Lookup) -> Generator[bytes, None, None]:
        frames = Frames()
        with connect(self.path) as connection:
            connection.settimeout(None)
            connection.sendall(pack_request(request))
            while not frames.is_complete:
                received = connection.recv(CHUNK)
                if not received:
                    raise ConnectionResetError
                yield from frames.read(received)


async def _received(
    connection: socket.socket, frames: Frames, request: bytes
) -> AsyncGenerator[bytes, None]:
    """Send a request and yield the data that come back, until they end or the worker does."""
    loop = asyncio.get_running_loop()
    with suppress(ConnectionError):
        await loop.sock_sendall(connection, request)
        while not frames.is_complete:
            received = await loop.sock_recv(connection, CHUNK)
            if not received:
                return
            for chunk in frames.read(received):
                yield chunk


def _after(
    first: bytes, chunks: Generator[bytes, None, None], request: Request | Lookup
) -> Generator[bytes, None, None]:
    began = time.monotonic()
    try:
        yield from chain((first,), chunks)
    except ConnectionError:
        raise cut_off(request, time.monotonic() - began) from None
    finally:
        chunks.close()


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


def _shorter(request: Request | Lookup, spent: float) -> Request | Lookup:
    """Return a request with the rest of its time: a second try has no time limit of its own."""
    return request._replace(seconds=max(LEAST, request.seconds - spent))


def cut_off(request: Request | Lookup, seconds: float) -> JusticeGraphError:
    """Return the error for a connection that was cut before the end of its answer."""
    if seconds >= request.seconds:
        return OutOfTime(
            f"the query was ended after {request.seconds:g} seconds: ask for less, or take a "
            "download and ask it on a machine of your own"
        )
    return Ended(FAULT)
