"""Builds that the desk asks for: which change was the last, and how its build ended."""

from pathlib import Path
from typing import Final, NamedTuple

from graph.desk.database import Database, now

__all__ = ["BuildState", "build_state", "last_change", "note_build"]

NONE: Final = "none"


class BuildState(NamedTuple):
    """State of the last build that the desk asked for: the change, the state, a message, when."""

    change: int
    state: str
    message: str
    moment: str


def last_change(data: Path) -> int:
    """Return the number of the last decision that changes the graph, or 0."""
    desk = Database(data)
    if not desk.exists:
        return 0
    with desk.reading() as connection:
        return int(connection.execute("SELECT IFNULL(MAX(id), 0) FROM change").fetchone()[0])


def note_build(data: Path, change: int, state: str, message: str = "") -> None:
    """Note how the build of a change goes: begun, built or failed."""
    with Database(data).writing() as connection:
        values = (change, state, message, now())
        connection.execute("INSERT OR REPLACE INTO build VALUES (1, ?, ?, ?, ?)", values)


def build_state(data: Path) -> BuildState:
    """Return the state of the last build; it waits where a later change is not built."""
    desk = Database(data)
    if not desk.exists:
        return BuildState(0, NONE, "", "")
    with desk.reading() as connection:
        row = connection.execute("SELECT change, state, message, moment FROM build").fetchone()
    found = BuildState(*row) if row else BuildState(0, NONE, "", "")
    return found if found.change >= last_change(data) else found._replace(state="waiting")
