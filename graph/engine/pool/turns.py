"""Admission of quick queries: at most as many at once as this process keeps connections.

Others wait for a kept connection, which costs less than a new one to a worker that is busy anyway.
A query that takes longer than a moment gives its place up, so none waits for a slow one.
"""

import asyncio
from collections import deque
from typing import Final

__all__ = ["Turn", "Turns"]

MOMENT: Final = 0.005
"""Seconds for which a query holds its place; a small one takes a tenth of that."""


class Turns:
    """Places for quick queries on an event loop, given in the order of arrival."""

    def __init__(self, most: int) -> None:
        self.most, self.taken = most, 0
        self._waiting: deque[asyncio.Future[None]] = deque()

    async def begin(self) -> "Turn":
        """Wait for a place and take it; `end` of the turn frees it, or a moment."""
        if self.taken < self.most:
            self.taken += 1
            return Turn(self)
        place = asyncio.get_running_loop().create_future()
        self._waiting.append(place)
        try:
            await place
        except asyncio.CancelledError:
            if place.done() and not place.cancelled():
                self.free()  # it was given already
            raise
        return Turn(self)

    def free(self) -> None:
        """Give a place to the next that waits."""
        while self._waiting:
            place = self._waiting.popleft()
            if not place.done():
                place.set_result(None)
                return
        self.taken -= 1


class Turn:
    """A place that a query holds."""

    def __init__(self, turns: Turns) -> None:
        self._turns: Turns | None = turns
        self._timer = asyncio.get_running_loop().call_later(MOMENT, self.end)

    def end(self) -> None:
        """Free the place, once."""
        turns, self._turns = self._turns, None
        if turns:
            self._timer.cancel()
            turns.free()
