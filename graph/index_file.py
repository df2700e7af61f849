"""Read-only SQLite connections to an index of a release, a file that never changes."""

import os
import sqlite3
import threading
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ontology import Unavailable

__all__ = ["IndexFile", "opened_index"]


@contextmanager
def opened_index(path: Path, *, any_thread: bool = False) -> Iterator[sqlite3.Connection]:
    """Context manager: a connection to an index, which takes no locks.

    With `any_thread`, rows may be read by another thread than the one that asks for them. Raises
    `Unavailable` where the file is missing or damaged.
    Source: SQLite, URI filenames, `mode=ro` and `immutable=1`.
    """
    with _readable(path), closing(_connected(path, any_thread=any_thread)) as connection:
        yield connection


class IndexFile:
    """An index of a release, with a connection for each thread that has read it.

    Connections are not used across a fork. Source: "How To Corrupt An SQLite Database File", 2.6.
    """

    def __init__(self, path: Path) -> None:
        self.path, self._kept = path, threading.local()

    @contextmanager
    def opened(self) -> Iterator[sqlite3.Connection]:
        """Context manager: the connection of this thread; raises as `opened_index` does."""
        with _readable(self.path):
            if getattr(self._kept, "process", None) != os.getpid():
                self._kept.connection = _connected(self.path, any_thread=True)
                self._kept.process = os.getpid()
                weakref.finalize(self, self._kept.connection.close)
            yield self._kept.connection


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        message = f"{path.name}: cannot be read: {error}: build the release again"
        raise Unavailable(message) from error


def _connected(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    return sqlite3.connect(address, uri=True, check_same_thread=not any_thread)
