"""Judgement of a soak: whether each honest answer was right, and whether memory stayed flat."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

from scripts.bench.soak.cases import Case
from scripts.bench.soak.outcome import Outcome

__all__ = ["Log", "Memory", "Verdict", "judge"]

REFUSALS = (429, 503)
GRACE = 15.0
"""Seconds within which a server serves a new release."""
SHOWN = 10
SLACK = 1.1
SPARE = 16.0


@dataclass(frozen=True)
class Memory:
    """A sample in megabytes: of the permanent processes, and of the query workers."""

    lasting: float
    workers: float


@dataclass
class Log:
    """Times of the injected faults (switches to a release, kills of workers) and samples of memory.

    `tracebacks` are the last lines of those that the server wrote.
    """

    switches: list[tuple[float, str]] = field(default_factory=list)
    kills: list[float] = field(default_factory=list)
    memory: list[Memory] = field(default_factory=list)
    tracebacks: list[str] = field(default_factory=list)

    def releases(self, started: float, ended: float) -> set[str]:
        """Return the releases that an answer may be from: current then, or shortly before.

        >>> log = Log([(0.0, "a"), (100.0, "b")])
        >>> log.releases(50, 51), log.releases(200, 201), sorted(log.releases(99, 101))
        ({'a'}, {'b'}, ['a', 'b'])
        """
        ends = [moment for moment, _ in self.switches[1:]] + [float("inf")]
        spans = zip(self.switches, ends, strict=True)
        return {name for (begun, name), end in spans if begun <= ended and started <= end + GRACE}

    def was_killing(self, started: float, ended: float) -> bool:
        """Whether a worker was killed meanwhile, so that an answer may have been cut off."""
        return any(started <= moment <= ended for moment in self.kills)


@dataclass
class Verdict:
    """Counts of honest and hostile requests, and of each fault in words."""

    log: Log
    honest: int = 0
    right: int = 0
    refused: int = 0
    cut: int = 0
    hostile: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def is_good(self) -> bool:
        """Whether no answer was wrong, none failed, and memory stayed flat."""
        return not self.faults and self.right > 0 and self.is_flat

    @property
    def is_flat(self) -> bool:
        """Whether permanent processes use no more memory in the last third than in the second."""
        second, last = self._thirds([sample.lasting for sample in self.log.memory])
        return last <= second * SLACK + SPARE

    def _thirds(self, samples: Sequence[float]) -> tuple[float, float]:
        third = len(samples) // 3
        return (median(samples[third:-third]), median(samples[-third:])) if third else (0.0, 0.0)

    def lines(self) -> Iterator[str]:
        """Yield the summary."""
        yield f"{self.honest:,} honest requests: {self.right:,} right, {self.refused:,} refused"
        yield f"  by 503 or 429, {self.cut} cut off as their worker was killed"
        yield f"  {len(self.log.kills)} workers killed, {len(self.log.switches) - 1} switches"
        if len(self.waits) > 1:
            cuts = quantiles(self.waits, n=100)
            yield f"  waits: median {cuts[49] * 1e3:.1f} ms, p99 {cuts[98] * 1e3:.1f} ms"
        counts = ", ".join(
            f"{status or 'none'} {n:,}" for status, n in sorted(self.statuses.items())
        )
        yield f"{self.hostile:,} attacks, by status: {counts}"
        for name in ("lasting", "workers"):
            second, last = self._thirds([getattr(one, name) for one in self.log.memory])
            yield f"memory, {name}: {second:.0f} MB in the second third, {last:.0f} in the last"
        for fault, times in self.faults.most_common(SHOWN):
            yield f"wrong, {times} times: {fault}"
        yield "good" if self.is_good else "NOT GOOD"


def judge(outcomes: Iterable[Outcome], cases: Iterable[Case], log: Log) -> Verdict:
    """Compare the outcomes of clients with the right answers."""
    truths = {case.name: case.truths for case in cases}
    verdict = Verdict(log, faults=Counter(f"traceback: {line}" for line in log.tracebacks))
    for outcome in outcomes:
        if outcome.is_hostile:
            _judge_hostile(verdict, outcome)
        else:
            _judge_honest(verdict, outcome, truths[outcome.case])
    return verdict


def _judge_hostile(verdict: Verdict, outcome: Outcome) -> None:
    verdict.hostile += 1
    verdict.statuses[outcome.status] += 1
    if outcome.fault:
        verdict.faults[f"attack '{outcome.case}': {outcome.fault}"] += 1


def _judge_honest(verdict: Verdict, outcome: Outcome, truths: Mapping[str, str]) -> None:
    verdict.honest += 1
    log, span = verdict.log, (outcome.started, outcome.ended)
    verdict.waits.append(outcome.ended - outcome.started)
    allowed = {truths[name] for name in log.releases(*span) if name in truths}
    allowed |= {truths[""]} if "" in truths else set()
    if outcome.status in REFUSALS:
        verdict.refused += 1
    elif outcome.status == 0 and log.was_killing(*span):
        verdict.cut += 1
    elif outcome.fault:
        verdict.faults[f"'{outcome.case}': {outcome.fault}"] += 1
    elif outcome.digest and outcome.digest not in allowed:
        known = [name for name, right in truths.items() if right == outcome.digest]
        verdict.faults[f"'{outcome.case}': answered as of {known or 'no release'}"] += 1
    else:
        verdict.right += 1
