"""Backup of a data folder: a tar archive of all that no build makes again, with checksums.

Kept are the desk with its suggestions, followers and decisions, judgements, addresses of merged
issues, imports with the secret of their withheld names, the history, and which releases were
withdrawn. Left out are releases: they are made again from the same records, or copied as files that
never change.
"""

import gzip
import hashlib
import io
import os
import shutil
import sqlite3
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Final

from graph.bounded_tar import most_unpacked, opened_tar
from graph.checksums import SUMS, read_sums, sums_text
from graph.files import checksum, locked, replace_file, sync_folder, sync_tree
from graph.release.release import CURRENT, RELEASES
from graph.release.withdraw import WITHDRAWN
from ontology import Misuse, Unavailable

__all__ = ["restore", "write_backup"]

LEFT_OUT: Final = frozenset({RELEASES, CURRENT, ".lock"})
DATABASE: Final = ".sqlite"
BESIDE: Final = (".sqlite-wal", ".sqlite-shm", ".sqlite-journal")
"""Files that a database keeps while it is open; a copy by its own interface needs none of them."""
OWNER_ONLY: Final = 0o600
UNFINISHED: Final = ".justicegraph-backup-"
"""Beginning of the name of the folder, next to the backup, in which it is written."""


def write_backup(data: Path, path: Path) -> list[str]:
    """Write the backup of a data folder to a file, and return the names of what it holds.

    Servers may run meanwhile: files are replaced as wholes, and a database is copied by its own
    interface, which gives one moment of it. The file replaces `path` when it is complete, and only
    its owner may read it, since it holds mail addresses and secrets. The same folder gives the same
    bytes. Raises `Unavailable` for a folder or a disk that refuses.
    Complexity: linear in the bytes.
    Source: SQLite, Online Backup API; POSIX.1-2001, pax.
    """
    if not data.is_dir():
        raise Unavailable(f"{data}: there is no such folder; name it by --data")
    try:
        with _workplace(path.parent) as folder:
            whole = folder / "backup"
            with whole.open("xb") as file:
                os.fchmod(file.fileno(), OWNER_ONLY)
                names = _write(data, file, folder)
            replace_file(whole, path)
            return names
    except (OSError, sqlite3.Error) as error:
        raise Unavailable(f"{path}: the backup cannot be written: {error}") from error


@contextmanager
def _workplace(parent: Path) -> Iterator[Path]:
    """Give a folder for unfinished files, which is locked; those of backups that were killed go.

    Source: flock(2): a lock ends with its process.
    """
    for old in parent.glob(f"{UNFINISHED}*"):
        with suppress(OSError), locked(old):
            shutil.rmtree(old)
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=parent) as name, locked(Path(name)):
        yield Path(name)


def _write(data: Path, file: IO[bytes], folder: Path) -> list[str]:
    sums = {}
    with (
        gzip.GzipFile(fileobj=file, mode="wb", filename="", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.PAX_FORMAT) as archive,
    ):
        for name in _names(data):
            source = _copy(data / name, folder) if name.endswith(DATABASE) else data / name
            with source.open("rb") as content:
                sums[name] = hashlib.file_digest(content, "sha256").hexdigest()
                _add(archive, name, content)
        _add(archive, SUMS, io.BytesIO(sums_text(sums).encode()))
    return [*sums]


def _names(data: Path) -> Iterator[str]:
    def refuse(error: OSError) -> None:  # else a folder of another user would be left out unsaid
        raise error

    for place, folders, files in os.walk(data, onerror=refuse):
        relative = Path(place).relative_to(data)
        if relative == Path():
            folders[:] = [one for one in folders if one not in LEFT_OUT]
        folders.sort()
        names = sorted(one for one in files if one not in LEFT_OUT and not one.endswith(BESIDE))
        yield from ((relative / one).as_posix() for one in names)
    markers = sorted((data / RELEASES).glob(f"*/{WITHDRAWN}"))
    yield from (one.relative_to(data).as_posix() for one in markers)


def _copy(database: Path, folder: Path) -> Path:
    copy = folder / database.name
    copy.unlink(missing_ok=True)
    with (
        closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


def _add(archive: tarfile.TarFile, name: str, content: IO[bytes]) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = content.seek(0, os.SEEK_END), OWNER_ONLY
    content.seek(0)
    archive.addfile(entry, content)


def restore(path: Path, data: Path) -> list[str]:
    """Unpack a backup as a data folder that is new or empty, and return the names of its files.

    All files are written and compared with their checksums before the folder gets its name, so that
    a damaged backup changes nothing. Raises `Misuse` for a folder that holds something, or a file
    that is no backup or is damaged.
    """
    if data.is_dir() and any(data.iterdir()):
        raise Misuse(f"{data}: the folder is not empty; restore into a new one, then compare")
    data.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{data.name}-", dir=data.parent))
    try:
        names = _unpack(path, folder)
        sync_tree(folder)
        if data.is_dir():
            data.rmdir()
        folder.rename(data)
        sync_folder(data.parent)
    except OSError as error:
        raise Unavailable(f"{data}: the backup cannot be unpacked: {error}") from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return names


def _unpack(path: Path, folder: Path) -> list[str]:
    try:
        with opened_tar(path, most_unpacked(path)) as archive:
            archive.extractall(folder, filter="data")
        sums = read_sums((folder / SUMS).read_text(encoding="utf-8"))
    except (tarfile.TarError, EOFError, gzip.BadGzipFile, ValueError, zlib.error) as error:
        raise Misuse(f"{path}: this is no whole backup: {error}") from error
    except FileNotFoundError as error:
        raise Misuse(f"{path}: this is no backup: {error.filename} is missing") from error
    _compare(path, folder, sums)
    (folder / SUMS).unlink()
    folder.chmod(0o755)  # as `build` makes it; what is secret in it is for its owner alone
    return [*sums]


def _compare(path: Path, folder: Path, sums: dict[str, str]) -> None:
    unpacked = {*_names(folder)} - {SUMS}
    wrong = sorted(unpacked ^ {*sums}) or [
        name for name in sums if checksum(folder / name) != sums[name]
    ]
    if wrong:
        raise Misuse(f"{path}: this backup is damaged: {PurePosixPath(wrong[0])} is not as written")
