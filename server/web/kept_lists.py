"""LRU cache of lists in formats of data, bounded in bytes: a release never changes."""

import threading
from collections.abc import Callable
from typing import Final

from cachetools import LRUCache

__all__ = ["KeptLists"]

OVERHEAD: Final = 1_000
"""Bytes of overhead of an entry, about."""


class KeptLists:
    """Cache of written lists, which threads share; one that takes most of it is not kept.

    Complexity: constant for each look.

    >>> lists = KeptLists(5_000)
    >>> lists.get("actors", lambda: b"id,name"), lists.get("actors", lambda: b"not asked again")
    (b'id,name', b'id,name')
    """

    def __init__(self, size: int) -> None:
        self._lists: LRUCache[str, bytes] = LRUCache(size, getsizeof=_size)
        self._lock = threading.Lock()

    def get(self, key: str, write: Callable[[], bytes]) -> bytes:
        """Return the list of a key: as it was kept, or else as it is written now.

        Two threads may write the same list at once; none waits for the other.
        """
        with self._lock:
            kept = self._lists.get(key)
        return self._keep(key, write()) if kept is None else kept

    def _keep(self, key: str, body: bytes) -> bytes:
        if _size(body) <= self._lists.maxsize // 2:
            with self._lock:
                self._lists[key] = body
        return body


def _size(body: bytes) -> int:
    return len(body) + OVERHEAD
