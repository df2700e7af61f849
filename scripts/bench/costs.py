"""Wall time, CPU time and peak memory of a step that runs in a new process."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["HEAD", "Cost", "measured", "row"]

Step = Callable[..., float]
"""Runs what is measured, and returns its seconds without those of its preparation."""

HEAD = f"{'triples':>10}  {'step':34} {'wall s':>8} {'CPU s':>8} {'MB':>6}  ratio"


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of the processor, and the peak of memory in megabytes."""

    seconds: float
    cpu: float
    megabytes: float


def measured(step: Step, *arguments: object) -> Cost:
    """Run a step in a new process, and return its cost."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_timed, (step, arguments))


def _timed(step: Step, arguments: tuple[object, ...]) -> Cost:
    before = time.process_time()
    seconds = step(*arguments)
    cpu = time.process_time() - before
    return Cost(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def row(triples: int, step: str, cost: Cost, ours: Cost | None = None) -> str:
    """Return a line of the table, with the ratio of its time to that of our step.

    >>> row(1000, "a step", Cost(2, 1, 80), Cost(1, 1, 80)).split()
    ['1,000', 'a', 'step', '2.00', '1.00', '80', '2.0']
    """
    figures = f"{cost.seconds:8.2f} {cost.cpu:8.2f} {cost.megabytes:6.0f}"
    ratio = f"{cost.seconds / ours.seconds:5.1f}" if ours else ""
    return f"{triples:>10,}  {step:34} {figures}  {ratio}".rstrip()
