"""Plug-ins: importers, questions and exports of other packages, by entry points.

A package names them in its metadata, in the groups `justicegraph.importers` (each a `Source`),
`justicegraph.questions` (each a package that holds `.rq` files) and `justicegraph.exports` (each a
function from a network to bytes). They are code that the operator installed, and run as ours.
"""

from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from ontology.errors import Misuse, Unavailable

__all__ = ["plugin_versions", "plugins"]

GROUPS: Final = ("importers", "questions", "exports")


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
