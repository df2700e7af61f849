"""Client of the worker pool: sends queries and look-ups over Unix sockets, streams results."""

import asyncio
import socket
import time
from collections.abc import AsyncGenerator, Generator, Iterable
from itertools import chain
from pathlib import Path
from typing import Final

from graph.engine.base import Answer, Engine
from graph.engine.lookup import Found
from graph.engine.pool.connections import Connections
from graph.engine.pool.protocol import CUT, Frames, Lookup, NotBegun, Request, pack_request
from graph.engine.pool.turns import Turns
from graph.engine.pool.worker import Limits
from graph.engine.query import Query
from graph.rdf.formats import Format
from ontology import Busy, Ended, JusticeGraphError, OutOfTime

__all__ = ["PoolEngine", "cut_off"]

CHUNK: Final = 1 << 18
TRIES: Final = 2
"""How often a query is begun whose worker was killed from outside, within one time limit in all."""
ROUNDS: Final = 20
"""How often a query is sent to workers that close their connection before they begin it."""
KEPT: Final = 2
LEAST: Final = 0.01


class PoolEngine(Engine):
    """SPARQL engine that runs each query in a worker process, under time and memory limits.

    What a thread waits for, as a page does, comes before the queries of programs, which the event
    loop streams: so a flood of these delays a page by one worker's moment at most.

    `kept` is how many idle connections are kept, and how many quick queries of the event loop run
    at once: the workers that wait, by the processes that share them.
    """

    def __init__(self, path: Path, limits: Limits, kept: int = KEPT) -> None:
        self.path, self.limits = path, limits
        self.connections, self.turns = Connections(path, kept), Turns(kept)

    def small_result(self, query: Query, format_: Format) -> bytes | None:  # noqa: ARG002
        """Return the result of a query that needs no worker: of none here."""
        return None

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
        tries = _Tries(request)
        while True:
            frames = tries.begin()
            chunks = self._chunks(tries.request, frames)
            try:
                first = next(chunks, b"")
            except ConnectionError as error:
                tries.check(error)
            else:
                return _after(first, chunks, tries)

    def _request(self, query: Query, format_: Format, seconds: float | None) -> Request:
        most = self.limits.seconds
        return Request(query, format_, min(seconds or most, most))

    async def stream(
        self, query: Query, format_: Format, seconds: float | None = None
    ) -> AsyncGenerator[bytes, None]:
        """Stream an answer on the event loop; closing the generator cancels the query.

        Raises as `evaluate` does.
        """
        turn = await self.turns.begin()
        tries, loop = _Tries(self._request(query, format_, seconds)), asyncio.get_running_loop()
        frames = Frames()
        try:
            while not frames.is_complete:
                frames, connection = tries.begin(), self.connections.take()
                try:
                    await loop.sock_sendall(connection, pack_request(tries.request))
                    while not frames.is_complete:
                        for chunk in frames.read(await loop.sock_recv(connection, CHUNK)):
                            yield chunk
                except ConnectionError as error:
                    tries.check(error)
                finally:
                    self._leave(connection, frames)
        finally:
            turn.end()

    def _chunks(self, request: Request | Lookup, frames: Frames) -> Generator[bytes, None, None]:
        connection = self.connections.take(is_urgent=True)
        try:
            connection.setblocking(True)
            connection.sendall(pack_request(request))
            while not frames.is_complete:
                yield from frames.read(connection.recv(CHUNK))
        finally:
            self._leave(connection, frames)

    def _leave(self, connection: socket.socket, frames: Frames) -> None:
        """Keep a connection for the next query; closing it tells its worker to end this one."""
        if frames.is_complete and not frames.is_last:
            self.connections.keep(connection)
        else:
            connection.close()


class _Tries:
    """The tries of one request, which share its time limit."""

    def __init__(self, request: Request | Lookup) -> None:
        self.request = request
        self._left, self._rounds = TRIES, ROUNDS
        self._began, self._frames = 0.0, Frames()

    def begin(self) -> Frames:
        """Begin a try, and return the parser of its answer."""
        self._began, self._frames = time.monotonic(), Frames()
        return self._frames

    def check(self, error: ConnectionError) -> None:
        """Prepare the next try after a connection was lost; raises where there is to be none.

        A worker that closes a connection has read no request, else the end is no reset. Whether it
        was killed later, within its query, is not known to be its own fault, so one more try is
        made.
        """
        spent = time.monotonic() - self._began
        ended = cut_off(self.request, spent)
        has_begun = not isinstance(error, (NotBegun, BrokenPipeError, ConnectionResetError))
        self._left -= has_begun
        self._rounds -= 1
        if self._frames.have_begun or isinstance(ended, OutOfTime) or not self._left:
            raise ended from None
        if not self._rounds:
            raise Busy("too many queries are waiting: try again soon") from None
        self.request = self.request._replace(seconds=max(LEAST, self.request.seconds - spent))

    def fail(self) -> JusticeGraphError:
        """Return the error for a connection that was lost within an answer."""
        return cut_off(self.request, time.monotonic() - self._began)


def _after(
    first: bytes, chunks: Generator[bytes, None, None], tries: _Tries
) -> Generator[bytes, None, None]:
    try:
        yield from chain((first,), chunks)
    except ConnectionError:
        raise tries.fail() from None
    finally:
        chunks.close()


def cut_off(request: Request | Lookup, seconds: float) -> JusticeGraphError:
    """Return the error for a connection that was cut before the end of its answer."""
    if seconds >= request.seconds:
        return OutOfTime(
            f"the query was ended after {request.seconds:g} seconds: ask for less, or take a "
            "download and ask it on a machine of your own"
        )
    return Ended(CUT)
