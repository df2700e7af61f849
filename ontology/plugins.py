"""Plug-ins: importers, questions and exports of other packages, by entry points.

A package names them in its metadata, in the groups `justicegraph.importers` (each a `Source`),
`justicegraph.questions` (each a package that holds `.rq` files) and `justicegraph.exports` (each a
function from a network to bytes). They are code that the operator installed, and run as ours.
Importers in the folder `importers` of a project need no installation: they are the project's code,
as its templates are, and are read where a command imports.
"""

import sys
from functools import cache
from importlib import import_module
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Any, Final

from ontology.errors import Misuse, Unavailable
from ontology.project_folder import read_toml, trusted_folder

__all__ = ["plugin_versions", "plugins", "project_importers"]

GROUPS: Final = ("importers", "questions", "exports")
PACKAGES: Final = "importers/*/pyproject.toml"
"""The packages of importers in the folder of a project."""


@cache
def plugins(group: str) -> dict[str, Any]:
    """Return what the entry points of one of our groups name, loaded, by name.

    Raises `Misuse` where two packages use one name, `Unavailable` for one that cannot be loaded.
    Complexity: one search through the metadata of the installed packages, once a process.
    Source: entry points specification of the Python Packaging Authority.
    """
    found: dict[str, Any] = {}
    for one in _points(group):
        if one.name in found:
            raise Misuse(f"{_where(one)}: another package has this name: uninstall one of them")
        try:
            found[one.name] = one.load()
        except Exception as error:
            raise Unavailable(f"{_where(one)}: cannot be loaded: {error}: mend it") from error
    return found


def project_importers() -> dict[str, Any]:
    """Return what packages in the folder of the project name as importers, loaded, by name.

    Raises `Unavailable` for one that cannot be loaded.
    """
    folder, found = trusted_folder(), dict[str, Any]()
    for path in sorted(folder.glob(PACKAGES)) if folder else ():
        points = read_toml(path).get("project", {}).get("entry-points", {})
        for name, value in points.get("justicegraph.importers", {}).items():
            found[name] = _loaded(path.parent, str(value))
    return found


def _loaded(folder: Path, value: str) -> Any:
    """Return the object that a value such as `module:NAME` names in a folder."""
    module, _, attribute = value.partition(":")
    sys.path.append(str(folder))
    try:
        return getattr(import_module(module), attribute)
    except Exception as error:
        raise Unavailable(f"{folder / module}.py: cannot be loaded: {error}: mend it") from error


def plugin_versions() -> list[str]:
    """Return name and version of each installed plug-in, without loading it, sorted."""
    return sorted(
        f"{one.group} {one.name} {one.dist.version if one.dist else ''}"
        for group in GROUPS
        for one in _points(group)
    )


def _points(group: str) -> list[EntryPoint]:
    return sorted(entry_points(group=f"justicegraph.{group}"), key=lambda one: one.name)


def _where(one: EntryPoint) -> str:
    package = one.dist.name if one.dist else "a package"
    return f"{one.group} '{one.name}' of {package}"
