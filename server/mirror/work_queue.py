"""Work queue in a pipe: two processes take the parts of a batch by turns until none is left."""

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import BinaryIO, Final, TypeVar

from graph.parallel import run_in_fork

__all__ = ["in_two_processes"]

Item = TypeVar("Item")
Result = TypeVar("Result")
PART: Final = 20
"""Items that a process takes at once; neighbours share what is read of them."""
BATCH: Final = 2000
"""Items after which both meet; at most 256 parts, since the number of a part is a byte."""


def in_two_processes(
    items: Sequence[Item],
    work: Callable[[Iterator[Item]], Result],
    note: Callable[[int], object] = lambda _: None,
) -> Iterator[Result]:
    """Yield what some work gave of the items of each batch: here, and in a forked process.

    Neither waits for the other, but at the end of a batch. `note` gets the number of items done
    since its last call. Raises what the work raises, and `Unavailable` where the process is ended.

    >>> sum(in_two_processes(range(5000), sum)) == sum(range(5000))
    True
    """
    for start in range(0, len(items), BATCH):
        batch = items[start : start + BATCH]
        with _queue(len(batch)) as queue:
            half = partial(_half, batch, queue, work)
            with run_in_fork(half, batch, least=PART + 1) as other:
                yield half()
                yield other()
        note(len(batch))


def _half(
    batch: Sequence[Item], queue: BinaryIO, work: Callable[[Iterator[Item]], Result]
) -> Result:
    return work(_taken(batch, queue))


def _queue(size: int) -> BinaryIO:
    """Return a pipe that holds the number of each part of a batch as a byte, and is closed then.

    Each byte is read once, by the process that asks first; one that is ended leaves no lock.
    """
    queue, end = os.pipe()
    with open(end, "wb") as numbers:  # noqa: PTH123 - a descriptor
        numbers.write(bytes(range(-(-size // PART))))
    return open(queue, "rb", buffering=0)  # noqa: PTH123 - a descriptor, for the caller


def _taken(batch: Sequence[Item], queue: BinaryIO) -> Iterator[Item]:
    """Yield the items of the parts that no other process has taken."""
    while number := queue.read(1):
        yield from batch[number[0] * PART : (number[0] + 1) * PART]
