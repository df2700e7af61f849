"""Runtime folder of a server: sockets and shared memory; left-over ones are swept at start.

A lock on a file in the folder (flock) is held while the server lives; the kernel releases it
however the server ends. So a folder with a free lock was left over, and the next start removes it.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ontology import Unavailable

__all__ = ["runtime_folder"]

PREFIX: Final = "justicegraph-"
LOCK: Final = "lock"
LONGEST: Final = 72
"""Bytes of its path: the address of a Unix socket has 107 at most (unix(7))."""


@contextmanager
def runtime_folder() -> Iterator[Path]:
    """Context manager: a new private folder; left-over ones of this user are removed first.

    Raises `Unavailable` where the path is too long for sockets.
    """
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        _sweep(folder)
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name,
        (Path(name) / LOCK).open("w") as lock,
    ):
        if len(os.fsencode(name)) > LONGEST:
            raise Unavailable(f"{name}: too long for sockets: set TMPDIR to a shorter folder")
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield Path(name)


def _sweep(folder: Path) -> None:
    """Remove a folder that nobody holds the lock of."""
    try:
        if folder.is_symlink() or folder.stat().st_uid != os.getuid():
            return
        with (folder / LOCK).open("r+") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:
        return  # in use, or none of ours
