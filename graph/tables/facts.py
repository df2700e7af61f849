"""Facts about a release and its files that every description of the tables states."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.files import checksum
from ontology import BASE

__all__ = ["DESCRIPTION", "TITLE", "Facts", "File", "facts"]

TITLE: Final = "JusticeGraph"
DESCRIPTION: Final = (
    "Issues of AI and justice, those implicated in them and those who answer them, AI systems, the "
    "workers behind these, places and sources. Implicated roles are alleged unless a source says "
    "more; relations are inferred. Counts say what was most reported."
)
MEDIA_TYPES: Final = {
    ".csv": "text/csv",
    ".duckdb": "application/vnd.duckdb",
    ".parquet": "application/vnd.apache.parquet",
}


@dataclass(frozen=True)
class File:
    """A file of the tables: name, media type, size in bytes, and SHA-256."""

    name: str
    media_type: str
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Facts:
    """A release for its descriptions: IRI, name, day of the last change, licence and files.

    `version` is the version of the program, with the name of the release as build metadata.
    """

    iri: str
    name: str
    version: str
    modified: str
    licence: str
    files: tuple[File, ...]


def facts(folder: Path, manifest: Mapping[str, Any], base: str = BASE) -> Facts:
    """Return the facts about the tables in a folder, from the manifest of their release."""
    return Facts(
        f"{base}release/{manifest['name']}",
        manifest["name"],
        f"{manifest['version']}+{manifest['name']}",
        manifest["modified"],
        manifest["licence"],
        tuple(_file(path) for path in sorted(folder.iterdir()) if path.suffix in MEDIA_TYPES),
    )


def _file(path: Path) -> File:
    return File(path.name, MEDIA_TYPES[path.suffix], path.stat().st_size, checksum(path))
