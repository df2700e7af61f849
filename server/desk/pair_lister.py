"""Lists the pairs of records that may be the same, once for each release that the desk shows.

One thread of the serving process does this, for builds by command too. The list is made by a
process of its own in the background; a desk without reviewers needs none.
"""

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.desk.pairs import listed_release, write_pairs
from graph.desk.suggestions import Desk
from graph.release.release import current_name
from server.web.background import LOOK, Background

__all__ = ["PairLister"]

NICE: Final = 10


class PairLister(Background):
    """Keeps the list of pairs of a data folder; `command` prints it as JSON."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        super().__init__(data, command)
        self._tried = ""

    def watch(self) -> None:
        """Look whether another release is current."""
        while not self.ending.wait(LOOK):
            self.look()

    def look(self) -> None:
        """List the pairs if reviewers are there and the list is that of another release.

        A command that fails is tried again for the next release.
        """
        if not Desk(self.data).exists:
            return
        release = current_name(self.data)
        if release not in (self._tried, listed_release(self.data)):
            self._tried = release
            self._list(release)

    def _list(self, release: str) -> None:
        with subprocess.Popen(  # noqa: S603 - our own command
            self.command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        ) as process:
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
            text, _ = self.outcome(process)
        if process.returncode == 0:
            write_pairs(self.data, text.decode("utf-8"), release)
