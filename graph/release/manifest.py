"""Manifest of a release: the JSON object is checked for its shape before anything is read from it.

A manifest can come from elsewhere, with a copied release. So the files that it lists are paths
below the release, and each value has the type that its readers expect.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

from graph.files import read_json
from ontology import Unavailable

__all__ = ["check_listing", "read_manifest"]

SHAPES: Final[Mapping[str, tuple[type, str]]] = {
    **dict.fromkeys(("name", "rdfc10", "version", "modified", "licence", "inputs"), (str, "text")),
    **dict.fromkeys(("project", "counts", "degrees", "files"), (dict, "an object")),
    "parts": (list, "an array"),
}
"""Key → the type of its value; all but the name may be missing, as of an earlier version."""
SHA256: Final = re.compile(r"[0-9a-f]{64}")
REMEDY: Final = "copy the release again, or build with --force"


def read_manifest(path: Path) -> dict[str, Any]:
    """Return the manifest that a file holds.

    Raises `Unavailable` with the key whose value has another shape, and `OSError` as `open` does.
    """
    manifest: dict[str, Any] = read_json(path, dict)
    for problem in _problems(manifest):
        raise Unavailable(f"{path}: {problem}: {REMEDY}")
    check_listing(path, manifest.get("files", {}))
    return manifest


def check_listing(path: Path, listing: Mapping[str, Any]) -> None:
    """Check a list of files with sizes and checksums, which the file at `path` holds.

    Raises `Unavailable` for a path that leads out of the folder, and for an entry of another shape.
    """
    for name, entry in listing.items():
        if not _is_below(name):
            raise Unavailable(f"{path}: files: {name[:80]!r} is no path below it: {REMEDY}")
        if not _is_entry(entry):
            wanted = "an object with 'bytes' and 'sha256'"
            raise Unavailable(f"{path}: files: {name[:80]!r} is not {wanted}: {REMEDY}")


def _problems(manifest: Mapping[str, Any]) -> Iterator[str]:
    if "name" not in manifest:
        yield "has no 'name'"
    for key, (type_, words) in SHAPES.items():
        if key in manifest and not isinstance(manifest[key], type_):
            yield f"'{key}' is not {words}"
    counts = manifest.get("counts", {})
    if not isinstance(counts.get("classes", {}), dict):
        yield "'counts' has no object of 'classes'"


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\0" not in name


def _is_entry(entry: object) -> bool:
    return (
        isinstance(entry, dict)
        and type(entry.get("bytes")) is int
        and isinstance(entry.get("sha256"), str)
        and SHA256.fullmatch(entry["sha256"]) is not None
    )
