"""Background threads of the serving process: each is restarted after an error.

A thread that ends, or waits without limit, while the process goes on would leave a server without
its work. So no thread here starts another one: `Thread.start` waits for ever where the new thread
ends before it runs, as without memory.
"""

import os
import subprocess
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from server.web.operator_log import log_for_operator

__all__ = ["LOOK", "Background", "Lasting"]

LOOK: Final = 0.5
"""Seconds between two looks."""
AGAIN: Final = 5.0
"""Seconds after which a thread begins again that the machine refused something."""


LEAST: Final = 0.1
"""Seconds until it begins again in any case, also where the wait itself fails."""
PATIENCE: Final = 20
"""Looks after which a process is killed that did not end when asked to."""


class Lasting(ABC):
    """Background thread, restarted after an exception; `ending` says that it is to end.

    Where it ends before that in spite of all, the process ends too (exit code 70), so that what
    supervises the server starts it again.
    """

    def __init__(self) -> None:
        self.ending = threading.Event()
        self._thread = threading.Thread(target=self._live, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self._thread.join()

    @abstractmethod
    def watch(self) -> None:
        """Work, until `ending` is set."""

    def close(self) -> None:  # noqa: B027 - most threads hold nothing
        """End what the thread holds, at last."""

    def _live(self) -> None:
        is_over = False
        try:
            while not self.ending.is_set():
                self._try()
            self.close()
            is_over = True
        finally:
            if not is_over:
                os._exit(os.EX_SOFTWARE)

    def _try(self) -> None:
        """Watch; after any exception say so and wait, each as far as memory lasts."""
        try:
            self.watch()
        except Exception as error:  # whatever it is: the server lacks this thread otherwise
            with suppress(Exception):
                log_for_operator(f"{type(self).__name__}: {str(error) or repr(error)}: tries again")
            with suppress(Exception):
                self.ending.wait(AGAIN)
            time.sleep(LEAST)


class Background(Lasting):
    """A thread that looks at a data folder; its `command` runs as a process of its own."""

    def __init__(self, data: Path, command: Sequence[str]) -> None:
        super().__init__()
        self.data, self.command = data, [*command]

    def outcome(
        self, process: "subprocess.Popen[bytes]", is_over: Callable[[], bool] = lambda: False
    ) -> tuple[bytes, bytes]:
        """Wait for what a process writes and for its end; end it with the server, or if it is over.

        `is_over` says that what the process makes is not wanted any more. A process that does not
        end when asked to is killed.
        """
        looks = 0
        while True:
            try:
                return process.communicate(timeout=LOOK)
            except subprocess.TimeoutExpired:
                if self.ending.is_set() or is_over():
                    looks += 1
                    (process.kill if looks > PATIENCE else process.terminate)()
