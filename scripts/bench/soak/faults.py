"""Fault injection: kills query workers, switches releases, and samples memory."""

import random
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from itertools import cycle
from pathlib import Path

import psutil

from graph.release.release import Release
from scripts.bench.serving.processes import megabytes, server_processes, workers
from scripts.bench.soak.verdict import Log, Memory

__all__ = ["FaultInjector"]

KILL_EVERY = 4.0
SWITCH_EVERY = 40.0
SAMPLE_EVERY = 2.0
SEED = 1


class FaultInjector:
    """Injects each fault when it is due, and records it in a log; starts with the first release."""

    def __init__(self, pid: int, data: Path, releases: Sequence[Release], seconds: float) -> None:
        now = time.monotonic()
        self.pid, self.data = pid, data
        self.log = Log([(now, releases[0].name)])
        self._next = cycle([*releases[1:], releases[0]])
        self._chance = random.Random(SEED)  # noqa: S311 - a load, not a secret
        self._pauses: dict[Callable[[], None], float] = {
            self._sample: min(SAMPLE_EVERY, seconds / 20),
            self._kill: min(KILL_EVERY, seconds / 4),
            self._switch: min(SWITCH_EVERY, seconds / 3),
        }
        self._due = {action: now + pause for action, pause in self._pauses.items()}

    def inject_due(self) -> None:
        """Run the actions that are due now."""
        for action, pause in self._pauses.items():
            if time.monotonic() >= self._due[action]:
                action()
                self._due[action] = time.monotonic() + pause

    def _kill(self) -> None:
        """Kill a query worker at random, busy or idle."""
        running = workers(self.pid)
        if running:
            with suppress(psutil.NoSuchProcess):
                self._chance.choice(running).kill()
                self.log.kills.append(time.monotonic())

    def _switch(self) -> None:
        """Make the next release the current one, in one step."""
        name = next(self._next).name
        link = self.data / ".soak"
        link.symlink_to(Path("releases") / name)
        self.log.switches.append((time.monotonic(), name))
        link.replace(self.data / "current")

    def _sample(self) -> None:
        """Record the memory of the server."""
        evaluating = workers(self.pid)
        lasting = [process for process in server_processes(self.pid) if process not in evaluating]
        self.log.memory.append(Memory(megabytes(lasting), megabytes(evaluating)))
