"""Builder: watches the desk, and builds a release after each decision that changes the graph.

One thread of the serving process does this, so that however many web processes take decisions, one
build runs at a time. The build is a process of its own, so that its memory ends with it.
"""

import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.desk.builds import build_state, last_change, note_build

__all__ = ["Builder"]

LOOK: Final = 0.5
AGAIN: Final = 5.0
"""Seconds until a build is tried again that another build kept from beginning."""
LONGEST: Final = 2_000
BUSY: Final = "another build is at work"


class Builder:
    """Builds a data folder again after each decision; `command` is that of the build."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        self.data, self.command = data, [*command]
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Builder":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()

    def _watch(self) -> None:
        state = build_state(self.data)
        tried = 0 if state.state == "begun" else state.change  # begun by a server that was killed
        while not self._ending.wait(LOOK):
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
            message = self._last_words(process)
        if self._ending.is_set():
            return False
        if process.returncode == 0:
            note_build(self.data, change, "built")
            return True
        note_build(self.data, change, "failed", message)
        if BUSY in message:
            self._ending.wait(AGAIN)
            return False
        return True

    def _last_words(self, process: "subprocess.Popen[bytes]") -> str:
        """Wait for the end of a build, or end it with the server; return its message."""
        while True:
            try:
                _, errors = process.communicate(timeout=LOOK)
            except subprocess.TimeoutExpired:
                if self._ending.is_set():
                    process.terminate()
                continue
            return errors.decode("utf-8", "replace")[-LONGEST:].strip()
