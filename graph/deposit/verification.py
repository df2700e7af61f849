"""Verification of a copy of a release: SHA-256 of every file, and the signature of the checksums.

A copy is a deposit, a folder of downloaded files with their `SHA256SUMS`, or the folder of a
release, whose manifest has the checksums.
"""

import hashlib
import json
import lzma
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, cast

from graph.checksums import SIGNATURE, SUMS, listed_sums, read_sums, sums_text
from graph.deposit.archive import INDEXES
from graph.deposit.signature import signature_problem
from graph.release.release import MANIFEST, STORE
from graph.release.verification import ENGINE_FILES
from ontology import Misuse

__all__ = ["verify"]

CHUNK: Final = 1 << 20
LARGEST: Final = 16 << 20
DAMAGED: Final = (
    OSError,
    EOFError,
    KeyError,
    TypeError,
    ValueError,
    RuntimeError,  # encrypted; NotImplementedError: packed in a way that Python cannot read
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
)


@dataclass(frozen=True)
class _Copy:
    """A copy: its files by name, the text of its checksums, and what has none."""

    root: Traversable
    names: frozenset[str]
    sums: str
    bare: frozenset[str] = frozenset({SUMS, SIGNATURE})


def verify(
    path: Path, signers: Path | None = None, signer: str = "", *, may_lack: bool = False
) -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a copy; nothing where all is well.

    With `signers`, a file of allowed keys of OpenSSH, the sums have to be signed by `signer`. Files
    that `may_lack` are those that nobody downloaded. Raises `Misuse` for what is no copy.
    Complexity: linear in the bytes.
    Source: ssh-keygen(1), ALLOWED SIGNERS.
    """
    try:
        if path.is_dir():
            yield from _problems(_folder(path), signers, signer, may_lack=may_lack)
        else:
            with zipfile.ZipFile(path) as archive:
                yield from _problems(_archive(archive), signers, signer, may_lack=may_lack)
    except DAMAGED as error:
        raise Misuse(f"{path}: this is no whole deposit, nor its folder: {error}") from error


def _archive(archive: zipfile.ZipFile) -> _Copy:
    """Return an archive; of two members of one name, others might unpack the one not verified."""
    counts = Counter(archive.namelist())  # before `Path`, which adds folders to them
    if repeated := [name for name, count in counts.items() if count > 1]:
        raise ValueError(f"it holds {repeated[0]!r} more than once")
    root = cast(Traversable, zipfile.Path(archive))
    return _Copy(root, frozenset(counts), _read(root / SUMS).decode())


def _folder(path: Path) -> _Copy:
    """Return a folder of files, or of a release, whose store and indexes have no checksums."""
    files = (file for file in path.rglob("*") if not file.is_dir() or file.is_symlink())
    names = frozenset(file.relative_to(path).as_posix() for file in files)
    if SUMS in names:
        return _Copy(path, names, _read(path / SUMS).decode())
    made = {name for name in names if name.startswith(f"{STORE}/") or name.endswith(INDEXES)}
    bare = made | {SIGNATURE, MANIFEST, ENGINE_FILES}
    return _Copy(path, names, sums_text(_listed(path)), frozenset(bare))


def _listed(root: Traversable) -> dict[str, str]:
    """Return the checksums that a manifest lists."""
    return listed_sums(json.loads(_read(root / MANIFEST)))


def _read(path: Traversable) -> bytes:
    """Return the bytes of a file that describes others; a packed one may claim to be gigabytes."""
    if not path.is_file():
        raise ValueError(f"it holds no file {path.name}")
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"{path.name} is longer than {LARGEST:,} bytes")
    return content


def _problems(copy: _Copy, signers: Path | None, signer: str, *, may_lack: bool) -> Iterator[str]:
    sums = read_sums(copy.sums)
    yield from _differences(copy, sums, may_lack=may_lack)
    if MANIFEST in copy.names - copy.bare and MANIFEST not in sums and _listed(copy.root) != sums:
        yield f"{MANIFEST} lists other checksums than {SUMS}"
    if signers:
        yield from _signature(copy, signers, signer)


def _differences(copy: _Copy, sums: Mapping[str, str], *, may_lack: bool) -> Iterator[str]:
    unlisted = copy.names - copy.bare - {*sums, MANIFEST}
    yield from (f"{name} is not among the checksums" for name in sorted(unlisted))
    for name, digest in sums.items():
        if name not in copy.names:
            if not may_lack:
                yield f"{name} is missing"
        elif not (copy.root / name).is_file():
            yield f"{name} is no file"
        elif _checksum(copy.root / name) != digest:
            yield f"{name} has another SHA-256 than {SUMS} says"


def _checksum(path: Traversable) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(CHUNK):
            found.update(part)
    return found.hexdigest()


def _signature(copy: _Copy, signers: Path, signer: str) -> Iterator[str]:
    if SIGNATURE not in copy.names:
        yield f"{SIGNATURE} is missing: the checksums are not signed"
        return
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder, "signature")
        signature.write_bytes(_read(copy.root / SIGNATURE))
        if problem := signature_problem(copy.sums.encode(), signature, signers, signer):
            yield f"{SIGNATURE} is not by {signer}: {problem}"
