"""Pairs and twins that readers judged, and how often what was joined agrees with them."""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Final

from ontology import record_iri

__all__ = [
    "PAIRS",
    "Measured",
    "Pair",
    "counted",
    "interval",
    "issue_pairs",
    "measured_pairs",
    "measured_twins",
    "read_pairs",
    "read_twins",
]

PAIRS: Final = Path(__file__).parents[2] / "tests" / "graph" / "identity"
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


def counted(said: Iterable[tuple[bool, bool]]) -> Measured:
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


def measured_pairs(table: str, found: Iterable[tuple[str, str]]) -> Measured:
    """Return how many of the judged pairs that count as one are the same; unsure ones are left out.

    Recall is not measured: all pairs of such a table were drawn from those that count as one.
    """
    slug = len(record_iri("issue", ""))
    joined = {frozenset((left[slug:], right[slug:])) for left, right in found}
    with (PAIRS / table).open(encoding="utf-8", newline="") as file:
        verdicts = [
            row["verdict"]
            for row in csv.DictReader(file)
            if frozenset((row["left"], row["right"])) in joined
        ]
    return Measured(verdicts.count("same"), verdicts.count("different"), 0)
