"""What is done to a server meanwhile: its workers are killed, and its releases are switched."""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import psutil

from graph.release import Release
from scripts.bench.processes import megabytes, server_processes, workers
from scripts.bench.verdict import Log, Memory

__all__ = ["Trouble"]

KILL_EVERY = 4.0
SWITCH_EVERY = 40.0
LOOK_EVERY = 2.0
SEED = 1


class Trouble:
    """Does each thing when it is due, and notes in a log what it did; begins with one release."""

    def __init__(self, pid: int, data: Path, releases: Sequence[Release], seconds: float) -> None:
        now = time.monotonic()
        self.pid, self.data = pid, data
        self.log = Log([(now, releases[0].name)])
        self._next = cycle([*releases[1:], releases[0]])
        self._chance = random.Random(SEED)  # noqa: S311 - a load, not a secret
        self._things: dict[Callable[[], None], float] = {
            self._look: min(LOOK_EVERY, seconds / 20),
            self._kill: min(KILL_EVERY, seconds / 4),
            self._switch: min(SWITCH_EVERY, seconds / 3),
        }
        self._due = {thing: now + pause for thing, pause in self._things.items()}

    def go_on(self) -> None:
        """Do what is due now."""
        for thing, pause in self._things.items():
            if time.monotonic() >= self._due[thing]:
                thing()
                self._due[thing] = time.monotonic() + pause

    def _kill(self) -> None:
        """Kill a query worker, whatever it does."""
        found = workers(self.pid)
        if found:
            with suppress(psutil.NoSuchProcess):
                self._chance.choice(found).kill()
                self.log.kills.append(time.monotonic())

    def _switch(self) -> None:
        """Make the next release the current one, in one step."""
        name = next(self._next).name
        link = self.data / ".soak"
        link.symlink_to(Path("releases") / name)
        self.log.switches.append((time.monotonic(), name))
        link.replace(self.data / "current")

    def _look(self) -> None:
        """Note how much memory the server takes."""
        evaluating = workers(self.pid)
        lasting = [one for one in server_processes(self.pid) if one not in evaluating]
        self.log.memory.append(Memory(megabytes(lasting), megabytes(evaluating)))
