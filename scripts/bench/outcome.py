"""What clients of a soak share: when they begin, how long they go on, where they leave outcomes."""

import time
from dataclasses import dataclass
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

__all__ = ["Outcome", "Run"]

PATIENCE = 120.0


@dataclass(frozen=True)
class Outcome:
    """What came of a request: which, when, the status (0: none) and the digest of the answer.

    `fault` says what was wrong with it whatever the release is.
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
    """A run of so many seconds, which begins once every client is there."""

    seconds: float
    all_there: Barrier
    found: "Queue[Outcome]"

    def begin(self) -> float:
        """Wait for all others, and return the moment at which the run is over."""
        self.all_there.wait(PATIENCE)
        return time.monotonic() + self.seconds
