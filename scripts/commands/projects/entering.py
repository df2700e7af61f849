"""Chooses the project whose vocabulary a process reads, before anything reads it.

That is the one that the environment names, that of the current folder or of one above it, that
which the data folder was built from, or the copy of it in the release of the data folder.
"""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from ontology import (
    PROJECT_FILE,
    PROJECT_VARIABLE,
    RELEASED_VARIABLE,
    Misuse,
    find_project,
    read_project,
    read_toml,
    released_project,
)

__all__ = ["enter_project"]

DATA_VARIABLE: Final = "JUSTICEGRAPH_DATA"
PLAN: Final = "plan.json"
BUILD: Final = Path("build")
CURRENT: Final = "current"
CHECKOUT: Final = Path("ontology", "context.jsonld")
"""A file by which a checkout is known."""
QUIET: Final = {"new", "restore", "--help", "-h"}
"""Words of commands that read no graph of the current folder."""


def enter_project(arguments: Sequence[str]) -> None:
    """Name the project of this process in the environment, for itself and its children.

    `arguments` are those of the command, of which the data folder is read. Where there is neither a
    project nor a checkout, and no release is named, a line says that the graph is ours.
    Raises `Misuse` for a project file that cannot be read.
    """
    data = _data(arguments)
    named = os.environ.get(PROJECT_VARIABLE) or find_project(Path.cwd())
    origin, copy = _built_from(data or BUILD), released_project(data or BUILD)
    if not os.environ.get(PROJECT_VARIABLE) and data and copy and not origin:
        named = named if named and _is_data_of(data, Path(named)) else None
    if folder := named or origin:
        os.environ[PROJECT_VARIABLE] = str(Path(folder).resolve())
        read_project(Path(folder).resolve())
    elif copy:
        os.environ[RELEASED_VARIABLE] = str(copy)
    elif not QUIET & {*arguments} and not _in_checkout() and not (data and _has_release(data)):
        click.echo("justicegraph: no project here: this is JusticeGraph's own graph", err=True)


def _in_checkout() -> bool:
    """Whether the current folder is in a checkout of the program, or of a copy of it."""
    here = Path.cwd()
    return any((folder / CHECKOUT).is_file() for folder in (here, *here.parents))


def _has_release(data: Path) -> bool:
    return (data / CURRENT).is_symlink()


def _data(arguments: Sequence[str]) -> Path | None:
    """Return the data folder that the option, the environment or the file of settings names."""
    named = _option(arguments, "--data") or os.environ.get(DATA_VARIABLE, "")
    named = named or _configured(_option(arguments, "--config"))
    return Path(named) if named else None


def _option(arguments: Sequence[str], wanted: str) -> str:
    """Return the value of an option as it is written, in one word or in two; else nothing."""
    for number, one in enumerate(arguments):
        name, is_joined, value = one.partition("=")
        if name == wanted and (is_joined or arguments[number + 1 :]):
            return value if is_joined else arguments[number + 1]
    return ""


def _configured(file: str) -> str:
    try:
        return str(read_toml(Path(file)).get("data", ""))
    except Misuse:
        return ""  # the command reads the file again, and says what is wrong


def _built_from(data: Path) -> Path | None:
    """Return the project that a data folder was built from, where it is on this machine.

    A folder of that name with another base is another project.
    """
    try:
        plan = json.loads((data / PLAN).read_text(encoding="utf-8"))
        folder, base = Path(plan["folder"]), plan["project"]["base"]
        is_here = bool(plan["folder"]) and (folder / PROJECT_FILE).is_file()
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no plan, or a folder of another user; who needs the plan says what is wrong
    return folder if is_here and read_project(folder).project.base == base else None


def _is_data_of(data: Path, folder: Path) -> bool:
    return data.resolve() == read_project(folder.resolve()).data.resolve()
