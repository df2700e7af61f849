"""Access log and Prometheus metrics: one JSON line and some counters for each request.

Neither holds a client's address; a query is logged by its hash unless a setting says more.
"""

import asyncio
import hashlib
import json
import re
import sys
import time
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from prometheus_client import Counter, Histogram

from server.asgi.exchange import Application, Receive, Scope, Send
from server.web.language_addresses import in_language, split_language, tidied_language
from server.web.operator_log import log_for_operator
from server.web.settings import Settings

__all__ = ["QUERY", "AccessLog", "RequestObserver"]

QUERY: Final = "justicegraph.query"
"""Key of the ASGI scope under which the fast path leaves the text of a query."""
HASH: Final = 16
SOON: Final = 0.2
"""Seconds until a line of the access log is written."""
SLUG: Final = re.compile(r"(?<=^/)(?P<kind>(?:id|graph|embed)/[^/]+/)[^/]+")
"""Slug within the address of a record or of its graph."""
MOVED: Final = (301, 404, 410)
DATA_ROUTES: Final = ("activity", "concept", "dataset", "graph", "graph-store", "id", "ontology")
ROUTES: Final = frozenset((*DATA_ROUTES, "downloads", "questions", "release", "sparql", "static"))

REQUESTS: Final = Counter(
    "justicegraph_requests", "Requests answered.", ["method", "route", "status"]
)
SECONDS: Final = Histogram(
    "justicegraph_request_seconds",
    "Seconds from a request to the end of its answer.",
    ["route"],
    buckets=(0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
)
BYTES: Final = Counter("justicegraph_response_bytes", "Bytes of bodies sent.", ["route"])
SECRET: Final = frozenset({"receipt", "follow"})
"""First parts of paths that hold secrets of people."""
METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


class RequestObserver:
    """ASGI middleware: measures and logs each request."""

    def __init__(self, application: Application, settings: Settings) -> None:
        self.application, self.query = application, settings.log_queries
        self.log = AccessLog(settings.log) if settings.log else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and record how it was answered; status 0 means no answer."""
        if scope["type"] != "http":
            await self.application(scope, receive, send)
            return self.log.write() if self.log else None
        began, status, size = time.perf_counter(), 0, 0

        async def noting(event: Any) -> None:
            nonlocal status, size
            status = event.get("status", status)
            size += len(event.get("body", b""))
            await send(event)

        try:
            await self.application(scope, receive, noting)
        finally:
            self._note(scope, status, size, time.perf_counter() - began)
        return None

    def _note(self, scope: Scope, status: int, size: int, seconds: float) -> None:
        method = scope["method"] if scope["method"] in METHODS else "other"
        path = split_language(scope["path"])[1]
        requests, times, sizes = _series(method, _route(path), status)
        requests.inc()
        times.observe(seconds)
        sizes.inc(size)
        if self.log:
            self.log.add(self._line(scope, status, size, seconds))

    def _line(self, scope: Scope, status: int, size: int, seconds: float) -> dict[str, Any]:
        return {
            "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "method": scope["method"],
            "path": _logged(scope["path"], status),
            "status": status,
            "bytes": size,
            "ms": round(seconds * 1000, 2),
            **self._query(scope.get(QUERY, "")),
        }

    def _query(self, query: str) -> dict[str, str]:
        """Return the log fields of a query."""
        if not query or self.query == "none":
            return {}
        digest = hashlib.sha256(query.encode()).hexdigest()[:HASH]
        return {"query": query if self.query == "text" else digest}


def _logged(path: str, status: int) -> str:
    """Return a path for the log: without the slug of a record that moved, is gone or is unknown.

    An address that held a private name is asked for long after; no line repeats it.

    >>> _logged("/id/issue/jane-roe-dismissed/related", 301), _logged("/id/issue/ghost-work", 200)
    ('/id/issue/-/related', '/id/issue/ghost-work')
    >>> _logged("/es/receipt/abc", 200), _logged("/ES/receipt/abc", 301)
    ('/es/receipt/', '/es/receipt/')
    """
    code, path = split_language(tidied_language(path) or path)
    path = _shown(path)
    return in_language(SLUG.sub(r"\g<kind>-", path) if status in MOVED else path, code)


def _shown(path: str) -> str:
    """Return a path for the log, without the secret that some addresses hold.

    >>> _shown("/receipt/abc"), _shown("/id/issue/ghost-work")
    ('/receipt/', '/id/issue/ghost-work')
    """
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return f"/{first}/" if first in SECRET else path


def _route(path: str) -> str:
    """Return the first part of a path where it is one of ours, so that labels are few."""
    first = path.split("/", 2)[1] if path.startswith("/") else ""
    return first if first in ROUTES else "other" if first else "home"


@cache
def _series(method: str, route: str, status: int) -> tuple[Counter, Histogram, Counter]:
    """Return the metrics of such requests; cached, since resolving labels takes time."""
    return (
        REQUESTS.labels(method, route, status),
        SECONDS.labels(route),
        BYTES.labels(route),
    )


class AccessLog:
    """Buffered log of JSON lines, flushed a few times a second to stderr or a file.

    The file is opened for each flush, so that it can be rotated by renaming.
    """

    def __init__(self, where: str) -> None:
        self.where = where
        self._lines: list[str] = []
        self._fault = ""

    def add(self, entry: dict[str, Any]) -> None:
        """Buffer a line, and schedule a flush."""
        if not self._lines:
            asyncio.get_running_loop().call_later(SOON, self.write)
        self._lines.append(json.dumps(entry))

    def write(self) -> None:
        """Flush the buffer."""
        lines, self._lines = self._lines, []
        text = "".join(f"{line}\n" for line in lines)
        try:
            self._append(text)
            self._fault = ""
        except OSError as error:  # requests go on without a log
            self._tell(f"{self.where}: the access log cannot be written: {error.strerror}")

    def _append(self, text: str) -> None:
        if self.where == "-":
            sys.stderr.write(text)
            sys.stderr.flush()
        else:
            with Path(self.where).open("a", encoding="utf-8") as file:
                file.write(text)

    def _tell(self, fault: str) -> None:
        """Write to stderr what is wrong, once until it is another fault."""
        if fault != self._fault:
            self._fault = fault
            log_for_operator(fault)
