"""Copy of a project in its releases: terms, rules, questions, translations and look.

So a release that is copied to another machine is served with all of them. Settings, sources and
records are not copied: the first may hold secrets, and the last are the data of the release.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from graph.files import write_text
from graph.release.release import PROJECT
from ontology import PROJECT_FILE, PROJECT_PARTS, Project, current_folder, own_files

__all__ = ["keep_project", "project_files", "write_project"]

WORDS: Final = ("title", "headline", "description", "publisher", "licence", "contact", "base")


def project_files() -> Iterator[tuple[str, Path]]:
    """Yield the files of the project's parts, each with its path below the project, sorted.

    Symbolic links of static files are left out, as a server does.
    """
    folder = current_folder()
    for name, pattern in PROJECT_PARTS.items() if folder else ():
        for path in own_files(name, pattern):
            if folder and path.is_file() and not (name == "static" and path.is_symlink()):
                yield path.relative_to(folder).as_posix(), path


def write_project(release: Path, project: Project) -> None:
    """Copy the parts of the project into a release's folder; without a project, nothing."""
    files = [*project_files()]
    if current_folder() is None:
        return
    (release / PROJECT).mkdir()
    write_text(release / PROJECT / PROJECT_FILE, _project_file(project))
    for name, path in files:
        target = release / PROJECT / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def keep_project(old: Path, new: Path) -> None:
    """Copy the project of a release into one that replaces it."""
    if (old / PROJECT).is_dir():
        shutil.copytree(old / PROJECT, new / PROJECT)


def _project_file(project: Project) -> str:
    """Return a project file with what is said about the graph, and its look.

    Texts are written as JSON, whose strings are basic strings of TOML.
    Source: TOML 1.0, "String".
    """
    lines = [f"{word} = {_text(getattr(project, word))}" for word in (*WORDS, "logo")]
    lines += _table("colours", project.colours) + _table("dark-colours", project.dark_colours)
    for entry in project.menu:
        lines += ["", "[[menu]]", *_pairs(entry)]
    return "".join(f"{line}\n" for line in lines)


def _table(name: str, values: Mapping[str, str]) -> list[str]:
    return ["", f"[{name}]", *_pairs(values)] if values else []


def _pairs(values: Mapping[str, str]) -> list[str]:
    return [f"{name} = {_text(value)}" for name, value in values.items()]


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
