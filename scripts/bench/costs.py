"""Wall time, CPU time and peak memory of a step that runs in a new process."""

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

__all__ = ["HEAD", "Cost", "measured", "processor_seconds", "row"]

Step = Callable[..., float]
"""Runs what is measured, and returns its seconds without those of its preparation."""

OURS = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)

HEAD = f"{'triples':>10}  {'step':34} {'wall s':>8} {'CPU s':>8} {'MB':>6}  ratio"


@dataclass(frozen=True)
class Cost:
    """Seconds by the clock and of all processors, and the peak of memory of one process in MB."""

    seconds: float
    cpu: float
    megabytes: float


def measured(step: Step, *arguments: object) -> Cost:
    """Run a step in a new process, which may fork others, and return its cost."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_timed, step, arguments).result()


def _timed(step: Step, arguments: tuple[object, ...]) -> Cost:
    before = processor_seconds()
    seconds = step(*arguments)
    peak = max(resource.getrusage(whose).ru_maxrss for whose in OURS)
    return Cost(seconds, processor_seconds() - before, peak / 1024)


def processor_seconds() -> float:
    """Return the CPU seconds of this process, and of those that it forked and that ended."""
    usages = [resource.getrusage(whose) for whose in OURS]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def row(triples: int, step: str, cost: Cost, ours: Cost | None = None) -> str:
    """Return a line of the table, with the ratio of its time to that of our step.

    >>> row(1000, "a step", Cost(2, 1, 80), Cost(1, 1, 80)).split()
    ['1,000', 'a', 'step', '2.00', '1.00', '80', '2.0']
    """
    figures = f"{cost.seconds:8.2f} {cost.cpu:8.2f} {cost.megabytes:6.0f}"
    ratio = f"{cost.seconds / ours.seconds:5.1f}" if ours else ""
    return f"{triples:>10,}  {step:34} {figures}  {ratio}".rstrip()
