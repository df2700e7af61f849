"""Builder: takes withdrawn records out of the release at once, then builds after each decision.

One thread of the serving process does this, so that however many web processes take decisions, one
build runs at a time. A build that a withdrawal finds at work is ended: what it read holds the
record. Each command is a process of its own, so that its memory ends with it.
"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from graph.desk.builds import build_state, last_change, note_build
from graph.desk.decided_files import withdrawn_now, write_decided
from graph.desk.withdrawn import Withdrawn
from server.web.background import LOOK, Background

__all__ = ["Builder"]

AGAIN: Final = 5.0
"""Seconds until a command is tried again that another build kept from beginning."""
LONGEST: Final = 2_000
BUSY: Final = "another build is at work"
REDACTED: Final = "redacted"
"""State of a change whose withdrawn records are out, and whose build has not begun."""


class Builder(Background):
    """Keeps the release of a data folder up to date with the desk.

    `command` builds it; `redaction` publishes it without the records that are withdrawn.
    """

    def __init__(self, data: Path, command: Sequence[str], redaction: Sequence[str]) -> None:
        super().__init__(data, command)
        self.redaction = [*redaction]
        self._taken_out = Withdrawn()

    def watch(self) -> None:
        """Look for withdrawals and for changes that no build holds yet."""
        state = build_state(self.data)
        # begun by a server that was killed
        tried = 0 if state.state in ("begun", REDACTED) else state.change
        while not self.ending.wait(LOOK):
            change = last_change(self.data)
            if change > tried:
                write_decided(self.data)  # a decision is committed before its files are written
            self.redact()
            if change > tried and self.build(change):
                tried = change

    def redact(self) -> None:
        """Take out what was withdrawn since the last time; once more later where that fails."""
        withdrawn = withdrawn_now(self.data)
        if withdrawn.is_within(self._taken_out):
            return
        change = last_change(self.data)
        message = self._run(self.redaction)
        if not message:
            self._taken_out = withdrawn
            if build_state(self.data).state == "waiting":
                note_build(self.data, change, REDACTED)
        elif not self.ending.is_set():
            note_build(self.data, change, "failed", message)
            self.ending.wait(AGAIN)

    def build(self, change: int) -> bool:
        """Build, and note how it ended; return whether the change needs no other try."""
        note_build(self.data, change, "begun")
        withdrawn = withdrawn_now(self.data)

        def is_over() -> bool:
            return not withdrawn_now(self.data).is_within(withdrawn)

        message = self._run(self.command, is_over)
        if self.ending.is_set() or is_over():
            return False
        if not message:
            self._taken_out = withdrawn
            note_build(self.data, change, "built")
            return True
        note_build(self.data, change, "failed", message)
        if BUSY in message:
            self.ending.wait(AGAIN)
            return False
        return True

    def _run(self, command: Sequence[str], is_over: Callable[[], bool] = lambda: False) -> str:
        """Run a command; return what it says of a failure, or nothing."""
        with subprocess.Popen(  # noqa: S603 - our own command
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as process:
            _, errors = self.outcome(process, is_over)
        message = errors.decode("utf-8", "replace")[-LONGEST:].strip()
        return "" if process.returncode == 0 else message or f"exit code {process.returncode}"
