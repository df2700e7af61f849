"""Opening a snapshot as users have it: a folder, a sheet, a zip or a packed tar.

Members of an archive are found by their own name and written under a name of ours, so that none can
climb out of its folder; links and devices are not followed.
"""

import stat
import tempfile
import zipfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Final

from graph.bounded_tar import (
    BROKEN,
    EXPANSION,
    MOST_MEMBERS,
    TooLarge,
    is_packed,
    most_unpacked,
    opened_tar,
)
from graph.importing.sheets.cell_parsers import writable
from ontology import BadRecord, Unavailable

__all__ = ["UNFINISHED", "Snapshot", "opened"]

LARGEST: Final = 4_000_000_000
"""How many bytes all members together may have, so that a packed bomb cannot fill a disk."""
LARGEST_WHOLE: Final = 32_000_000
"""Bytes of a file that is no table, so that it is read into memory as a whole."""
MEASURE: Final = f"{EXPANSION} times its size, or {LARGEST:,} bytes"
CHUNK: Final = 1 << 20
UNREADABLE: Final = (*BROKEN, zipfile.BadZipFile, NotImplementedError)
"""What Python's readers of archives raise for damaged ones, by their documentation and by trial."""

UNFINISHED: Final = ".unfinished-"
"""What the folder of work in progress begins with, so that the next import can sweep it."""

TARS: Final = (".tar", ".tar.bz2", ".tbz2", ".tar.gz", ".tgz", ".tar.xz")


@dataclass(frozen=True)
class Snapshot:
    """The files of a snapshot by name, and what of it was not read, with the reason.

    `absent` is filled when sheets are read: the columns that each of them lacks.
    """

    path: Path
    files: dict[str, Path]
    refused: tuple[tuple[str, str], ...] = field(default=())
    absent: dict[str, list[str]] = field(default_factory=dict, compare=False)

    @property
    def name(self) -> str:
        """Return the name of what was given, as text that can be written."""
        return writable(self.path.name)

    def file(self, name: str) -> Path:
        """Return a file; raises `BadRecord` where the snapshot has none of that name."""
        if name not in self.files:
            found = ", ".join(sorted(self.files)) or "none that is known"
            raise BadRecord(f"holds no {name}; found: {found}", str(self.path))
        return self.files[name]

    def small_file(self, name: str) -> bytes:
        """Return the bytes of a file that is read as a whole; raises `BadRecord` if it is large."""
        path = self.file(name)
        if path.stat().st_size > LARGEST_WHOLE:
            raise BadRecord(
                f"has more than {LARGEST_WHOLE:,} bytes: leave it out, or mend it", str(path)
            )
        return path.read_bytes()


@contextmanager
def opened(path: Path, names: Collection[str], work: Path | None = None) -> Iterator[Snapshot]:
    """Give a snapshot of which the named files are wanted; a single sheet is the first of them.

    An archive is unpacked in a folder below `work`, which is removed at the end.

    Raises `Unavailable` for what cannot be read, `BadRecord` for a broken or a boundless archive.
    Complexity: one copy of the wanted members; memory for one block.
    """
    with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=work) as folder:
        try:
            snapshot = _snapshot(path, names, Path(folder))
        except TooLarge as error:
            message = f"is larger than it may be: {error}: unpack it, and import the folder"
            raise BadRecord(message, str(path)) from error
        except UNREADABLE as error:
            raise BadRecord(f"is a broken archive: {error}", str(path)) from error
        except OSError as error:
            reason = error.strerror or str(error)
            if error.errno is None:
                raise BadRecord(f"is a broken archive: {reason}", str(path)) from error
            raise Unavailable(f"{error.filename or path}: cannot be read: {reason}") from error
        yield snapshot


def _snapshot(path: Path, names: Collection[str], folder: Path) -> Snapshot:
    if path.is_dir():
        return Snapshot(path, _below(path, names))
    if not path.is_file():
        raise Unavailable(f"{path}: no such file or folder: name the snapshot to import")
    if zipfile.is_zipfile(path) or path.name.casefold().endswith(TARS):
        return _unpacked(path, names, folder)
    if is_packed(path):
        raise BadRecord("is packed, and no tar: unpack it, and import what is in it", str(path))
    return Snapshot(path, {_role(path, names): path})


def _role(path: Path, names: Collection[str]) -> str:
    return path.name if path.name in names else next(iter(names))


def _is_wanted(name: str, names: Collection[str]) -> bool:
    """Whether a file is wanted; of a source with one sheet, any sheet may be it."""
    suffixes = {PurePosixPath(wanted).suffix for wanted in names} if len(names) == 1 else set()
    return name in names or (PurePosixPath(name).suffix in suffixes and not name.startswith("."))


def _roles(files: dict[str, Path], names: Collection[str]) -> dict[str, Path]:
    """Return files by the names that are wanted: the only sheet there is, is the one wanted."""
    (first, *others) = names
    if not others and first not in files and len(files) == 1:
        return {first: next(iter(files.values()))}
    return files


def _below(folder: Path, names: Collection[str]) -> dict[str, Path]:
    paths = sorted(folder.rglob("*"), key=lambda path: (-len(path.parts), str(path)))
    found = {path.name: path for path in paths if _is_wanted(path.name, names) and path.is_file()}
    return _roles(found, names)


def _unpacked(path: Path, names: Collection[str], folder: Path) -> Snapshot:
    unpack = _from_zip if zipfile.is_zipfile(path) else _from_tar
    files: dict[str, Path] = {}
    refused: list[tuple[str, str]] = []
    left = min(LARGEST, most_unpacked(path))
    for name, content in unpack(path, left):
        wanted = PurePosixPath(name.replace("\\", "/"))
        if _climbs_out(wanted):
            refused.append((writable(name), "the member climbs out of its archive: it is not read"))
        elif not _is_wanted(wanted.name, names) or wanted.name in files:
            continue
        elif not content:
            refused.append((writable(name), "the member is no file: it is not read"))
        else:
            files[wanted.name] = folder / wanted.name
            left -= _copied(content, files[wanted.name], left, path)
    return Snapshot(path, _roles(files, names), tuple(refused))


def _climbs_out(name: PurePosixPath) -> bool:
    """Whether the name of a member leads out of its archive; "." is the archive itself."""
    return ".." in name.parts or name.is_absolute() or ":" in "".join(name.parts[:1])


def _from_zip(path: Path, _: int) -> Iterator[tuple[str, IO[bytes] | None]]:
    with zipfile.ZipFile(path) as archive:
        if len(archive.infolist()) > MOST_MEMBERS:
            raise TooLarge(f"it has more than {MOST_MEMBERS:,} members")
        for member in sorted(archive.infolist(), key=lambda member: member.filename.count("/")):
            if member.is_dir():
                continue
            if member.flag_bits & 1:
                raise BadRecord(
                    "is locked by a password: unpack it, and import the folder", str(path)
                )
            if stat.S_ISLNK(member.external_attr >> 16):
                yield member.filename, None
                continue
            with archive.open(member) as content:
                yield member.filename, content


def _from_tar(path: Path, most: int) -> Iterator[tuple[str, IO[bytes] | None]]:
    with opened_tar(path, most) as archive:
        for member in archive:
            if not member.isdir():
                yield member.name, archive.extractfile(member) if member.isreg() else None


def _copied(content: IO[bytes], target: Path, left: int, path: Path) -> int:
    written = 0
    with target.open("wb") as file:
        while block := content.read(CHUNK):
            written += len(block)
            if written > left:
                raise BadRecord(
                    f"unpacks to more than {MEASURE}: unpack it, and import the folder", str(path)
                )
            file.write(block)
    return written
