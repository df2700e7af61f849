"""Worker status in shared memory (mmap): state and counters that all processes can read."""

import mmap
import os
import time
from collections.abc import Iterator
from enum import IntEnum
from pathlib import Path
from typing import Final

__all__ = ["COUNTERS", "Order", "Slot", "WorkerStatus"]

COUNTERS: Final = ("started", "out_of_time", "crashed", "dismissed")
"""Workers since the pool began: started, out of time, ended by a fault, dismissed as too many."""
FIELDS: Final = 5
WIDTH: Final = 8


class Order(IntEnum):
    """Order to a worker: none, end after this query, refuse it unless its answer began, end now."""

    NONE = 0
    LAST = 1
    REFUSE = 2
    END = 3


class Slot:
    """Record of one worker: process id, start of its query, slow, order, sending."""

    def __init__(self, fields: "memoryview[float]") -> None:
        self._fields = fields

    @property
    def pid(self) -> int:
        """Return the worker's process; 0 where the slot is free."""
        return int(self._fields[0])

    @pid.setter
    def pid(self, value: int) -> None:
        self._fields[0] = value

    def take(self, pid: int) -> None:
        """Reset the slot, and give it to a process."""
        self._fields[:] = memoryview(bytearray(FIELDS * WIDTH)).cast("d")
        self._fields[0] = pid

    def begin(self) -> None:
        """Record the start of a query."""
        self.is_sending = False
        self._fields[1] = time.monotonic()

    def end(self) -> None:
        """Record the end of the query, so that the worker is ready again."""
        self.is_slow = False
        self._fields[1] = 0

    @property
    def is_busy(self) -> bool:
        """Whether a query is running."""
        return self._fields[1] > 0

    def age(self) -> float:
        """Return for how many seconds the query has been running."""
        started = self._fields[1]
        return time.monotonic() - started if started else 0.0

    @property
    def is_slow(self) -> bool:
        """Whether the query is slow, so that another worker is forked."""
        return self._fields[2] > 0

    @is_slow.setter
    def is_slow(self, value: bool) -> None:
        self._fields[2] = float(value)

    @property
    def is_sending(self) -> bool:
        """Whether a part of the answer was sent, so that no error can be sent instead."""
        return self._fields[4] > 0

    @is_sending.setter
    def is_sending(self, value: bool) -> None:
        self._fields[4] = float(value)

    @property
    def order(self) -> Order:
        """The order to the worker."""
        return Order(int(self._fields[3]))

    @order.setter
    def order(self, value: Order) -> None:
        self._fields[3] = float(value)


class WorkerStatus:
    """All slots of a pool and its counters, in a memory-mapped file."""

    def __init__(self, path: Path, count: int = 0) -> None:
        """Map the file; creates it where a count is given."""
        if count:
            path.write_bytes(bytes(WIDTH * (len(COUNTERS) + FIELDS * count)))
        with path.open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), os.fstat(file.fileno()).st_size)
        self._fields = memoryview(self._map).cast("d")

    def __iter__(self) -> Iterator[Slot]:
        return (
            Slot(self._fields[start : start + FIELDS])
            for start in range(len(COUNTERS), len(self._fields), FIELDS)
        )

    def count(self, name: str) -> None:
        """Add one to a counter."""
        self._fields[COUNTERS.index(name)] += 1

    @property
    def counters(self) -> dict[str, int]:
        """Return all counters by name."""
        return {name: int(self._fields[place]) for place, name in enumerate(COUNTERS)}
