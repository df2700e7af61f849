"""Bulkheads: threads and a bounded queue for each kind of requests, so that none starves another.

Source: the bulkhead pattern.
"""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Final

from ontology import Busy
from server.web.language_addresses import split_language

__all__ = ["BULKHEADS", "HEALTH", "Bulkhead", "kind_of"]

HEALTH: Final = frozenset({"/healthz", "/metrics", "/readyz"})
"""Paths for monitoring: without rate limit, and with threads of their own."""
CONNECTIONS: Final = 1 << 16
"""More than can be open: where these are the places, nothing is refused."""
BULKHEADS: Final = {
    "desk": (1, 16),
    "explorer": (1, 8),
    "forms": (1, 8),
    "healthz": (1, CONNECTIONS),
    "matching": (1, 8),
    "metrics": (1, 16),
    "pages": (8, 512),
    "queries": (4, 32),
    "readyz": (2, 64),
    "reports": (1, 32),
    "search": (2, 256),
}
"""Threads and waiting requests, by kind. What computes long in Python, as checking a correction or
laying out a picture does, has one thread: two would only compete for the interpreter lock. Whether
the process lives is asked apart from all else: no flood and no lost pool makes it seem dead.
"""
FIRST: Final = {
    "actors": "search",
    "brief": "reports",
    "card": "reports",
    "charts": "reports",
    "compare": "reports",
    "coverage": "reports",
    "desk": "desk",
    "explore": "explorer",
    "interlocks": "reports",
    "pictures": "reports",
    "places": "reports",
    "questions": "queries",
    "reconcile": "matching",
    "search": "search",
    "similar": "matching",
    "sitemap": "reports",
    "sparql": "queries",
    "suggest": "search",
}
"""Kinds by the first part of a path, of what computes or waits for longer than ordinary pages."""
LAST: Final = {"related": "reports"}
WORD: Final = re.compile(r"(?<=/)[a-z]+")
"""The word with which each part of a path begins."""


class Bulkhead:
    """Threads and a bounded queue for one kind of requests, so that it cannot starve others."""

    def __init__(self, name: str, threads: int, waiting: int) -> None:
        self.threads = ThreadPoolExecutor(threads, thread_name_prefix=name)
        self._free = threads + waiting

    @contextmanager
    def place(self) -> Iterator[ThreadPoolExecutor]:
        """Context manager: a place in the queue; raises `Busy` where there is none."""
        if not self._free:
            raise Busy("too many requests of this kind are waiting: try again soon", 2)
        self._free -= 1  # on the event loop alone, so without a lock
        try:
            yield self.threads
        finally:
            self._free += 1


def kind_of(method: str, path: str) -> str:
    """Return which bulkhead a request belongs to; what is embedded belongs to what it shows.

    >>> kind_of("GET", "/readyz"), kind_of("POST", "/id/issue/a/correct"), kind_of("GET", "/")
    ('readyz', 'forms', 'pages')
    >>> kind_of("GET", "/es/desk"), kind_of("GET", "/embed/explore.json")
    ('desk', 'explorer')
    """
    path = split_language(path)[1]
    if path in HEALTH:
        return path.removeprefix("/")
    names = WORD.findall(path.removeprefix("/embed")) or [""]
    kind = FIRST.get(names[0]) or LAST.get(names[-1])
    return kind or ("forms" if method == "POST" else "pages")
