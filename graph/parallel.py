"""Runs a function in a forked child process, which shares memory copy-on-write."""

import multiprocessing
import os
import pickle
import signal
import threading
from collections.abc import Callable, Iterator, Sized
from contextlib import contextmanager
from functools import cache
from multiprocessing.connection import Connection
from typing import Any, Final, TypeVar

from ontology import Unavailable

__all__ = ["run_in_fork"]

T = TypeVar("T")
LARGE: Final = 50_000
"""Below this number of quads, a fork costs more time than it saves."""
FORK: Final = multiprocessing.get_context("fork")


@contextmanager
def run_in_fork(
    work: Callable[[], T], over: Sized, *, least: int = LARGE, nice: int = 0
) -> Iterator[Callable[[], T]]:
    """Context manager: run a function in a forked child, and give a callable for its result.

    Over less than `least` there is no process, and the work is done when it is asked for. A
    process gives way to others by its `nice`, from 0 to 19. Raises what the work raised;
    `Unavailable` where its process was ended, as for lack of memory.

    >>> with run_in_fork(lambda: 6 * 7, [], least=0) as product:
    ...     product()
    42
    """
    if len(over) < least:
        yield cache(work)
        return
    receiver, sender = FORK.Pipe(duplex=False)
    process = FORK.Process(target=_work, args=(work, sender, nice))
    # The child inherits the mask: no interrupt reaches it before it ignores them.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    sender.close()
    try:
        yield cache(lambda: _result(receiver))
    finally:
        process.kill()
        process.join()
        receiver.close()


def _work(work: Callable[[], object], sender: Connection, nice: int) -> None:
    os.nice(nice)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who interrupts the parent ends this, too
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        answer = pickle.dumps((work(), None))
    except Exception as error:
        answer = pickle.dumps((None, error))
    sender.send_bytes(answer)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _result(receiver: Connection) -> Any:
    try:
        found, error = pickle.loads(receiver.recv_bytes())  # noqa: S301 - our own child's
    except EOFError:
        raise Unavailable("a part of the build was ended from outside: is memory short?") from None
    if error is not None:
        raise error
    return found
