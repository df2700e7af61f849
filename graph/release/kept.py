"""Kept releases: finds one by its name among those that a data folder still holds."""

from pathlib import Path
from typing import Final

from graph.release.release import MANIFEST, RELEASES, Release, read_release
from graph.release.withdraw import reason_of
from ontology import Gone, NotFound

__all__ = ["kept_names", "kept_release", "release_path"]

SHOWN: Final = 20
"""The most names that an error lists."""
LONGEST: Final = 40


def kept_names(data: Path) -> list[str]:
    """Return the names of the releases that a data folder holds, sorted; not the withdrawn ones.

    Complexity: one look at each folder.
    """
    found = (data / RELEASES).glob(f"[!.]*/{MANIFEST}")
    return sorted(path.parent.name for path in found)


def release_path(data: Path, name: str) -> Path:
    """Return the folder of a kept release.

    A name is compared with those of the folders and never made a path. Raises `Gone` for a release
    that was removed, and `NotFound`, with the names of those that are kept, for any other.
    """
    folders = {path.name: path for path in (data / RELEASES).glob("[!.]*")}
    folder = folders.get(name)
    if folder and (reason := reason_of(folder)):
        raise Gone(f"{name}: {reason}")
    if not folder or not (folder / MANIFEST).is_file():
        message = f"there is no release '{name[:LONGEST]}' here; kept are: {_listed(data)}"
        raise NotFound(message).among(name[:LONGEST], ["latest"])
    return folder


def kept_release(data: Path, name: str) -> Release:
    """Return a kept release; raises as `release_path` does."""
    release_path(data, name)
    return read_release(data, name)


def _listed(data: Path) -> str:
    names = kept_names(data)
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
