"""Verification of releases: sizes of files at every start, SHA-256 checksums on demand."""

from collections.abc import Iterator
from pathlib import Path

from graph.files import checksum
from graph.release.release import MANIFEST, Release
from ontology import Unavailable

__all__ = ["check_sizes", "size_problem", "wrong_files"]


def check_sizes(release: Release) -> None:
    """Compare the sizes of all files with the manifest, before anything is served from them.

    This finds a copy or download that was cut; `justicegraph doctor` compares checksums too.
    Raises `Unavailable`, naming the file. Complexity: one stat a file.
    """
    for problem in wrong_files(release, checksums=False):
        raise Unavailable(
            f"release {release.name}: {problem}: copy or build it again, and see "
            "'justicegraph doctor'"
        )


def wrong_files(release: Release, *, checksums: bool) -> Iterator[str]:
    """Yield a sentence for each file that is not what the manifest says.

    Complexity: with checksums, linear in the bytes of the release.
    """
    files = release.manifest.get("files", {})
    if not files and checksums:
        yield f"{MANIFEST} lists no files, so nothing can be compared"
    for name, listed in files.items():
        path = release.folder / name
        if (problem := size_problem(path, listed["bytes"])) or not checksums:
            if problem:
                yield f"{name} {problem}"
        elif checksum(path) != listed["sha256"]:
            yield f"{name} has another SHA-256 than {MANIFEST} says"


def size_problem(path: Path, size: int) -> str:
    """Return what is wrong with the size of a file, as the end of a sentence, or nothing."""
    try:
        found = path.stat().st_size
    except OSError:
        return "is missing"
    return "" if found == size else f"has {found:,} bytes instead of {size:,}"
