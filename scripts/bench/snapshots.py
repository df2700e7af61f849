"""Imports the real snapshots as input of entity resolution, once a process."""

import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from graph.build.build import records_of
from graph.build.inputs import Plan
from graph.identity import Incident, Merged, incidents, merge_named
from graph.importing import SOURCES, run
from graph.privacy.name_digests import hidden_names

__all__ = ["SNAPSHOTS", "Snapshots", "snapshots"]

SNAPSHOTS: Final = Path(__file__).parents[3] / "shared" / "data"
FILES: Final = {"aiid": "aiid", "aiaaic": "aiaaic/aiaaic_incidents_2026-05_clean.csv"}


@dataclass(frozen=True)
class Snapshots:
    """The curated and the imported records, merged by rules alone, and their issues."""

    merged: Merged
    issues: list[Incident]


@cache
def snapshots(folder: Path = SNAPSHOTS, aiid: str = FILES["aiid"]) -> Snapshots:
    """Import the AI Incident Database and AIAAIC and the curated records, and merge by rules.

    `aiid` is the folder of the snapshot of the AI Incident Database.
    """
    with tempfile.TemporaryDirectory() as work:
        data = Path(work)
        for source, file in (FILES | {"aiid": aiid}).items():
            run(SOURCES[source], folder / file, data)
        merged = merge_named(records_of(Plan(data)), {})
        return Snapshots(merged, [*incidents(merged.records, hidden_names(data))])
