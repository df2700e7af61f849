"""Precision and recall of entity resolution, on pairs that a reader compared."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from random import Random
from typing import Final

from graph.identity import (
    COUNTED,
    MATCHES,
    Entity,
    Incident,
    Judgements,
    Merged,
    Verdict,
    curated_judgements,
    find_same_incidents,
    matches,
    read_judgements,
    record_name,
    resolve_duplicates,
)
from ontology import record_iri
from scripts.bench.figures import Figure
from scripts.bench.snapshots import SNAPSHOTS, snapshots

__all__ = [
    "PAIRS",
    "Measured",
    "Pair",
    "actors_of",
    "bench_identity",
    "identity_table",
    "issue_pairs",
    "measured",
    "measured_issues",
    "measured_merged",
    "measured_precision",
    "measured_twins",
    "read_pairs",
    "read_twins",
]

PAIRS: Final = Path(__file__).parents[2] / "tests" / "graph" / "identity"
NEWER: Final = SNAPSHOTS / "aiid-newer"  # a later snapshot, whose incidents no weight is fitted to
INDEPENDENT: Final = ("alike", "near")  # drawn without the resolver: recall is measured on these
SAMPLE: Final = 150
SEED: Final = 1126
Z: Final = 1.96  # quantile of the normal distribution for intervals of 95 per cent


@dataclass(frozen=True)
class Pair:
    """Two records by slug and name, the verdict of a reader, and how the pair was drawn."""

    left: str
    left_name: str
    right: str
    right_name: str
    verdict: str
    drawn: str


@dataclass(frozen=True)
class Measured:
    """Counts of true positives, false positives and false negatives."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of joined pairs that are the same.

        >>> Measured(8, 2, 0).precision
        0.8
        """
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of same pairs that are joined."""
        return self.right / max(1, self.right + self.missed)


def interval(right: int, whole: int) -> tuple[float, float]:
    """Return the interval of 95 per cent of a share.

    Source: Wilson, Probable inference (1927), the score interval.

    >>> tuple(round(bound, 3) for bound in interval(97, 100))
    (0.915, 0.99)
    """
    if not whole:
        return 0.0, 1.0
    share, spread = right / whole, Z * Z / whole
    around = Z * sqrt(share * (1 - share) / whole + spread / (4 * whole))
    low, high = share + spread / 2 - around, share + spread / 2 + around
    return low / (1 + spread), high / (1 + spread)


def read_pairs(path: Path) -> list[Pair]:
    """Return the judged pairs of a table; those that the reader could not decide are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        pairs = [Pair(**row) for row in csv.DictReader(file)]
    return [pair for pair in pairs if pair.verdict != "unsure"]


def actors_of(pairs: Iterable[Pair]) -> list[Entity]:
    """Return the actors of some pairs, each from the source that its slug begins with."""
    names = {pair.left: pair.left_name for pair in pairs}
    names |= {pair.right: pair.right_name for pair in pairs}
    return [
        Entity(record_iri("actor", slug), (name,), slug.partition("-")[0])
        for slug, name in sorted(names.items())
    ]


def measured(pairs: Iterable[Pair], actors: Sequence[Entity]) -> Measured:
    """Compare the merges of actors, known by name alone, with the verdicts of a reader."""
    stands = {one.duplicate.iri: one.canonical.iri for one in resolve_duplicates(actors, {})}

    def canonical(slug: str) -> str:
        iri = record_iri("actor", slug)
        return stands.get(iri, iri)

    return _counted(
        (pair.verdict == "same", canonical(pair.left) == canonical(pair.right)) for pair in pairs
    )


def measured_merged(pairs: Iterable[Pair], merged: Merged) -> Measured:
    """Compare the merges of all records with verdicts on pairs such as `system/chatgpt`."""
    stands = {one.duplicate.iri: one.canonical.iri for one in merged.mergers}

    def canonical(name: str) -> str:
        iri = record_iri(*name.split("/"))
        while iri in stands:
            iri = stands[iri]
        return iri

    return _counted(
        (pair.verdict == "same", canonical(pair.left) == canonical(pair.right)) for pair in pairs
    )


def _counted(said: Iterable[tuple[bool, bool]]) -> Measured:
    """Count the pairs of the reader's verdict and ours."""
    both = [*said]
    return Measured(both.count((True, True)), both.count((False, True)), both.count((True, False)))


def issue_pairs(part: str) -> dict[tuple[str, str], bool]:
    """Return for the pairs of issues of one part of the sample whether they are the same."""
    with (PAIRS / "issue_pairs.csv").open(encoding="utf-8", newline="") as file:
        return {
            (row["left"], row["right"]): row["verdict"] == "same"
            for row in csv.DictReader(file)
            if row["part"] == part and row["verdict"] != "unsure"
        }


def measured_issues(
    pairs: dict[tuple[str, str], bool], incidents: Sequence[Incident], lowest: float = MATCHES
) -> Measured:
    """Compare the issues matched with at least a score with the verdicts of a reader."""
    slug = len(record_iri("issue", ""))
    found = {(one.left.iri[slug:], one.right.iri[slug:]) for one in matches(incidents, lowest)}
    return _counted((is_same, pair in found) for pair, is_same in pairs.items())


def read_twins(table: str = "issue_twins.csv") -> dict[str, dict[str, str]]:
    """Return for incidents drawn at random the issues of AIAAIC that were judged, with verdicts."""
    twins: dict[str, dict[str, str]] = {}
    with (PAIRS / table).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            judged = twins.setdefault(row["issue"], {})
            if row["twin"]:
                judged[row["twin"]] = row["verdict"]
    return twins


