"""LRU cache of bodies of responses, bounded in bytes: a release never changes."""

import threading
from typing import Final

from cachetools import LRUCache

__all__ = ["KeptBodies"]

OVERHEAD: Final = 1_000
"""Bytes of overhead of an entry, about."""


class KeptBodies:
    """Cache of pages and lists, which threads share; one that takes most of it is not kept.

    Two threads may write the same body at once; none waits for the other.
    Complexity: constant for each look.

    >>> bodies = KeptBodies(5_000)
    >>> bodies.find("actors"), bodies.keep("actors", b"id,name"), bodies.find("actors")
    (None, b'id,name', b'id,name')
    """

    def __init__(self, size: int) -> None:
        self._bodies: LRUCache[str, bytes] = LRUCache(size, getsizeof=_size)
        self._lock = threading.Lock()

    def find(self, key: str) -> bytes | None:
        """Return the body of a key, if it is kept."""
        with self._lock:
            return self._bodies.get(key)

    def keep(self, key: str, body: bytes) -> bytes:
        """Keep a body, and return it."""
        if _size(body) <= self._bodies.maxsize // 2:
            with self._lock:
                self._bodies[key] = body
        return body


def _size(body: bytes) -> int:
    return len(body) + OVERHEAD
