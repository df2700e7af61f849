"""Reading of long queries: in a thread, so that the event loop answers others meanwhile.

To split a query of 200,000 characters into tokens, to rewrite it or to explain its error takes some
tenths of a second each. One thread does it for all, since two would only compete for the
interpreter lock; where many wait for it, the next is refused.
"""

import asyncio
from collections.abc import Callable
from typing import Final, TypeVar

from server.asgi.bulkheads import Bulkhead

__all__ = ["LONG", "LongTexts"]

T = TypeVar("T")
LONG: Final = 8_000
"""Bytes of a long text; one that is shorter is read within some ten milliseconds."""
WAITING: Final = 16


class LongTexts:
    """The thread of one web process that reads long texts."""

    def __init__(self) -> None:
        self._bulkhead = Bulkhead("long texts", 1, WAITING)

    async def read(self, size: int, work: Callable[[], T]) -> T:
        """Return what some work on a text of this size gives; raises `Busy` where many wait."""
        if size < LONG:
            return work()
        with self._bulkhead.place() as threads:
            return await asyncio.get_running_loop().run_in_executor(threads, work)
