"""A project folder: `justicegraph.toml` with the metadata and look of a graph, and its own parts.

The folder of a process is named by an environment variable, which its child processes inherit. Its
subfolders extend ours: `ontology/` and `shapes/` (Turtle), `questions/` and `tables/` (SPARQL),
`templates/`, `static/`; `records/` and `judgements/` are its data.
"""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from ontology.errors import Misuse
from ontology.near_names import did_you_mean
from ontology.project import Project, check_contact

__all__ = [
    "PROJECT_FILE",
    "PROJECT_PARTS",
    "PROJECT_VARIABLE",
    "RELEASED_VARIABLE",
    "ProjectFolder",
    "current_folder",
    "current_project",
    "find_project",
    "own_files",
    "read_project",
    "read_toml",
    "released_project",
    "trusted_folder",
]

LARGEST_TOML: Final = 1_000_000
LARGEST_FILE: Final = 16_000_000
"""Bytes of a file of a project that is read as a whole; its static files may be larger."""
PROJECT_FILE: Final = "justicegraph.toml"
PROJECT_VARIABLE: Final = "JUSTICEGRAPH_PROJECT"
RELEASED_VARIABLE: Final = "JUSTICEGRAPH_RELEASED_PROJECT"
"""Names the copy of a project in a release, where the project itself is not on this machine."""
RELEASED: Final = Path("current", "project")
"""Where a data folder has the copy of the project of its current release."""
PROJECT_PARTS: Final = {
    "ontology": "**/*.ttl",
    "shapes": "*.ttl",
    "questions": "*.rq",
    "tables": "*.rq",
    "languages": "*.po",
    "templates": "**/*.html",
    "static": "**/*",
}
"""Subfolders that extend ours, with the pattern of their files; a release keeps a copy of these."""
WORDS: Final = {"base_layer": "base-layer", "dark_colours": "dark-colours"}
"""Fields whose names in the file have a hyphen."""