def measured_twins(
    twins: Mapping[str, Mapping[str, str]], found: Iterable[tuple[str, str]]
) -> Measured:
    """Compare pairs that count as one with all twins that a reader found; unsure ones are left out.

    A pair with a record of AIAAIC that the reader did not name is wrong.
    """
    slug = len(record_iri("issue", ""))
    ends = ((left[slug:], right[slug:]) for left, right in found)
    pairs = {(one, other) if one in twins else (other, one) for one, other in ends}
    ours = {pair for pair in pairs if pair[0] in twins and pair[1].startswith("aiaaic-")}
    told = {(one, twin): said for one, judged in twins.items() for twin, said in judged.items()}
    same = {pair for pair, said in told.items() if said == "same"}
    wrong = {pair for pair in ours if told.get(pair, "different") == "different"}
    return Measured(len(ours & same), len(wrong), len(same - ours))


def bench_identity(newer: bool = True) -> list[Figure]:
    """Return the figures on the pairs of the tests; all but the first two need the snapshots.

    `newer` adds what a newer snapshot alone has, which is imported for it.
    """
    return [figure for row in _rows(newer) for figure in row.figures()]


def identity_table() -> str:
    """Return the table of docs/identity.md: precision and recall with intervals of 95 per cent."""
    return "\n".join(["| | precision | recall |", "|---|---|---|", *map(str, _rows())])


@dataclass(frozen=True)
class _Row:
    name: str
    result: Measured
    goals: tuple[float, float]

    def figures(self) -> list[Figure]:
        """Return precision and recall with their goals."""
        precision, recall = self.goals
        figures = [
            Figure(f"{self.name}: precision", self.result.precision, "", precision, False),
            Figure(f"{self.name}: recall", self.result.recall, "", recall, False),
        ]
        return figures if recall else figures[:1]

    def __str__(self) -> str:
        right, wrong, missed = self.result.right, self.result.wrong, self.result.missed
        recall = _share(right, right + missed) if self.goals[1] else ""
        return f"| {self.name} | {_share(right, right + wrong)} | {recall} |"


def _share(right: int, whole: int) -> str:
    low, high = interval(right, whole)
    return f"{right / max(1, whole):.2f} ({right} of {whole}; {low:.2f} to {high:.2f})"


def _rows(newer: bool = True) -> Iterator[_Row]:
    pairs = read_pairs(PAIRS / "actor_pairs.csv")
    actors = actors_of(pairs)
    drawn = measured((pair for pair in pairs if pair.drawn in INDEPENDENT), actors)
    yield _Row("actors, hard pairs, by name alone", measured(pairs, actors), (0.98, 0.85))
    yield _Row("the same, drawn without the resolver", drawn, (0.98, 0.85))
    if SNAPSHOTS.is_dir():
        yield from _real()
    if newer and NEWER.is_dir():
        twins = read_twins("newer_twins.csv")
        found = measured_twins(twins, _counted_pairs(snapshots(aiid=NEWER.name).issues, {}))
        yield _Row("issues, 110 of a newer snapshot, by rules alone", found, (0.95, 0.6))


def _real() -> Iterator[_Row]:
    """Yield what the rules find among the records of the snapshots."""
    known = snapshots()
    for kind, goals in (("actor", (0.98, 0.93)), ("system", (0.98, 0.93))):
        pairs = read_pairs(PAIRS / f"fresh_{kind}_pairs.csv")
        yield _Row(f"{kind}s, 200 at random", measured_merged(pairs, known.merged), goals)
    held, twins = issue_pairs("held-back"), read_twins()
    counted = measured_issues(held, known.issues, COUNTED)
    yield _Row("issues, hard pairs, tied", measured_issues(held, known.issues), (0.9, 0.85))
    yield _Row("issues, hard pairs, counted as one", counted, (0.95, 0.8))
    curated = read_judgements([curated_judgements()])
    found = [*_counted_pairs(known.issues, {})]
    yield _Row("issues, 150 counted pairs at random", measured_precision(found, curated), (0.95, 0))
    for name, judgements, goals in (
        ("by rules alone", {}, (0.97, 0.7)),
        ("with the judgements", curated, (0.97, 0.85)),
    ):
        result = measured_twins(twins, _counted_pairs(known.issues, judgements))
        yield _Row(f"issues, 150 at random, {name}", result, goals)


def measured_precision(found: Iterable[tuple[str, str]], judgements: Judgements) -> Measured:
    """Compare 150 pairs that count as one, drawn at random, with the judgements on them.

    All pairs of the two databases were compared by the reader, so that one without a judgement is
    wrong; unsure ones are left out. Recall is not measured.
    """
    ends = (sorted(map(record_name, pair)) for pair in found)
    names = sorted((left, right) for left, right in ends)
    told = {pair: judgements.get(pair) for pair in names if _is_of_both(pair)}
    decided = [pair for pair, one in told.items() if not one or one.verdict is not Verdict.UNSURE]
    drawn = Random(SEED).sample(decided, min(SAMPLE, len(decided)))  # noqa: S311 - a benchmark
    said = [bool((one := told[pair]) and one.verdict is Verdict.SAME) for pair in drawn]
    return Measured(said.count(True), said.count(False), 0)


def _is_of_both(pair: tuple[str, str]) -> bool:
    return pair[0].startswith("issue/aiaaic-") and pair[1].startswith("issue/aiid-")


def _counted_pairs(issues: Sequence[Incident], judgements: Judgements) -> Iterator[tuple[str, str]]:
    for one in find_same_incidents(issues, judgements):
        if one.score >= COUNTED:
            yield one.left.iri, one.right.iri
