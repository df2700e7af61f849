"""Tar archives that are read within bounds: of what they unpack to, of headers and of members.

Python's reader takes the size of a long name or a PAX header as the archive says it, keeps each
member in memory, and unpacks all that is passed over. So a packed file of some kilobytes can fill
the memory, or take hours, though nothing of it is wanted.
"""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final, Self, cast

__all__ = [
    "BROKEN",
    "EXPANSION",
    "MOST_MEMBERS",
    "SMALL",
    "TooLarge",
    "is_packed",
    "most_unpacked",
    "opened_tar",
]

EXPANSION: Final = 100
"""How many times its own size an archive may unpack to: tables of text take 5 to 20 times it."""
SMALL: Final = 100_000_000
"""To how many bytes any archive may unpack."""
BROKEN: Final = (
    tarfile.TarError,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    ValueError,
    LookupError,
    ArithmeticError,
    RuntimeError,
    struct.error,
)
"""What Python's readers raise for a damaged archive, besides an `OSError` without a number."""
LONGEST_HEADER: Final = 4 << 20
MOST_MEMBERS: Final = 100_000
OPENERS: Final = ((b"\x1f\x8b", gzip.open), (b"BZh", bz2.open), (b"\xfd7zXZ\0", lzma.open))


class TooLarge(ValueError):
    """Raised where an archive unpacks to more than it may, or has too many or too long members."""


def most_unpacked(path: Path) -> int:
    """Return to how many bytes an archive may unpack."""
    return max(SMALL, EXPANSION * path.stat().st_size)


@contextmanager
def opened_tar(path: Path, most: int) -> Iterator[tarfile.TarFile]:
    """Give a tar archive, plain or packed with gzip, bzip2 or xz, as a sequence of members.

    Raises `TooLarge`, while it is read, beyond `most` bytes, and `OSError` or `BROKEN` for one that
    is broken.
    Complexity: memory for one member's name, and for the names of all.
    """
    with _unpacked(path) as stream:
        bounded = cast(IO[bytes], _Bounded(stream, max(most, path.stat().st_size)))
        with tarfile.open(fileobj=bounded, mode="r:", tarinfo=_Member) as archive:
            yield archive


def is_packed(path: Path) -> bool:
    """Whether a file begins with the magic number of gzip, bzip2 or xz."""
    with path.open("rb") as file:
        return file.read(6).startswith(tuple(mark for mark, _ in OPENERS))


def _unpacked(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        head = file.read(6)
    for mark, opener in OPENERS:
        if head.startswith(mark):
            return cast(IO[bytes], opener(path))
    return path.open("rb")


class _Bounded(io.RawIOBase):
    """File object that refuses to go beyond a place, and to read much at once."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._most = stream, most

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        if not 0 <= size <= LONGEST_HEADER:
            raise TooLarge("a name in it is longer than any name may be")
        self._check(self._stream.tell() + 1)
        return self._stream.read(size)

    def seek(self, place: int, whence: int = io.SEEK_SET) -> int:
        self._check(place)
        return self._stream.seek(place, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def _check(self, place: int) -> None:
        if place > self._most:
            raise TooLarge(f"it unpacks to more than {self._most:,} bytes")


class _Member(tarfile.TarInfo):
    """Member of an archive, of which there may be a bounded number."""

    @classmethod
    def fromtarfile(cls, tarfile: tarfile.TarFile) -> Self:
        if len(cast(Any, tarfile).members) >= MOST_MEMBERS:
            raise TooLarge(f"it has more than {MOST_MEMBERS:,} members")
        return super().fromtarfile(tarfile)
