"""ASGI request and response: checked headers, body with limits, detection of disconnects."""

import asyncio
import re
from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable, Iterator, MutableMapping
from contextlib import asynccontextmanager, contextmanager
from typing import Any, Final

from werkzeug.exceptions import (
    BadRequest,
    HTTPException,
    RequestHeaderFieldsTooLarge,
    RequestTimeout,
    RequestURITooLarge,
)

from ontology import Busy, JusticeGraphError
from server.sparql.protocol import MAX_BODY, Message
from server.web.headers import HEADERS
from server.web.problems import problem

__all__ = ["Application", "Exchange", "Headers", "Receive", "Scope", "Send", "encoded"]

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]
Headers = list[tuple[bytes, bytes]]

MAX_HEADERS: Final = 1 << 14
"""Most bytes of all headers; parsing a longer `Accept` would block the event loop."""
MAX_TARGET: Final = 60_000
"""Most bytes of the query of an address; from 65,535 the HTTP server answers, without words."""
HOST: Final = re.compile(rb"(?:[\w.~%!$&'()*+,;=-]*|\[[0-9A-Fa-fv:.]+\])(?::\d*)?")
"""Source: RFC 3986, section 3.2."""
OLD: Final = ("1", "1.0")
"""How servers spell HTTP/1.0."""
SMALL: Final = 1 << 16
"""Most bytes of an ordinary body."""
PATIENCE: Final = 30.0
"""Time limit for the body of a request."""
LOOK: Final = 0.05
"""Seconds after which the disconnect of a waiting client is watched for."""


def encoded(headers: Iterable[tuple[str, str]]) -> Headers:
    """Encode headers for ASGI.

    >>> encoded([("ETag", '"a"')])
    [(b'etag', b'"a"')]
    """
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]


FIXED: Final = [*encoded(HEADERS.items()), (b"vary", b"Accept, Accept-Encoding")]


class LargeBodies:
    """Bytes of bodies that clients are sending, but for the first `SMALL` of each.

    Connections bound the small ones, so that a form always finds room while large bodies that
    never end take all there is.
    """

    def __init__(self, most: int) -> None:
        self._free = most

    @contextmanager
    def share(self) -> Iterator[Callable[[int], None]]:
        """Context manager: tells the size of a body; raises `Busy` where all is taken."""
        taken = 0

        def grow(size: int) -> None:
            nonlocal taken
            more = max(0, size - SMALL) - taken
            if more > self._free:
                raise Busy("too many large requests are being sent: try again soon", 2)
            self._free -= more  # on the event loop alone, so without a lock
            taken += more

        try:
            yield grow
        finally:
            self._free += taken


LARGE: Final = LargeBodies(64 << 20)


