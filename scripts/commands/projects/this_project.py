"""The project of the current folder, and the snapshots that its file names."""

from pathlib import Path

from ontology import Misuse, ProjectFolder, current_project

__all__ = ["snapshot_of", "this_project"]


def this_project() -> ProjectFolder:
    """Return the project of this process; raises `Misuse` where there is none."""
    project = current_project()
    if project is None:
        raise Misuse("there is no project here: make one by 'justicegraph new DIR', and go into it")
    return project


def snapshot_of(source: str) -> Path:
    """Return the snapshot of a source that the project file names; raises `Misuse` for none."""
    project = current_project()
    if project:
        for one in project.sources:
            if one["importer"] == source:
                return project.folder / str(one["path"])
    raise Misuse(f"no snapshot of '{source}' is in justicegraph.toml: give its PATH")
