"""Durable files: checksums, atomic replacement, and fsync of files and folders in the right order.

A rename is atomic for readers, but not durable: after a power failure the name may lead to a file
whose bytes never reached the disk. So bytes are synced before the rename, and the folder after it.
"""

import fcntl
import hashlib
import json
import os
import secrets
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, Any, Final, TypeVar

from ontology import Unavailable

__all__ = [
    "append_text",
    "checksum",
    "file_version",
    "locked",
    "read_json",
    "read_when_changed",
    "replace_file",
    "replace_text",
    "sync_folder",
    "sync_many",
    "sync_tree",
    "write_text",
    "writing",
]


Content = TypeVar("Content")
LARGEST_JSON: Final = 1 << 29
"""Bytes; a manifest of 10^6 issues has fewer than 10^8."""
SHAPES: Final[dict[type, str]] = {dict: "object", list: "array"}


def read_json(path: Path, shape: type, remedy: str = "") -> Any:
    """Return the JSON object or array that a file holds.

    Raises `Unavailable` with the file and what to do for any other content, for what is no file,
    such as a pipe that nobody fills, and for one larger than any of ours; `OSError` as `open` does.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST_JSON:
        raise Unavailable(f"{path}: cannot be read: it is no file, or a very large one{remedy}")
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unavailable(f"{path}: cannot be read: {error}{remedy}") from error
    if not isinstance(value, shape):
        raise Unavailable(f"{path}: cannot be read: it holds no JSON {SHAPES[shape]}{remedy}")
    return value


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Context manager: an exclusive lock of a folder, which ends with its process.

    Raises `BlockingIOError` where another process holds it. Source: flock(2).
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def read_when_changed(path: Path, read: Callable[[Path], Content], absent: Content) -> Content:
    """Read a file by a function, from memory until the file changes (cache by its version).

    Where there is no file, what it says is `absent`. Raises `Unavailable` as `file_version` does.
    """
    version = file_version(path)
    content: Content = _read(path, version, read) if version else absent
    return content


@lru_cache(maxsize=16)
def _read(path: Path, _version: str, read: Callable[[Path], Content]) -> Content:
    return read(path)


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_version(path: Path) -> str:
    """Return a validator of a file, for caches of what it says: inode, time of change and size.

    The time alone is not enough: two changes within a tick of the kernel's clock have the same, and
    a clock may be set back. It is empty where there is no such file. Raises `Unavailable` for one
    that may not be looked at, with no more of its path than the folder, since readers see it.
    """
    try:
        status = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except OSError as error:
        where = f"{path.parent.name}/{path.name}"
        raise Unavailable(f"{where}: cannot be read: {error.strerror}") from error
    return f"{status.st_ino:x}-{status.st_mtime_ns:x}-{status.st_size:x}"


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8 with plain line ends; `sync_tree` its folder before publishing."""
    path.write_text(text, encoding="utf-8", newline="\n")


@contextmanager
def writing(path: Path) -> Iterator[IO[bytes]]:
    r"""Give a file to write that replaces `path` at the end: atomic and durable, or unchanged.

    Source: fsync(2), rename(2).

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with writing(Path(folder) / "a.txt") as file:
    ...         _ = file.write(b"kenya\n")
    ...     (Path(folder) / "a.txt").read_bytes()
    b'kenya\n'
    """
    unfinished = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        with unfinished.open("xb") as file:
            yield file
        replace_file(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def replace_text(path: Path, text: str) -> None:
    """Replace a text file, as `writing` does."""
    with writing(path) as file:
        file.write(text.encode())


def append_text(path: Path, text: str) -> None:
    """Append text to a file, which is made if absent; a text that does not fit changes nothing.

    Raises `OSError` as of a full disk. Several processes may append at once.
    Source: write(2), O_APPEND.
    """
    is_new = not path.exists()
    with path.open("ab", buffering=0) as file:
        size, rest = os.fstat(file.fileno()).st_size, memoryview(text.encode())
        try:
            while rest:
                rest = rest[file.write(rest) :]
            os.fsync(file.fileno())
        except OSError:
            file.truncate(size)
            if is_new:
                path.unlink()
            raise
    if is_new:
        sync_folder(path.parent)


def replace_file(new: Path, path: Path) -> None:
    """Sync a finished file, rename it over another on the same disk, and sync the folder."""
    _sync(new)
    new.replace(path)
    sync_folder(path.parent)


def sync_tree(folder: Path) -> None:
    """Sync all files and folders below a folder, and the folder itself, before it is renamed."""
    for place, _, names in os.walk(folder):
        for name in names:
            path = Path(place, name)
            if path.is_file() and not path.is_symlink():
                _sync(path)
        sync_folder(Path(place))


def sync_many(folder: Path) -> None:
    """Sync a folder of very many files as `sync_tree` does, by one call of the system.

    All that was written to any disk is synced; 10,000 new files took 0.5 s, one by one 14 s. Other
    systems than Linux do not wait for the end of that call. Source: sync(2), section Notes.
    """
    if sys.platform == "linux":
        os.sync()
    else:
        sync_tree(folder)


def sync_folder(folder: Path) -> None:
    """Sync the names in a folder, so that a rename in it lasts."""
    _sync(folder)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
