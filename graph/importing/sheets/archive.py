"""Opening a snapshot as users have it: a folder, a sheet, a zip or a packed tar.

Members of an archive are found by their own name and written under a name of ours, so that none can
climb out of its folder; links and devices are not followed.
"""

import lzma
import tarfile
import tempfile
import zipfile
import zlib
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Final

from ontology import BadRecord, Unavailable

__all__ = ["Snapshot", "opened"]

LARGEST: Final = 4_000_000_000
"""How many bytes all members together may have, so that a packed bomb cannot fill a disk."""

CHUNK: Final = 1 << 20
BROKEN: Final = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    NotImplementedError,
)
TARS: Final = (".tar", ".tar.bz2", ".tbz2", ".tar.gz", ".tgz", ".tar.xz")


@dataclass(frozen=True)
class Snapshot:
    """The files of a snapshot by name, and what of it was not read, with the reason."""

    path: Path
    files: dict[str, Path]
    refused: tuple[tuple[str, str], ...] = field(default=())

    def file(self, name: str) -> Path:
        """Return a file; raises `BadRecord` where the snapshot has none of that name."""
        if name not in self.files:
            found = ", ".join(sorted(self.files)) or "none that is known"
            raise BadRecord(f"holds no {name}; found: {found}", str(self.path))
        return self.files[name]


@contextmanager
def opened(path: Path, names: Collection[str]) -> Iterator[Snapshot]:
    """Give a snapshot of which the named files are wanted; a single sheet is the first of them.

    Raises `Unavailable` for what cannot be read, `BadRecord` for a broken or a boundless archive.
    Complexity: one copy of the wanted members; memory for one block.
    """
    try:
        if path.is_dir():
            yield Snapshot(path, _below(path, names))
        elif zipfile.is_zipfile(path) or path.name.endswith(TARS):
            with tempfile.TemporaryDirectory(prefix="justicegraph-") as folder:
                yield _unpacked(path, names, Path(folder))
        elif path.is_file():
            yield Snapshot(path, {_role(path, names): path})
        else:
            raise Unavailable(f"{path}: no such file or folder: name the snapshot to import")
    except BROKEN as error:
        raise BadRecord(f"is a broken archive: {error}", str(path)) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unavailable(f"{error.filename or path}: cannot be read: {reason}") from error


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
    left = LARGEST
    for name, content in unpack(path):
        wanted = PurePosixPath(name.replace("\\", "/"))
        if ".." in wanted.parts or wanted.is_absolute() or ":" in wanted.parts[0]:
            refused.append((name, "the member climbs out of its archive: it is not read"))
        elif _is_wanted(wanted.name, names) and wanted.name not in files and content:
            files[wanted.name] = folder / wanted.name
            left -= _copied(content, files[wanted.name], left, path)
    return Snapshot(path, _roles(files, names), tuple(refused))


def _from_zip(path: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.infolist(), key=lambda member: member.filename.count("/")):
            if member.is_dir():
                continue
            if member.flag_bits & 1:
                raise BadRecord(
                    "is locked by a password: unpack it, and import the folder", str(path)
                )
            with archive.open(member) as content:
                yield member.filename, content


def _from_tar(path: Path) -> Iterator[tuple[str, IO[bytes] | None]]:
    with tarfile.open(path) as archive:
        for member in archive:
            yield member.name or ".", archive.extractfile(member) if member.isreg() else None


def _copied(content: IO[bytes], target: Path, left: int, path: Path) -> int:
    written = 0
    with target.open("wb") as file:
        while block := content.read(CHUNK):
            written += len(block)
            if written > left:
                raise BadRecord(
                    f"unpacks to more than {LARGEST:,} bytes: it is not read", str(path)
                )
            file.write(block)
    return written
