"""Lists the pairs of records that may be the same, once for each release that the desk shows.

One thread of the serving process does this, for builds by command too. The list is made by a
process of its own in the background; a desk without reviewers needs none.
"""

import os
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from graph.desk.pairs import listed_release, write_pairs
from graph.desk.suggestions import Desk
from graph.release.release import current_name

__all__ = ["PairLister"]

LOOK: Final = 0.5
NICE: Final = 10


class PairLister:
    """Keeps the list of pairs of a data folder; `command` prints it as JSON."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        self.data, self.command = data, [*command]
        self._tried = ""
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PairLister":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ending.wait(LOOK):
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
            text = self._output(process)
        if process.returncode == 0:
            write_pairs(self.data, text, release)

    def _output(self, process: "subprocess.Popen[bytes]") -> str:
        """Wait for the list, or end its process with the server."""
        while True:
            try:
                return process.communicate(timeout=LOOK)[0].decode("utf-8")
            except subprocess.TimeoutExpired:
                if self._ending.is_set():
                    process.terminate()
