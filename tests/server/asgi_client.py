"""A client of an application of ASGI, without a socket."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from server.asgi.exchange import Application

__all__ = ["Heard", "ask", "asked", "scope_of"]

Pairs = list[tuple[bytes, bytes]]
HOST: Pairs = [(b"host", b"x")]


@dataclass
class Heard:
    """What was sent to a client, as it came."""

    events: list[dict[str, Any]] = field(default_factory=list)

    @property
    def status(self) -> int:
        return int(self.events[0]["status"]) if self.events else 0

    @property
    def headers(self) -> dict[str, str]:
        return {name.decode(): value.decode() for name, value in self.events[0]["headers"]}

    @property
    def parts(self) -> list[bytes]:
        return [event["body"] for event in self.events[1:]]

    @property
    def body(self) -> bytes:
        return b"".join(self.parts)

    @property
    def is_whole(self) -> bool:
        """Whether the answer was brought to its end."""
        return bool(self.events) and self.events[-1].get("more_body") is False


def scope_of(target: str = "/", headers: Pairs = HOST, method: str = "GET") -> dict[str, Any]:
    """Return the scope of a request."""
    path, _, query = target.partition("?")
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "query_string": query.encode("latin-1"),
        "headers": headers,
        "client": ("192.0.2.1", 50_000),
        "server": ("127.0.0.1", 8_000),
    }


async def asked(
    application: Application,
    target: str = "/",
    headers: Pairs = HOST,
    *,
    method: str = "GET",
    body: list[bytes] | None = None,
    stays: Callable[[], Awaitable[object]] | None = None,
    hears: Callable[[dict[str, Any]], Any] | None = None,
    heard: Heard | None = None,
) -> Heard:
    """Send a request; a body of several parts, without its last where that is not there.

    The client stays for ever, or goes away after `stays`. It may hear each event by itself.
    """
    heard = heard or Heard()
    parts = [*(body or [b""])]

    async def receive() -> dict[str, Any]:
        if parts:
            part = parts.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(parts)}
        await (stays or asyncio.Event().wait)()
        return {"type": "http.disconnect"}

    async def send(event: dict[str, Any]) -> None:
        heard.events.append(event)
        if hears and (awaited := hears(event)) is not None:
            await awaited

    await application(scope_of(target, headers, method), receive, send)
    return heard


def ask(application: Application, target: str = "/", headers: Pairs = HOST, **more: Any) -> Heard:
    """Send a request, and return what was heard when the application has done."""
    return asyncio.run(asked(application, target, headers, **more))
