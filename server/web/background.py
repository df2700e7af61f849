"""Background thread of the serving process: looks at a data folder, and runs a command for it."""

import subprocess
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self

from ontology import JusticeGraphError
from server.web.operator_log import log_for_operator

__all__ = ["LOOK", "Background"]

LOOK: Final = 0.5
"""Seconds between two looks."""
AGAIN: Final = 5.0
"""Seconds after which a thread begins again that the machine refused something."""


class Background(ABC):
    """A thread that lasts as long as a server; its `command` runs as a process of its own."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        self.data, self.command = data, [*command]
        self.ending = threading.Event()
        self._thread = threading.Thread(target=self._go_on, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self._thread.join()

    def _go_on(self) -> None:
        """Watch; where the machine refuses, as without descriptors, begin again after a while."""
        while not self.ending.is_set():
            try:
                self.watch()
            except (JusticeGraphError, OSError, MemoryError) as error:
                log_for_operator(f"{type(self).__name__}: {error}: tries again")
                self.ending.wait(AGAIN)

    @abstractmethod
    def watch(self) -> None:
        """Look again and again, until `ending` is set."""

    def outcome(
        self, process: "subprocess.Popen[bytes]", is_over: Callable[[], bool] = lambda: False
    ) -> tuple[bytes, bytes]:
        """Wait for what a process writes and for its end; end it with the server, or if it is over.

        `is_over` says that what the process makes is not wanted any more.
        """
        while True:
            try:
                return process.communicate(timeout=LOOK)
            except subprocess.TimeoutExpired:
                if self.ending.is_set() or is_over():
                    process.terminate()
