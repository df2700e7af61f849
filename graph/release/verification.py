"""Verification of releases: sizes of files at every start, SHA-256 checksums on demand.

The manifest lists what is the same to the byte wherever it is built. Files in an engine's own
format (the store, the indexes in SQLite) are listed in a file next to it, for this copy alone.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from graph.files import checksum, read_json, write_text
from graph.release.manifest import check_listing
from graph.release.release import MANIFEST, STORE, Release
from ontology import Unavailable

__all__ = [
    "ENGINE_FILES",
    "check_sizes",
    "is_whole",
    "list_engine_files",
    "size_problem",
    "wrong_files",
]

ENGINE_FILES: Final = "engine-files.json"
IDENTITY: Final = f"{STORE}/IDENTITY"
"""RocksDB names each store that it makes: one that was made again has another name."""
CHANGING: Final = (f"{STORE}/LOCK", f"{STORE}/LOG")
"""What the engine may write anew when it opens the store."""

Listing = Mapping[str, Mapping[str, Any]]
"""File → its bytes and SHA-256."""


def list_engine_files(release: Release) -> None:
    """Write size and checksum of each file that the manifest does not list."""
    known = {*release.manifest.get("files", {}), MANIFEST, ENGINE_FILES, *CHANGING}
    paths = sorted(path for path in release.folder.rglob("*") if path.is_file())
    names = {path.relative_to(release.folder).as_posix(): path for path in paths}
    listed = {
        name: {"bytes": path.stat().st_size, "sha256": checksum(path)}
        for name, path in names.items()
        if name not in known
    }
    write_text(release.folder / ENGINE_FILES, json.dumps(listed, indent=2) + "\n")


def check_sizes(release: Release) -> None:
    """Compare the sizes of all files with the manifest, before anything is served from them.

    This finds a copy or download that was cut; `justicegraph doctor` compares checksums too.
    Raises `Unavailable`, naming the file. Complexity: one stat a file.
    """
    for problem in wrong_files(release, checksums=False):
        raise Unavailable(
            f"release {release.name}: {problem}: copy it again, or build with --force, and see "
            "'justicegraph doctor'"
        )


def wrong_files(release: Release, *, checksums: bool) -> Iterator[str]:
    """Yield a sentence for each file that is not what it was when the release was published.

    Complexity: with checksums, linear in the bytes of the release.
    """
    files = release.manifest.get("files", {})
    if not files and checksums:
        yield f"{MANIFEST} lists no files, so nothing can be compared"
    yield from _differences(release, checksums=checksums)


def is_whole(release: Release) -> bool:
    """Whether each file that is listed has its size and checksum."""
    return not any(_differences(release, checksums=True))


def _differences(release: Release, *, checksums: bool) -> Iterator[str]:
    listings = {MANIFEST: release.manifest.get("files", {}), ENGINE_FILES: _engine_files(release)}
    for listing, files in listings.items():
        yield from _wrong(release.folder, files, listing, checksums=checksums)


def _wrong(folder: Path, files: Listing, listing: str, *, checksums: bool) -> Iterator[str]:
    for name, listed in files.items():
        if problem := size_problem(folder / name, listed["bytes"]):
            yield f"{name} {problem}"
        elif checksums and checksum(folder / name) != listed["sha256"]:
            yield f"{name} has another SHA-256 than {listing} says"


def _engine_files(release: Release) -> Listing:
    """Return what is listed of this copy; a store that was made again is not."""
    path = release.folder / ENGINE_FILES
    if not path.exists():  # of an earlier version
        return {}
    listed: Listing = read_json(path, dict)
    check_listing(path, listed)
    if IDENTITY in listed and not _is_same(release.folder / IDENTITY, listed[IDENTITY]):
        return {name: one for name, one in listed.items() if not name.startswith(f"{STORE}/")}
    return listed


def _is_same(path: Path, listed: Mapping[str, Any]) -> bool:
    return not size_problem(path, listed["bytes"]) and checksum(path) == listed["sha256"]


def size_problem(path: Path, size: int) -> str:
    """Return what is wrong with the size of a file, as the end of a sentence, or nothing."""
    try:
        found = path.stat().st_size
    except OSError:
        return "is missing"
    return "" if found == size else f"has {found:,} bytes instead of {size:,}"
