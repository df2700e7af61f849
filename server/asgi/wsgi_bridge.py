"""WSGI bridge: pages are rendered in a thread pool; the response is sent from the event loop.

So a client that reads slowly, or not at all, holds no thread that others wait for.
"""

import asyncio
import io
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from flask import Flask
from werkzeug.datastructures import Headers
from werkzeug.test import run_wsgi_app
from werkzeug.wsgi import ClosingIterator

from ontology import JusticeGraphError
from server.asgi.bulkheads import BULKHEADS, Bulkhead, kind_of
from server.asgi.exchange import Exchange, Receive, Scope, Send, encoded

__all__ = ["Gateway"]

ENOUGH: Final = 1 << 16
"""Bytes of a response that are taken at once, about."""
BARE: Final = ("CONTENT_LENGTH", "CONTENT_TYPE")
"""Headers that have no prefix HTTP_ in WSGI."""


class Gateway:
    """ASGI application that runs a WSGI one in threads.

    Source: PEP 3333; ASGI, HTTP & WebSocket message format, version 2.5.
    """

    def __init__(self, pages: Flask) -> None:
        self.pages = pages
        self._bulkheads = {name: Bulkhead(name, *size) for name, size in BULKHEADS.items()}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; raises `Busy` where too many of its kind wait already.

        A place is held while an answer is begun: neither who sends slowly nor who reads slowly
        keeps others out.
        """
        exchange = Exchange(scope, receive, send)
        body = await exchange.body() if exchange.method == "POST" else b""
        answer = _Answer(self.pages, _environ(scope, exchange, body))
        bulkhead = self._bulkheads[kind_of(exchange.method, scope["path"])]
        try:
            with bulkhead.place() as threads:
                part = await asyncio.get_running_loop().run_in_executor(threads, answer.begin)
            await _send(exchange, answer, part, bulkhead.threads)
        finally:
            if not answer.is_whole:
                bulkhead.threads.submit(answer.close)


async def _send(
    exchange: Exchange, answer: "_Answer", part: bytes, threads: ThreadPoolExecutor
) -> None:
    """Send an answer that has begun; an error after its headers can only end the connection."""
    await exchange.begin(answer.status, encoded(answer.headers.items()))
    try:
        while not answer.is_whole:
            await exchange.go_on(part)
            part = await asyncio.get_running_loop().run_in_executor(threads, answer.some)
    except JusticeGraphError as error:
        raise ConnectionAbortedError(str(error)) from error
    await exchange.go_on(part, is_last=True)


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