class Exchange:
    """An HTTP request and its response, over ASGI.

    Source: ASGI, HTTP & WebSocket message format, version 2.5.
    """

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self.method: str = scope["method"]
        self.headers = _joined(scope["headers"])

    def header(self, name: bytes) -> str:
        """Return a header, or nothing."""
        return self.headers.get(name, "")

    def check(self) -> None:
        """Validate the headers before anything else reads them.

        Raises werkzeug's HTTP errors for a `Host` that is missing, repeated or malformed, and for
        addresses and headers that are too long.
        Source: RFC 9110, section 15.5.15; RFC 9112, section 3.2; RFC 6585, section 5.
        """
        if len(self.target) > MAX_TARGET:
            raise RequestURITooLarge(
                f"the query part of an address has {MAX_TARGET:,} bytes at most: send it with POST"
            )
        headers = self._scope["headers"]
        if sum(len(name) + len(value) for name, value in headers) > MAX_HEADERS:
            self.headers = {}
            raise RequestHeaderFieldsTooLarge(f"headers have {MAX_HEADERS:,} bytes at most")
        hosts = [value for name, value in headers if name == b"host"]
        # The HTTP server adds an empty Host where there is none. Only HTTP/1.0 may leave it out; an
        # http address with an empty host is invalid (RFC 9110, section 4.2.1). Both are refused.
        is_one = hosts not in ([], [b""]) or self._scope["http_version"] in OLD
        if not is_one or len(hosts) > 1 or not all(map(HOST.fullmatch, hosts)):
            raise BadRequest("send one Host header that names a host")

    @property
    def address(self) -> str:
        """Return the client's address."""
        client = self._scope.get("client")
        return str(client[0]) if client else ""

    @property
    def target(self) -> str:
        """Return the query part of the URL, undecoded."""
        return str(self._scope["query_string"].decode("latin-1"))

    @property
    def held(self) -> str:
        """Return `If-None-Match`; nothing for POST, which has no cached answer."""
        return "" if self.method == "POST" else self.header(b"if-none-match")

    @property
    def meant(self) -> str:
        """Return `If-Match`; nothing for POST, whose answers have no tag."""
        return "" if self.method == "POST" else self.header(b"if-match")

    @property
    def success(self) -> int:
        """Return the status of an answer: 200, or 304 for `If-None-Match: *`.

        Source: RFC 9110, section 13.1.2.
        """
        return 304 if self.held.strip() == "*" else 200

    def note(self, name: str, value: str) -> None:
        """Put a value into the scope, for middleware."""
        self._scope[name] = value

    @property
    def sends_query(self) -> bool:
        """Whether the request holds a SPARQL query."""
        return self.method == "POST" or (self.method in ("GET", "HEAD") and "query=" in self.target)

    def without_body(self) -> Message:
        """Return what the endpoint uses of a request, but for its body."""
        return Message(
            "GET" if self.method == "HEAD" else self.method, self.target, self.header(b"accept")
        )

    async def message(self) -> Message:
        """Return the parts that the SPARQL protocol looks at; HEAD counts as GET."""
        return Message(
            "GET" if self.method == "HEAD" else self.method,
            self.target,
            self.header(b"accept"),
            self.header(b"content-type"),
            await self.body() if self.method == "POST" else b"",
            self.header(b"content-encoding"),
        )

    async def body(self) -> bytes:
        """Read the body, at most one chunk beyond its limit.

        Raises werkzeug's errors of HTTP for a client that leaves, or lingers, before its end.
        """
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._body()
        except TimeoutError:
            raise RequestTimeout("the body of the request takes too long") from None

    async def _body(self) -> bytes:
        parts, size, more = [], 0, True
        with LARGE.share() as grow:
            while more and size <= MAX_BODY:
                event = await self._receive()
                if event["type"] == "http.disconnect":
                    raise BadRequest("the request ended before its body did")
                parts.append(event.get("body", b""))
                size += len(parts[-1])
                grow(size)
                more = event.get("more_body", False)
        return b"".join(parts)

    async def begin(self, status: int, headers: Headers) -> None:
        """Send status and headers."""
        await self._send({"type": "http.response.start", "status": status, "headers": headers})

    async def start(self, status: int, headers: Headers) -> None:
        """Send status and headers, and those that every answer has."""
        await self.begin(status, [*FIXED, *headers])

    async def go_on(self, chunk: bytes, *, is_last: bool = False) -> None:
        """Send a part of the body."""
        await self._send({"type": "http.response.body", "body": chunk, "more_body": not is_last})

    async def answer(self, status: int, headers: Headers, body: bytes) -> None:
        """Send an answer that is whole, without its body where HEAD asks."""
        length = [] if status == 304 else [(b"content-length", b"%d" % len(body))]
        await self.start(status, [*headers, *length])
        is_bare = self.method == "HEAD" or status == 304
        await self.go_on(b"" if is_bare else body, is_last=True)

    async def fail(self, error: JusticeGraphError | HTTPException) -> None:
        """Send an error."""
        found = problem(error)
        body, media_type = found.body(self.header(b"accept"))
        headers = {**found.headers, "Content-Type": media_type}
        await self.answer(found.status, encoded(headers.items()), body)

    @asynccontextmanager
    async def until_gone(self) -> AsyncGenerator[None, None]:
        """Context manager: cancels the block when the client disconnects (watched after `LOOK`)."""
        watch = _Watch(self._receive)
        timer = asyncio.get_running_loop().call_later(LOOK, watch.begin)
        try:
            yield
        except asyncio.CancelledError:
            if not watch.is_gone:
                raise
        finally:
            timer.cancel()
            watch.end()


def _joined(headers: Headers) -> dict[bytes, str]:
    """Return headers by name; one that came several times is a list.

    Source: RFC 9110, section 5.3.
    """
    found: dict[bytes, str] = {}
    for name, value in headers:
        text = value.decode("latin-1")
        found[name] = f"{found[name]}, {text}" if name in found else text
    return found


class _Watch:
    """Cancels a task when its client disconnects."""

    def __init__(self, receive: Receive) -> None:
        self._receive, self._work = receive, asyncio.current_task()
        self._task: asyncio.Task[None] | None = None
        self.is_gone = False

    def begin(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._wait())

    def end(self) -> None:
        if self._task:
            self._task.cancel()

    async def _wait(self) -> None:
        while (await self._receive())["type"] != "http.disconnect":
            pass
        self.is_gone = True
        if self._work:
            self._work.cancel()
