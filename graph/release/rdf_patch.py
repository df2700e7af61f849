"""RDF Patch: writes the changes between two releases, reads a patch and applies it.

A patch names the release that it applies to and the one that it makes; both names are checked.
Source: RDF Patch, as Apache Jena documents it (https://jena.apache.org/documentation/rdf-patch/).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from graph.release.diff import (
    ADDED,
    NAME_LENGTH,
    REMOVED,
    ReleaseData,
    bounded_lines,
    diff_lines,
    read_lines,
)
from ontology import BadRecord

__all__ = ["Patch", "apply_patch", "read_patch", "write_patch"]

RELEASE: Final = "release/"
HEAD: Final = b"H"
BEGIN, COMMIT, ABORT = b"TX", b"TC", b"TA"
PREFIXES: Final = (b"PA", b"PD")
"""Prefix operations, which N-Quads do not have; they are ignored."""
OPERATIONS: Final = (HEAD, BEGIN, COMMIT, ABORT, ADDED, REMOVED)


@dataclass
class Patch:
    """A parsed RDF Patch: the release it applies to, the release it makes, the changes."""

    previous: str = ""
    made: str = ""
    changes: dict[bytes, bytes] = field(default_factory=dict)


def write_patch(old: ReleaseData, new: ReleaseData) -> Iterator[bytes]:
    """Yield the lines of the patch from one release to another.

    Complexity: linear in the statements of both, with two lines in memory.
    """
    yield f"H id <{new.base}{RELEASE}{new.name}> .\n".encode()
    yield f"H prev <{new.base}{RELEASE}{old.name}> .\n".encode()
    yield b"TX .\n"
    for change, text in diff_lines(read_lines(old.path), read_lines(new.path)):
        yield b"%s %s\n" % (change, text)
    yield b"TC .\n"


def read_patch(path: Path) -> Patch:
    """Parse a patch; raises `BadRecord` with file and line for a malformed one.

    Complexity: linear in the patch, which is held in memory.
    """
    return _read((text.rstrip(b"\r\n") for text in bounded_lines(path)), str(path))


def _read(lines: Iterable[bytes], path: str) -> Patch:
    reader, number = _Reader(), 0
    for number, text in enumerate(lines, start=1):
        operation, _, rest = text.partition(b" ")
        if not text or text.startswith(b"#") or operation in PREFIXES:
            continue
        if operation not in OPERATIONS:
            raise BadRecord("is no line of an RDF Patch: H, TX, TC, TA, PA, PD, A, D", path, number)
        if not rest.endswith(b"."):
            raise BadRecord("a line of a patch ends with ' .'", path, number)
        reader.take(operation, rest)
    if reader.is_open or not number:
        raise BadRecord("ends before its last line, 'TC .': it is not whole", path, number)
    return reader.done()


class _Reader:
    """Parses the lines of a patch; a transaction takes effect when it is committed."""

    def __init__(self) -> None:
        self.patch, self.is_open = Patch(), False
        self._block: dict[bytes, bytes] = {}

    def take(self, operation: bytes, rest: bytes) -> None:
        if operation in (ADDED, REMOVED):
            self._block[rest] = operation
        elif operation == HEAD:
            _head(self.patch, rest)
        elif operation == ABORT:
            self._block, self.is_open = {}, False
        else:
            self.done()
            self.is_open = operation == BEGIN

    def done(self) -> Patch:
        """Return the patch with all that was changed so far."""
        self.patch.changes |= self._block
        self._block = {}
        return self.patch


def _head(patch: Patch, rest: bytes) -> None:
    name, _, value = rest.removesuffix(b".").strip().partition(b" ")
    release = value.strip(b"<> ").decode(errors="replace").rpartition("/")[2]
    if name == b"id":
        patch.made = release
    elif name == b"prev":
        patch.previous = release


def apply_patch(old: ReleaseData, patch: Patch) -> Iterator[bytes]:
    """Apply a patch: yield the lines of the new release, identical to the byte.

    Raises `BadRecord` before the first line where the patch is for another release, and after the
    last one where what came out is not the release that the patch names.
    Complexity: linear in the release, and sorting the patch.
    """
    if patch.previous not in ("", old.name):
        raise BadRecord(
            f"this patch is for release {patch.previous}, and {old.path} is {old.name}: "
            "apply it to that release"
        )
    digest = hashlib.sha256()
    for text in _merged(read_lines(old.path), patch.changes):
        digest.update(text + b"\n")
        yield text + b"\n"
    made = digest.hexdigest()[:NAME_LENGTH]
    if patch.made not in ("", made):
        raise BadRecord(f"this patch makes {made} and not {patch.made}: it is not whole")


def _merged(lines: Iterable[bytes], changes: dict[bytes, bytes]) -> Iterator[bytes]:
    """Merge sorted lines with the added ones, leaving out the removed ones."""
    added = iter(sorted(text for text, change in changes.items() if change == ADDED))
    waiting = next(added, None)
    for text in lines:
        while waiting is not None and waiting < text:
            yield waiting
            waiting = next(added, None)
        if waiting == text:
            waiting = next(added, None)
        if changes.get(text) != REMOVED:
            yield text
    while waiting is not None:
        yield waiting
        waiting = next(added, None)
