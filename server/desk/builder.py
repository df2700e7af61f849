"""Builder: watches the desk, and builds a release after each decision that changes the graph.

One thread of the serving process does this, so that however many web processes take decisions, one
build runs at a time. The build is a process of its own, so that its memory ends with it.
"""

import subprocess
from typing import Final

from graph.desk.builds import build_state, last_change, note_build
from server.web.background import LOOK, Background

__all__ = ["Builder"]

AGAIN: Final = 5.0
"""Seconds until a build is tried again that another build kept from beginning."""
LONGEST: Final = 2_000
BUSY: Final = "another build is at work"


class Builder(Background):
    """Builds a data folder again after each decision; `command` is that of the build."""

    def watch(self) -> None:
        """Build after each change that no build holds yet."""
        state = build_state(self.data)
        tried = 0 if state.state == "begun" else state.change  # begun by a server that was killed
        while not self.ending.wait(LOOK):
            change = last_change(self.data)
            if change > tried and self.build(change):
                tried = change

    def build(self, change: int) -> bool:
        """Build, and note how it ended; return whether the change needs no other try."""
        note_build(self.data, change, "begun")
        with subprocess.Popen(  # noqa: S603 - our own command
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            _, errors = self.outcome(process)
        message = errors.decode("utf-8", "replace")[-LONGEST:].strip()
        if self.ending.is_set():
            return False
        if process.returncode == 0:
            note_build(self.data, change, "built")
            return True
        note_build(self.data, change, "failed", message)
        if BUSY in message:
            self.ending.wait(AGAIN)
            return False
        return True
