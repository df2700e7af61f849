"""Verification of a deposit: SHA-256 of every file, and the signature of the checksums."""

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from graph.checksums import SUMS, read_sums
from graph.deposit.archive import SIGNATURE
from graph.deposit.signature import signature_problem
from ontology import Misuse

__all__ = ["verify"]

CHUNK: Final = 1 << 20


def verify(path: Path, signers: Path | None = None, signer: str = "") -> Iterator[str]:
    """Yield a sentence for each thing that is wrong with a deposit; nothing where all is well.

    With `signers`, a file of allowed keys of OpenSSH, the sums have to be signed by `signer`.
    Raises `Misuse` for what is no deposit. Complexity: linear in the bytes.
    Source: ssh-keygen(1), ALLOWED SIGNERS.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            yield from _differences(archive)
            if signers:
                yield from _signature(archive, signers, signer)
    except (OSError, zipfile.BadZipFile, KeyError, UnicodeDecodeError, EOFError) as error:
        raise Misuse(f"{path}: this is no whole deposit: {error}") from error


def _differences(archive: zipfile.ZipFile) -> Iterator[str]:
    sums = read_sums(archive.read(SUMS).decode())
    names = {*archive.namelist()} - {SUMS, SIGNATURE}
    yield from (f"{name} is not among the checksums" for name in sorted(names - {*sums}))
    for name, digest in sums.items():
        if name not in names:
            yield f"{name} is missing"
        elif _checksum(archive, name) != digest:
            yield f"{name} has another SHA-256 than {SUMS} says"


def _checksum(archive: zipfile.ZipFile, name: str) -> str:
    found = hashlib.sha256()
    with archive.open(name) as file:
        while part := file.read(CHUNK):
            found.update(part)
    return found.hexdigest()


def _signature(archive: zipfile.ZipFile, signers: Path, signer: str) -> Iterator[str]:
    if SIGNATURE not in archive.namelist():
        yield f"{SIGNATURE} is missing: the deposit is not signed"
        return
    with tempfile.TemporaryDirectory() as folder:
        signature = Path(folder, "signature")
        signature.write_bytes(archive.read(SIGNATURE))
        if problem := signature_problem(archive.read(SUMS), signature, signers, signer):
            yield f"{SIGNATURE} is not by {signer}: {problem}"
