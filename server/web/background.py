"""Background thread of the serving process: looks at a data folder, and runs a command for it."""

import subprocess
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Self

__all__ = ["LOOK", "Background"]

LOOK: Final = 0.5
"""Seconds between two looks."""


class Background(ABC):
    """A thread that lasts as long as a server; its `command` runs as a process of its own."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        self.data, self.command = data, [*command]
        self.ending = threading.Event()
        self._thread = threading.Thread(target=self.watch, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self._thread.join()

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
