"""The project of the current folder, which commands that add to one need."""

from ontology import Misuse, ProjectFolder, current_project

__all__ = ["this_project"]


def this_project() -> ProjectFolder:
    """Return the project of this process; raises `Misuse` where there is none."""
    project = current_project()
    if project is None:
        raise Misuse("there is no project here: make one by 'justicegraph new DIR', and go into it")
    return project
