"""The run that all clients of a soak share, and the outcome of one request."""

import time
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

__all__ = ["Outcome", "Run"]

PATIENCE = 120.0


@dataclass(frozen=True)
class Outcome:
    """A request, its times, its status (0: no answer) and the digest of its answer.

    `fault` says what was wrong with the answer, whatever the release.
    """

    case: str
    started: float
    ended: float
    status: int
    digest: str = ""
    fault: str = ""
    is_hostile: bool = False


@dataclass(frozen=True)
class Run:
    """A run of some seconds, which begins once every client has started."""

    seconds: float
    all_started: Barrier
    outcomes: "Queue[Outcome]"

    def begin(self) -> float:
        """Wait for all other clients, and return the time at which the run is over."""
        self.all_started.wait(PATIENCE)
        return time.monotonic() + self.seconds
