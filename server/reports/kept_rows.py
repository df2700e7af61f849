"""Cache of answers (least recently used): rows of questions, kept while a release is served."""

import threading
from collections.abc import Sequence
from typing import Final

from cachetools import LRUCache

from graph.engine.base import Row
from graph.reports.answers import read_answer
from server.web.site import site

__all__ = ["kept_rows"]

MOST: Final = 100_000
"""The most cells that a process keeps, of all answers together: some tens of megabytes."""

_kept: LRUCache[tuple[str, str], Sequence[Row]] = LRUCache(
    MOST, getsizeof=lambda rows: 1 + sum(map(len, rows))
)
_lock = threading.Lock()


def kept_rows(query: str) -> Sequence[Row]:
    """Return the rows of a query on the release that is served, which never changes.

    The answer to a question without parameters is in the release.
    Questions over long chains take the engine hundreds of milliseconds; their answers are small.
    An answer that alone is larger than the cache is not kept. Complexity: constant once it is kept.
    """
    current = site()
    key = (f"{current.base} {current.version}", query)
    with _lock:
        if (found := _kept.get(key)) is not None:
            return found
    rows = read_answer(current.release.folder, query)
    if rows is None:
        rows = current.engine.rows(query)
    if _kept.getsizeof(rows) <= MOST:
        with _lock:
            _kept[key] = rows
    return rows
