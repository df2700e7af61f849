"""Deposit: a ZIP of a release with DataCite metadata, citation, RO-Crate, checksums, licences."""

import hashlib
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

from graph.checksums import SIGNATURE, SUMS, sums_text
from graph.deposit.descriptions import citation_file, datacite, ro_crate
from graph.files import checksum, writing
from graph.release.release import MANIFEST, Release
from ontology import Unavailable

__all__ = ["INDEXES", "write_deposit"]

INDEXES: Final = (".sqlite", ".npz")
"""Suffixes of files for a server, which a build makes again."""
DAY: Final = (1980, 1, 1, 0, 0, 0)
MODE: Final = 0o644 << 16


def write_deposit(
    release: Release, path: Path, doi: str = "", sign: Callable[[bytes], bytes] | None = None
) -> list[str]:
    """Write a release as a ZIP for a repository such as Zenodo, and return the names in it.

    It holds the packed downloads, the tables, the reports and licences of the release with its
    manifest; `datacite.json`, `CITATION.cff` and `ro-crate-metadata.json` as descriptions; the
    SHA-256 of every file; and, where there is `sign`, the signature of these sums. The same release
    gives the same bytes, but for the signature. Raises `Unavailable` for a disk that refuses.
    Complexity: linear in the bytes.
    """
    try:
        with writing(path) as file, zipfile.ZipFile(file, "w") as archive:
            return _write(release, archive, doi, sign)
    except OSError as error:
        raise Unavailable(f"{path}: the deposit cannot be written: {error}") from error


def _write(
    release: Release,
    archive: zipfile.ZipFile,
    doi: str,
    sign: Callable[[bytes], bytes] | None,
) -> list[str]:
    sums: dict[str, tuple[int, str]] = {}
    for name in _names(release):
        source = release.folder / name
        sums[name] = source.stat().st_size, checksum(source)
        with source.open("rb") as content, archive.open(_entry(name), "w") as target:
            shutil.copyfileobj(content, target)
    crate = ro_crate(release, sums)
    texts = {"CITATION.cff": citation_file(release, doi), "datacite.json": datacite(release, doi)}
    for name, text in {**texts, "ro-crate-metadata.json": crate}.items():
        archive.writestr(_entry(name), text)
        sums[name] = len(text.encode()), hashlib.sha256(text.encode()).hexdigest()
    lines = sums_text({name: digest for name, (_, digest) in sums.items()}).encode()
    archive.writestr(_entry(SUMS), lines)
    if sign:
        archive.writestr(_entry(SIGNATURE), sign(lines))
    return archive.namelist()


def _names(release: Release) -> list[str]:
    """Return the files to deposit: what a release lists, but for indexes and unpacked downloads."""
    listed = {*release.manifest["files"], MANIFEST}
    packed = {name.removesuffix(".gz") for name in listed if name.endswith(".gz")}
    return sorted(name for name in listed - packed if not name.endswith(INDEXES))


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DAY)
    entry.external_attr = MODE
    is_packed = name.endswith((".gz", ".parquet"))
    entry.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
    return entry
