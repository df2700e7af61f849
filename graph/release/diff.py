"""Line diff of two releases: a merge of their sorted N-Quads, with one line of each in memory.

Lines are bytes without their line end. Sorted bytes are sorted characters, so that the order is
that of the release, and nothing is held in memory but one line of each.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from graph.release.downloads import DOWNLOADS
from graph.release.release import MANIFEST, current_release, read_release
from ontology import BASE, BadRecord, NotFound, Unavailable

__all__ = [
    "ADDED",
    "REMOVED",
    "ReleaseData",
    "bounded_lines",
    "diff_lines",
    "find_release_data",
    "read_lines",
    "release_name",
]

ADDED: Final = b"A"
REMOVED: Final = b"D"
CURRENT: Final = "current"
NAME_LENGTH: Final = 16
LONGEST_LINE: Final = 4_000_000


@dataclass(frozen=True)
class ReleaseData:
    """The N-Quads file of a release, the release's name and its base IRI."""

    path: Path
    name: str
    base: str = BASE


def find_release_data(named: str, data: Path) -> ReleaseData:
    """Find a release by name: of a data folder, `current`, a release folder, or an N-Quads file.

    Raises `NotFound` where it is none of these.
    """
    path = Path(named)
    if path.is_file():
        return ReleaseData(path, release_name(path))
    if (path / MANIFEST).is_file():
        release = read_release(path.resolve().parent.parent, path.resolve().name)
    elif named == CURRENT:
        release = current_release(data)
    elif (data / "releases" / named / MANIFEST).is_file() and path.name == named:
        release = read_release(data, named)
    else:
        raise NotFound(_unknown(named, data))
    return ReleaseData(release.folder / DOWNLOADS[0].filename, release.name, release.base)


def _unknown(named: str, data: Path) -> str:
    folders = (one for one in (data / "releases").glob("*") if (one / MANIFEST).is_file())
    known = ", ".join(sorted(one.name for one in folders))
    return f"there is no release '{named}' in {data}, and no such file; it holds: {known or 'none'}"


def release_name(path: Path) -> str:
    """Return the release name that follows from sorted N-Quads: the start of their SHA-256.

    Source: RDFC-1.0, section 5 (a graph without blank nodes is canonical when sorted).
    """
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()[:NAME_LENGTH]
    except OSError as error:
        raise Unavailable(f"{path}: cannot be read: {error.strerror}") from error


def bounded_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a file with their ends.

    Raises `BadRecord` for one that is longer than any statement, and `Unavailable` for a file that
    cannot be read.
    """
    try:
        with path.open("rb") as file:
            for number, text in enumerate(iter(partial(file.readline, LONGEST_LINE), b""), start=1):
                if len(text) == LONGEST_LINE:
                    message = f"the line has more than {LONGEST_LINE:,} bytes: is a line end lost?"
                    raise BadRecord(message, str(path), number)
                yield text
    except OSError as error:
        raise Unavailable(f"{path}: cannot be read: {error.strerror}") from error


def read_lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a sorted N-Quads file; raises `BadRecord` where they are not sorted."""
    last = b""
    for number, ended in enumerate(bounded_lines(path), start=1):
        text = ended.removesuffix(b"\n")
        if number > 1 and text <= last:
            raise BadRecord("is not sorted N-Quads, as a release holds", str(path), number)
        last = text
        yield text


def diff_lines(old: Iterable[bytes], new: Iterable[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """Yield removed and added lines of two sorted inputs, in order.

    Complexity: linear in the lines, with one of each in memory.

    >>> [*diff_lines([b"a", b"b"], [b"b", b"c"])]
    [(b'D', b'a'), (b'A', b'c')]
    """
    before, after = iter(old), iter(new)
    one, other = next(before, None), next(after, None)
    while one is not None or other is not None:
        if one == other:
            one, other = next(before, None), next(after, None)
        elif other is None or (one is not None and one < other):
            yield REMOVED, one or b""
            one = next(before, None)
        else:
            yield ADDED, other
            other = next(after, None)
