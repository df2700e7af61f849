"""Read-only SQLite connection to an index of a release, a file that never changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from ontology import Unavailable

__all__ = ["opened_index"]


@contextmanager
def opened_index(path: Path, *, any_thread: bool = False) -> Iterator[sqlite3.Connection]:
    """Context manager: a connection to an index, which takes no locks.

    With `any_thread`, rows may be read by another thread than the one that asks for them. Raises
    `Unavailable` where the file is missing or damaged.
    Source: SQLite, URI filenames, `mode=ro` and `immutable=1`.
    """
    address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True, check_same_thread=not any_thread)
        with closing(connection):
            yield connection
    except sqlite3.Error as error:
        message = f"{path.name}: cannot be read: {error}: build the release again"
        raise Unavailable(message) from error
