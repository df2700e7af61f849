"""Shared file locks (flock) on release folders: a server holds one on the release that it serves.

The kernel releases the lock however the process ends. A withdrawal waits for those locks, so that
no request fails while a server goes over to the new release.
"""

import fcntl
import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from graph.release.release import MANIFEST
from ontology import Unavailable

__all__ = ["ReadLock", "wait_for_readers"]

LOOK: Final = 0.1
LONGEST: Final = 60.0
"""Most seconds that a withdrawal waits; what may not be shown goes even if a server hangs."""


class ReadLock:
    """A shared lock on the manifest of a release folder, held from its making until `close`.

    Raises `Unavailable` where the manifest cannot be opened. A file system without locks has none:
    a withdrawal does not wait there.
    """

    def __init__(self, folder: Path) -> None:
        try:
            self._file = os.open(folder / MANIFEST, os.O_RDONLY)
        except OSError as error:
            raise Unavailable(f"{folder}: cannot be read: {error.strerror}") from error
        with suppress(OSError):
            fcntl.flock(self._file, fcntl.LOCK_SH)

    def close(self) -> None:
        """Release the lock; once more does nothing."""
        file, self._file = self._file, -1
        if file >= 0:
            os.close(file)


def wait_for_readers(folder: Path, longest: float = LONGEST) -> bool:
    """Wait until nobody holds a `ReadLock` on a release, or until the time is over.

    Returns whether nobody holds one.
    """
    end = time.monotonic() + longest
    with (folder / MANIFEST).open("rb") as file:
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > end:
                    return False
                time.sleep(LOOK)
            except OSError:
                return True  # a file system without locks
            else:
                return True
