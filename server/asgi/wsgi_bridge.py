"""WSGI bridge: pages are rendered in a thread pool; the response is sent from the event loop.

So a client that reads slowly, or not at all, holds no thread that others wait for.
"""

import asyncio
import io
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, Final

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app
from werkzeug.wsgi import ClosingIterator

from ontology import Busy, JusticeGraphError
from server.asgi.exchange import Exchange, Receive, Scope, Send, encoded
from server.web.language_addresses import split_language

__all__ = ["HEALTH", "Bulkhead", "Gateway", "kind_of"]

HEALTH: Final = frozenset({"/healthz", "/metrics", "/readyz"})
"""Paths for monitoring: without rate limit, and with threads of their own."""
CONNECTIONS: Final = 1 << 16
"""More than can be open: where these are the places, nothing is refused."""
BULKHEADS: Final = {
    "desk": (1, 16),
    "heavy": (1, 8),
    "healthz": (1, CONNECTIONS),
    "metrics": (1, 16),
    "pages": (32, 512),
    "readyz": (2, 64),
}
"""Threads and waiting requests, by kind. What computes long in Python, as checking a correction or
laying out a picture does, has one thread: two would only compete for the interpreter lock. Whether
the process lives is asked apart from all else: no flood and no lost pool makes it seem dead.
"""
ENOUGH: Final = 1 << 16
"""Bytes of a response that are taken at once, about."""
BARE: Final = ("CONTENT_LENGTH", "CONTENT_TYPE")
"""Headers that have no prefix HTTP_ in WSGI."""


class Bulkhead:
    """Threads and a bounded queue for one kind of requests, so that it cannot starve others.

    Source: the bulkhead pattern.
    """

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = threads + waiting

    @contextmanager
    def place(self) -> Iterator[ThreadPoolExecutor]:
        """Context manager: a place in the queue; raises `Busy` where there is none."""
        if not self._free:
            raise Busy("too many requests of this kind are waiting: try again soon", 2)
        self._free -= 1  # on the event loop alone, so without a lock
        try:
            yield self._threads
        finally:
            self._free += 1


def kind_of(method: str, path: str) -> str:
    """Return which bulkhead a request belongs to.

    >>> kind_of("GET", "/readyz"), kind_of("POST", "/id/issue/a/correct"), kind_of("GET", "/")
    ('readyz', 'heavy', 'pages')
    >>> kind_of("GET", "/es/desk")
    'desk'
    """
    path = split_language(path)[1]
    if path in HEALTH:
        return path.removeprefix("/")
    if path == "/desk" or path.startswith("/desk/"):
        return "desk"  # so that no flood of suggestions keeps reviewers out
    is_heavy = method == "POST" or path.startswith("/explore")
    return "heavy" if is_heavy and path != "/sparql" else "pages"


class Gateway:
    """ASGI application that runs a WSGI one in threads.

    Source: PEP 3333; ASGI, HTTP & WebSocket message format, version 2.5.
    """

    def __init__(self, pages: Flask) -> None:
        self.pages = pages
        self._bulkheads = {name: Bulkhead(name, *size) for name, size in BULKHEADS.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; raises `Busy` where too many of its kind wait already."""
        exchange = Exchange(scope, receive, send)
        with self._bulkheads[kind_of(exchange.method, scope["path"])].place() as threads:
            body = await exchange.body() if exchange.method == "POST" else b""
            await self._answer(exchange, _environ(scope, exchange, body), threads)

    async def _answer(
        self, exchange: Exchange, environ: dict[str, Any], threads: ThreadPoolExecutor
    ) -> None:
        answer, loop = _Answer(self.pages, environ), asyncio.get_running_loop()
        has_begun = False
        try:
            part = await loop.run_in_executor(threads, answer.begin)
            await exchange.begin(answer.status, encoded(answer.headers.items()))
            has_begun = True
            while not answer.is_whole:
                await exchange.go_on(part)
                part = await loop.run_in_executor(threads, answer.some)
            await exchange.go_on(part, is_last=True)
        except JusticeGraphError as error:
            if not has_begun:  # nothing was sent, so that the error has a status and words
                raise
            raise ConnectionAbortedError(str(error)) from error
        finally:
            if not answer.is_whole:
                threads.submit(answer.close)


class _Answer:
    """WSGI response that is read part by part, by one thread at a time."""

    def __init__(self, pages: Flask, environ: dict[str, Any]) -> None:
        self._pages, self._environ = pages, environ
        self._one_at_a_time = threading.Lock()
        self._parts = ClosingIterator(())
        self.is_whole = False
        self.status, self.headers = 500, Headers()

    def begin(self) -> bytes:
        """Run the application, and return the first part of the body."""
        with self._one_at_a_time:
            parts, status, self.headers = run_wsgi_app(self._pages, self._environ)
            self._parts = ClosingIterator(parts, getattr(parts, "close", None))
            self.status = int(status.partition(" ")[0])
        return self.some()

    def some(self) -> bytes:
        """Return the next part of the body; closes the response at its end."""
        taken = bytearray()
        with self._one_at_a_time:
            for part in self._parts:
                taken += part
                if len(taken) >= ENOUGH:
                    return bytes(taken)
            self._parts.close()
            self.is_whole = True
        return bytes(taken)

    def close(self) -> None:
        """Close the response."""
        with self._one_at_a_time:
            self._parts.close()


def _environ(scope: Scope, exchange: Exchange, body: bytes) -> dict[str, Any]:
    """Return the WSGI environment of a request; text is Latin-1, one character a byte."""
    host, port = scope.get("server") or ("localhost", 80)
    headers = {
        name.decode("latin-1").upper().replace("-", "_"): value
        for name, value in exchange.headers.items()
    }
    return {
        **{name if name in BARE else f"HTTP_{name}": value for name, value in headers.items()},
        "CONTENT_LENGTH": str(len(body)),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": exchange.target,
        "REMOTE_ADDR": exchange.address,
        "REQUEST_METHOD": exchange.method,
        "SCRIPT_NAME": "",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "wsgi.errors": sys.stderr,
        "wsgi.input": io.BytesIO(body),
        "wsgi.multiprocess": True,
        "wsgi.multithread": True,
        "wsgi.run_once": False,
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.version": (1, 0),
    }
