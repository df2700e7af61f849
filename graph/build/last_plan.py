"""Remembers what a data folder was built from, so that a server never builds other records into it.

The file holds paths of one machine, so it is kept in the data folder and not in the release.
"""

import json
from pathlib import Path
from typing import Any, Final

from graph.build.inputs import Plan
from graph.files import read_json, replace_text
from graph.reading.files import curated_records
from ontology import Misuse, Project, Unavailable, current_folder, released_project

__all__ = ["has_its_records", "keep_plan", "last_plan"]

PLAN: Final = "plan.json"
REMEDY: Final = ": build again, with --records"
CURATED: Final = "curated"
"""Stands for the records in the package, wherever this is installed."""


def keep_plan(plan: Plan) -> None:
    """Write the plan of a build into its data folder, atomically."""
    curated = curated_records().resolve()
    records = [
        CURATED if path.resolve() == curated else str(path.resolve()) for path in plan.records
    ]
    values = {
        "records": records,
        "inodes": [_inode(path) for path in plan.records],
        "project": plan.project.to_json(),
        "licence": plan.licence,
        "derived": plan.derived,
        "formats": plan.formats,
        "base_layer": plan.base_layer,
        "folder": str(current_folder() or ""),
    }
    replace_text(plan.data / PLAN, json.dumps(values, indent=2, ensure_ascii=False) + "\n")


def last_plan(data: Path) -> Plan | None:
    """Return the plan that a data folder was built by last, or none where nothing says so.

    What an earlier version did not write yet is as that version built: no base layer, no project.
    Raises `Unavailable` for a file that cannot be read, `Misuse` for data of another project.
    """
    try:
        values: dict[str, Any] = read_json(data / PLAN, dict, REMEDY)
        records = tuple(_path(text) for text in values["records"])
        project = Project.from_json(values["project"])
        formats = tuple(values.get("formats", ()))
        choices = values["licence"], values["derived"], formats, values.get("base_layer", False)
        _same_folder(data, values.get("folder", ""))
        return Plan(data, records, project, *choices)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unavailable(f"{data / PLAN}: cannot be read: {error}{REMEDY}") from error


def has_its_records(data: Path, plan: Plan) -> bool:
    """Whether the records of the last plan of a data folder are those that it was built from.

    On another machine a folder of the same name is another one, which its inode tells. Those of the
    package are the same wherever it is installed.
    """
    try:
        kept = json.loads((data / PLAN).read_text(encoding="utf-8")).get("inodes")
        found = [_inode(path) for path in plan.records]
    except (OSError, ValueError):
        return False
    return kept is None or kept == found


def _inode(records: Path) -> int:
    """Return the inode of the folder of records, 0 for those of the package, -1 for none.

    That of a file would change whenever an editor writes it anew.
    """
    if records.resolve() == curated_records().resolve():
        return 0
    folder = records if records.is_dir() else records.parent
    return folder.stat().st_ino if records.exists() else -1


def _same_folder(data: Path, folder: str) -> None:
    """Raise `Misuse` where this process does not read the project that the data belong to.

    A vocabulary is read once a process, so it cannot be that of another folder. The copy of the
    project in the release takes the place of a folder that is not on this machine.
    """
    fitting = {Path(folder), released_project(data) or Path(folder)}
    if folder and current_folder() not in fitting:
        raise Misuse(f"{data}: belongs to the project in {folder}: run the command in that folder")


def _path(text: str) -> Path:
    return curated_records() if text == CURATED else Path(text)
