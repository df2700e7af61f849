"""Release folder: immutable graph, downloads, reports and checksums, read by name.

{data}/releases/{name}/    store/ justicegraph.* *.ttl validation.* exports/ tables/ answers/
                           project/ *.sqlite engine-files.json manifest.json
{data}/current             a link to the release that is served
{data}/plan.json           what it was built from: paths of records, on this machine
"""

import errno
import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from graph.files import file_version
from graph.release.manifest import read_manifest
from ontology import JusticeGraphError, NotFound, Project, Unavailable

__all__ = [
    "CURRENT",
    "MANIFEST",
    "PROJECT",
    "RELEASES",
    "STORE",
    "Release",
    "current_name",
    "current_release",
    "current_version",
    "is_own",
    "manifest_version",
    "read_release",
]

MANIFEST: Final = "manifest.json"
STORE: Final = "store"
PROJECT: Final = "project"
"""The folder of a copy of the project: its terms, rules, questions and look."""
CURRENT: Final = "current"
RELEASES: Final = "releases"


@dataclass(frozen=True)
class Release:
    """A finished release, read from its folder."""

    folder: Path
    manifest: dict[str, Any]

    @property
    def name(self) -> str:
        """Return the release's name, which begins its RDFC-1.0 hash."""
        return str(self.manifest["name"])

    @cached_property
    def project(self) -> Project:
        """Return the metadata of the graph: its title, publisher, licence and base IRI."""
        return Project.from_json(self.manifest.get("project", {}))

    @cached_property
    def look(self) -> str:
        """Return what changes with the project's words and own files, which the name leaves out.

        Two releases of the same graph have the same name, whatever they look like.
        """
        own = {path: file for path, file in self.manifest.get("files", {}).items() if is_own(path)}
        parts = json.dumps([self.manifest.get("project", {}), own], sort_keys=True)
        return hashlib.sha256(parts.encode()).hexdigest()[:16]

    @property
    def base(self) -> str:
        """Return the base IRI of its records."""
        return self.project.base

    @property
    def store(self) -> Path:
        """Return the folder of the on-disk store."""
        return self.folder / STORE


def is_own(path: str) -> bool:
    """Whether a file of a release is in the copy of its project."""
    return path.startswith(f"{PROJECT}/")


def current_release(data: Path) -> Release:
    """Return the release that a data folder serves; raises `NotFound` where none was built."""
    return read_release(data, current_name(data))


def current_name(data: Path) -> str:
    """Return the name of the release that a data folder serves.

    Raises `NotFound` where none was built, `Unavailable` where the machine refuses to say.
    """
    try:
        return (data / CURRENT).readlink().name
    except OSError as error:
        raise _unreadable(data, error) from error


def current_version(data: Path) -> tuple[str, str]:
    """Return the name of the release that a data folder serves, and the version of its manifest.

    Raises as `current_name` does.
    """
    name = current_name(data)
    return name, manifest_version(data, name)


def manifest_version(data: Path, name: str) -> str:
    """Return the version of a manifest; none in the moment in which its release is replaced."""
    return file_version(data / RELEASES / name / MANIFEST)


def read_release(data: Path, name: str) -> Release:
    """Return a release by its name; raises `NotFound` for an unknown one, else `Unavailable`."""
    folder = data.resolve() / RELEASES / name
    try:
        return Release(folder, read_manifest(folder / MANIFEST))
    except OSError as error:
        raise _unreadable(data, error) from error


def _unreadable(data: Path, error: OSError) -> JusticeGraphError:
    """Return the error for a release that is not there, or that the machine does not let us read.

    `EINVAL` is what readlink(2) says of a file that is no link.
    """
    if error.errno in (errno.ENOENT, errno.ENOTDIR, errno.EINVAL):
        return NotFound(f"{data}: holds no release: run 'justicegraph build --data {data}'")
    return Unavailable(f"{data}: its current release cannot be read: {error.strerror or error}")
