"""Facts about a release and its files that every description of the tables states."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from graph.files import checksum
from ontology import Project

__all__ = ["Facts", "File", "facts"]

NOTE: Final = (
    "Implicated roles are alleged unless a source says more; relations are inferred. Counts say "
    "what was most reported."
)
"""What the description of any tables says of how they are to be read."""
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

    `version` is the version of the program, with the name of the release as build metadata; title,
    description and publisher are those of the project.
    """

    iri: str
    name: str
    version: str
    modified: str
    licence: str
    files: tuple[File, ...]
    title: str
    description: str
    publisher: str


def facts(folder: Path, manifest: Mapping[str, Any]) -> Facts:
    """Return the facts about the tables in a folder, from the manifest of their release."""
    project = Project.from_json(manifest["project"])
    return Facts(
        f"{project.base}release/{manifest['name']}",
        manifest["name"],
        f"{manifest['version']}+{manifest['name']}",
        manifest["modified"],
        manifest["licence"],
        tuple(_file(path) for path in sorted(folder.iterdir()) if path.suffix in MEDIA_TYPES),
        project.title,
        f"{project.description} {NOTE}",
        project.publisher,
    )


def _file(path: Path) -> File:
    return File(path.name, MEDIA_TYPES[path.suffix], path.stat().st_size, checksum(path))
