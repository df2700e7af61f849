"""Watch of a project file: says when settings changed that only a new start of the server takes."""

from typing import Final

from ontology import PROJECT_FILE, JusticeGraphError, ProjectFolder, read_project
from server.web.background import Lasting
from server.web.operator_log import log_for_operator

__all__ = ["SettingsWatch", "change_of"]

LOOK: Final = 2.0
"""Seconds between two looks."""
RESTART: Final = "[settings] have changed: stop the server and start it again to use them"


class SettingsWatch(Lasting):
    """Says once for each change of the project file what the running server does not use yet.

    Titles, looks, licence and contact come with the next build, so that nothing is said of them.
    """

    def __init__(self, project: ProjectFolder) -> None:
        super().__init__()
        self._project = project

    def watch(self) -> None:
        """Look at the file until the server ends."""
        seen = said = ""
        while not self.ending.wait(LOOK):
            now = change_of(self._project)
            if now == seen and now != said:  # seen twice, so that nobody is just writing the file
                said = now
                if said:
                    log_for_operator(said)
            seen = now


def change_of(project: ProjectFolder) -> str:
    """Return what is to be said of the project file as it is now, or nothing.

    Complexity: one reading of the file.
    """
    try:
        now = read_project.__wrapped__(project.folder)
    except JusticeGraphError as error:
        return str(error)
    is_changed = now.settings != project.settings
    return f"{project.folder / PROJECT_FILE}: {RESTART}" if is_changed else ""
