"""Postman: a thread that sends waiting letters, and has digests made when some are due."""

import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.following.followers import Followers
from graph.following.letters import Letters
from ontology import JusticeGraphError
from server.web.background import Background
from server.web.operator_log import log_for_operator

__all__ = ["Postman"]

LOOK: Final = 1.0
DIGESTS: Final = 10
"""Looks between two looks for digests that are due."""


class Postman(Background):
    """Sends the letters of a data folder; `command` makes the digests that are due.

    Addresses that nobody confirmed in time are deleted.

    Digests are made in a process of its own, so that its memory ends with it.
    """

    def __init__(self, data: Path, smtp: str, command: Sequence[str]) -> None:
        super().__init__(data, command)
        self.smtp = smtp

    def watch(self) -> None:
        """Send what waits at each look, and say what goes wrong."""
        looks = 0
        while not self.ending.wait(LOOK):
            try:
                self.look(is_time=looks % DIGESTS == 0)
            except JusticeGraphError as error:
                log_for_operator(str(error))
            looks += 1

    def look(self, *, is_time: bool) -> None:
        """Send what waits; where it is time, have the digests made that are due."""
        if not Letters(self.data).exists:
            return
        if is_time:
            followers = Followers(self.data)
            followers.forget()
            if followers.due():
                self._make_digests()
        Letters(self.data).send(self.smtp)

    def _make_digests(self) -> None:
        with subprocess.Popen(  # noqa: S603 - our own command
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as process:
            self.outcome(process)