@dataclass(frozen=True)
class ProjectFolder:
    """A project on this machine: its folder, its metadata, and how it is built and served.

    `sources` are the snapshots to import, each with `importer` and `path` and, where it is fetched,
    `address`, `megabytes`, `seconds` and `private`; `settings` are those of the server; with
    `base_layer`, places and outlets that its records use come from our records.
    """

    folder: Path
    project: Project
    base_layer: bool = True
    sources: tuple[Mapping[str, Any], ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def records(self) -> Path:
        """Return the folder of its records."""
        return self.folder / "records"

    @property
    def data(self) -> Path:
        """Return its data folder, of releases and imports."""
        return self.folder / str(self.settings.get("data", "build"))

    @property
    def server_settings(self) -> dict[str, Any]:
        """Return the settings of its server, with its data folder.

        Its contact and publisher are not among them: the server takes both from the release.
        """
        return {**self.settings, "data": self.data}


def find_project(start: Path) -> Path | None:
    """Return the nearest folder with a project file, from a folder upwards, or none."""
    here = start.resolve()
    folders = (here, *here.parents)
    return next((folder for folder in folders if (folder / PROJECT_FILE).is_file()), None)


def current_folder() -> Path | None:
    """Return the folder of own terms, questions and look; none for the graph in the package.

    It is that of the project, or its copy in the release that is served.
    """
    folder = os.environ.get(RELEASED_VARIABLE, "")
    return trusted_folder() or (Path(folder) if folder else None)


def trusted_folder() -> Path | None:
    """Return the folder that the operator works in or names, whose templates may run as code."""
    folder = os.environ.get(PROJECT_VARIABLE, "")
    return Path(folder) if folder else None


def current_project() -> ProjectFolder | None:
    """Return the project of this process, or none; read once."""
    folder = trusted_folder()
    return read_project(folder) if folder else None


def own_files(name: str, pattern: str) -> list[Path]:
    """Return files of a subfolder of the project, sorted; none without a project.

    Raises `Misuse` for one that is too large to be read as a whole.
    """
    folder = current_folder()
    paths = sorted((folder / name).glob(pattern)) if folder else []
    for path in paths:
        if name != "static" and path.is_file() and path.stat().st_size > LARGEST_FILE:
            raise Misuse(f"{path}: has more than {LARGEST_FILE:,} bytes: divide it")
    return paths


def read_toml(path: Path) -> dict[str, Any]:
    """Return the values of a TOML file; raises `Misuse` for one that is none, or is too large."""
    try:
        if path.stat().st_size > LARGEST_TOML:
            raise Misuse(f"{path}: has more than {LARGEST_TOML:,} bytes: is it a file of settings?")
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise Misuse(f"{path}: cannot be read as TOML: {error}") from error


@cache
def read_project(folder: Path) -> ProjectFolder:
    """Read the project file of a folder.

    Raises `Misuse` for a file that is no TOML, an unknown word, and a value of the wrong kind.
    """
    path = folder / PROJECT_FILE
    values = read_toml(path)
    values = {_field_name(word): value for word, value in values.items()}
    about = {name: values.pop(name) for name in [*values] if name in FIELDS}
    known = {"base_layer": bool, "sources": list, "settings": dict}
    for name, value in values.items():
        if name not in known:
            raise Misuse(f"{path}: there is no word '{_word(name)}'; {_near(name, known)}")
        if not isinstance(value, known[name]):
            raise Misuse(f"{path}: {_word(name)} = {value}: is no {KINDS[known[name]]}")
    return ProjectFolder(folder, _project(path, about), **_own(path, values))


FIELDS: Final = tuple(one.name for one in fields(Project))
KINDS: Final = {bool: "true or false", list: "list of tables", dict: "table", str: "text"}


def _field_name(word: str) -> str:
    return next((name for name, written in WORDS.items() if written == word), word)


def _word(name: str) -> str:
    return WORDS.get(name, name)


def _near(name: str, known: Mapping[str, type]) -> str:
    return did_you_mean(name, [_word(one) for one in (*FIELDS, *known)])


def _project(path: Path, values: Mapping[str, Any]) -> Project:
    try:
        project = replace(Project(headline="", description="", publisher=""), **values)
        check_contact(project.contact)
    except Misuse as error:
        raise Misuse(f"{path}: {error}") from None
    about = project.description or project.headline or project.title
    return replace(project, description=about, publisher=project.publisher or project.title)


def _own(path: Path, values: dict[str, Any]) -> dict[str, Any]:
    sources = tuple(values.get("sources", ()))
    for source in sources:
        if not isinstance(source, dict) or not {"importer", "path"} <= {*source}:
            raise Misuse(f"{path}: a source has an importer and a path")
        for name, value in source.items():
            _check_source(path, name, value)
    return values | {"sources": sources}


SOURCE: Final[dict[str, type | tuple[type, ...]]] = {
    "importer": str,
    "path": str,
    "address": str,
    "megabytes": (int, float),
    "seconds": (int, float),
    "private": bool,
}
"""What a source may say, and the kind of its value."""


def _check_source(path: Path, name: str, value: object) -> None:
    if name not in SOURCE:
        raise Misuse(f"{path}: a source has no '{name}'; it has: {', '.join(SOURCE)}")
    is_number = name in ("megabytes", "seconds")
    is_sound = isinstance(value, SOURCE[name]) and isinstance(value, bool) == (name == "private")
    if not is_sound or (is_number and not 0 < float(str(value)) < float("inf")):
        raise Misuse(f"{path}: {name} = {value} of a source: give {GIVE.get(name, 'a text')}")


GIVE: Final = {
    "megabytes": "a number above 0",
    "seconds": "a number above 0",
    "private": "true or false",
}


def released_project(data: Path) -> Path | None:
    """Return the copy of the project in the current release of a data folder, if there is one.

    The path leads through `current`, so that it goes on to be there with the next release.
    """
    folder = data.resolve() / RELEASED
    return folder if (folder / PROJECT_FILE).is_file() else None
