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
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import IO, Final, cast

from graph.bounded_tar import BROKEN, most_unpacked, opened_tar
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
"""Beginning of the name of the folder, next to the backup or the restored folder, of work."""
PLAIN: Final = (tarfile.REGTYPE, tarfile.AREGTYPE)
LONGEST: Final = 255
"""Bytes of a name of a file or folder, as file systems allow."""
DEEPEST: Final = 10
MARKED: Final = 3
"""Parts of the path of a marker that a release was withdrawn: releases, its name, the file."""
LONGEST_SUMS: Final = 1 << 25
"""Bytes; the list of 100,000 files has 15 million."""
SHOWN: Final = 100


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
            if not _is_kept(name):
                raise Unavailable(f"{data}: {_shown(name)} cannot be in a backup: rename it")
            if (data / name).exists() and not (data / name).is_file():
                raise Unavailable(f"{data}: {_shown(name)} is no file: remove it")
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
    a damaged backup changes nothing. Nothing but names and bytes of plain files is taken from it:
    links, devices, sparse files, owners and modes are not. Raises `Misuse` for a folder that holds
    something, or a file that is no backup or is damaged.
    """
    if data.is_dir() and any(data.iterdir()):
        raise Misuse(f"{data}: the folder is not empty; restore into a new one, then compare")
    if not path.is_file():
        raise Misuse(f"{path}: this is no backup: it is no file")
    data.parent.mkdir(parents=True, exist_ok=True)
    try:
        with _workplace(data.parent) as work:
            folder = work / "data"
            names = _unpack(path, folder)
            sync_tree(folder)
            folder.rename(data)  # takes the place of an empty folder, of no other
            sync_folder(data.parent)
    except OSError as error:
        raise Unavailable(f"{data}: the backup cannot be unpacked: {error}") from error
    return names


def _unpack(path: Path, folder: Path) -> list[str]:
    folder.mkdir(mode=0o755)  # as `build` makes it; what is secret in it is for its owner alone
    try:
        with opened_tar(path, most_unpacked(path)) as archive:
            found, listed = _unpacked(archive, folder)
    except (FileExistsError, NotADirectoryError, IsADirectoryError) as error:
        raise Misuse(f"{path}: this backup is damaged: two names of it collide") from error
    except (*BROKEN, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:
            raise
        raise Misuse(f"{path}: this is no whole backup: {error}") from error
    if listed is None:
        raise Misuse(f"{path}: this is no backup: {SUMS} is missing")
    sums = read_sums(listed)
    wrong = sorted(name for name, _ in {*found.items()} ^ {*sums.items()})
    if wrong:
        raise Misuse(f"{path}: this backup is damaged: {_shown(wrong[0])} is not as written")
    return [*sums]


def _unpacked(archive: tarfile.TarFile, folder: Path) -> tuple[dict[str, str], str | None]:
    """Write the files of an archive; return their checksums, and the list of them."""
    found: dict[str, str] = {}
    listed = None
    for member in archive:
        if not member.isreg() or member.type not in PLAIN or member.issparse():
            raise ValueError(f"{_shown(member.name)} is no plain file")
        if member.name in found or (member.name == SUMS and listed is not None):
            raise ValueError(f"it holds {_shown(member.name)} twice")
        content = cast(IO[bytes], archive.extractfile(member))
        if member.name == SUMS:
            listed = content.read(LONGEST_SUMS).decode()
        elif not _is_kept(member.name):
            raise ValueError(f"{_shown(member.name)} is no name of a file in a backup")
        else:
            found[member.name] = _write_file(content, folder / member.name)
    return found, listed


def _is_kept(name: str) -> bool:
    """Validate the path of a member: below the folder, not left out, named by a line of text.

    >>> _is_kept("desk/desk.sqlite"), _is_kept("desk/desk.sqlite-wal"), _is_kept("../desk")
    (True, False, False)
    """
    path = PurePosixPath(name)
    longest = max(len(os.fsencode(part)) for part in ("", *path.parts))
    if path.as_posix() != name or path.is_absolute() or ".." in path.parts or longest > LONGEST:
        return False
    text = name.encode(errors="ignore").decode()  # else bytes that are no text
    if text.splitlines() != [name] or "\0" in name or name == SUMS or name.endswith(BESIDE):
        return False
    is_marker = len(path.parts) == MARKED and path.name == WITHDRAWN and name.startswith(RELEASES)
    return len(path.parts) <= DEEPEST and (path.parts[0] not in LEFT_OUT or is_marker)


def _write_file(content: IO[bytes], path: Path) -> str:
    """Write a file for its owner alone, and return its checksum."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        os.fchmod(file.fileno(), OWNER_ONLY)
        shutil.copyfileobj(content, file)
    return checksum(path)


def _shown(text: str) -> str:
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")
