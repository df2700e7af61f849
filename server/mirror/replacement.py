"""Atomic replacement of a folder: the new one is filled apart, then the two change places."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from graph.files import locked, sync_folder, sync_many

__all__ = ["replacing"]

UNFINISHED: Final = ".unfinished-"
AT_FDCWD: Final = -100
RENAME_EXCHANGE: Final = 2


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Context manager: a new folder to fill; at the end it has the name, and the old one is gone.

    An error or an interrupt at any moment leaves the old folder whole, since one system call lets
    the two change places (where a system lacks it, two renames do). What a killed process left is
    removed first: nothing locks it any more.
    Source: renameat2(2); flock(2).
    """
    folder = folder.resolve()
    folder.parent.mkdir(parents=True, exist_ok=True)
    _sweep(folder)
    with tempfile.TemporaryDirectory(
        prefix=_prefix(folder), dir=folder.parent, ignore_cleanup_errors=True
    ) as name:
        new = Path(name)
        with locked(new):
            yield new
            new.chmod(0o755)
            sync_many(new)
            _exchange(new, folder)
            sync_folder(folder.parent)


def _prefix(folder: Path) -> str:
    return f".{folder.name}{UNFINISHED}"


def _sweep(folder: Path) -> None:
    for left in folder.parent.glob(f"{_prefix(folder)}*"):
        with suppress(BlockingIOError), locked(left):  # else another process fills it
            shutil.rmtree(left, ignore_errors=True)


def _exchange(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        old = new.with_name(f"{new.name}-old")
        folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)


def _exchanged(new: Path, folder: Path) -> bool:
    """Let two folders change places atomically; false where the system or the disk cannot."""
    call = getattr(ctypes.CDLL(None), "renameat2", None)
    one, other = os.fsencode(new), os.fsencode(folder)
    return call is not None and call(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE) == 0
