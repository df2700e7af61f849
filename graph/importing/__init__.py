"""Importers: snapshots of public databases, mapped to records by one small module a source."""

from typing import Final

from graph.importing.aiaaic import AIAAIC
from graph.importing.aidb import AIDB
from graph.importing.aiid.incidents import AIID
from graph.importing.own import OWN
from graph.importing.reader import imported_files, read_imported
from graph.importing.run import Outcome, run
from graph.importing.source import Source

__all__ = ["SOURCES", "Outcome", "Source", "imported_files", "read_imported", "run"]

SOURCES: Final = {source.name: source for source in (AIAAIC, AIDB, AIID, OWN)}
"""The sources that can be imported, by name."""
