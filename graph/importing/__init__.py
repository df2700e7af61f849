"""Importers: snapshots of public databases, mapped to records by one small module a source."""

from functools import cache
from typing import Final

from graph.importing.aiaaic import AIAAIC
from graph.importing.aidb import AIDB
from graph.importing.aiid.incidents import AIID
from graph.importing.own import OWN
from graph.importing.reader import imported_files, read_imported
from graph.importing.run import Outcome, run
from graph.importing.source import Source
from ontology import Misuse, plugins, project_importers

__all__ = [
    "RESERVED",
    "SOURCES",
    "Outcome",
    "Source",
    "imported_files",
    "read_imported",
    "run",
    "sources",
]

SOURCES: Final = {source.name: source for source in (AIAAIC, AIDB, AIID, OWN)}
"""The sources that come with the package, by name."""


@cache
def sources() -> dict[str, Source]:
    """Return the sources that can be imported, by name: ours, the project's and those of plug-ins.

    Raises `Misuse` for a plug-in that is no `Source`, or whose name is another's.
    """
    found = dict(SOURCES)
    for name, source in (project_importers() | plugins("importers")).items():
        if not isinstance(source, Source) or source.name != name or name in (*found, *RESERVED):
            raise Misuse(f"the importer '{name}': give a Source with this name, which is free")
        found[name] = source
    return found


RESERVED: Final = ("all", "review", "table")
"""Words of the command that no source is named by."""
