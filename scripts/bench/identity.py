"""Precision and recall of entity resolution, on pairs that a person compared."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.identity import COUNTED, MATCHES, Entity, Incident, matches, resolve_duplicates
from ontology import record_iri
from scripts.bench.figures import Figure
from scripts.bench.snapshots import SNAPSHOTS, snapshots

__all__ = [
    "PAIRS",
    "Measured",
    "Pair",
    "actors_of",
    "bench_identity",
    "issue_pairs",
    "measured",
    "measured_issues",
    "read_pairs",
]

PAIRS: Final = Path(__file__).parents[2] / "tests" / "graph" / "identity"
INDEPENDENT: Final = ("alike", "near")
"""Pairs drawn by how alike their names look, without the resolver: on these recall is measured."""


@dataclass(frozen=True)
class Pair:
    """Two records by slug and name, the verdict of a person, and how the pair was drawn."""

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
    """Compare the merges of the resolver with the verdicts of a person."""
    stands = {one.duplicate.iri: one.canonical.iri for one in resolve_duplicates(actors, {})}
    found = [(pair.verdict == "same", _is_joined(pair, stands)) for pair in pairs]
    return Measured(
        found.count((True, True)), found.count((False, True)), found.count((True, False))
    )


def _is_joined(pair: Pair, stands: dict[str, str]) -> bool:
    left, right = (record_iri("actor", slug) for slug in (pair.left, pair.right))
    return stands.get(left, left) == stands.get(right, right)


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
    """Compare the issues matched with at least a score with the verdicts of a person."""
    slug = len(record_iri("issue", ""))
    found = {(one.left.iri[slug:], one.right.iri[slug:]) for one in matches(incidents, lowest)}
    said = [(is_same, pair in found) for pair, is_same in pairs.items()]
    return Measured(said.count((True, True)), said.count((False, True)), said.count((True, False)))


def bench_identity() -> list[Figure]:
    """Return the figures on the pairs of the tests; those of issues need the snapshots."""
    return [*_actors(), *(_issues() if SNAPSHOTS.is_dir() else [])]


def _issues() -> list[Figure]:
    pairs, incidents = issue_pairs("held-back"), snapshots()
    found = measured_issues(pairs, incidents)
    counted = measured_issues(pairs, incidents, COUNTED)
    return [
        Figure("issues: precision where two count as one", counted.precision, "", 0.98, False),
        Figure(f"issues: precision on {len(pairs)} hard pairs", found.precision, "", 0.9, False),
        Figure("issues: recall on the same", found.recall, "", 0.85, False),
    ]


def _actors() -> list[Figure]:
    pairs = read_pairs(PAIRS / "actor_pairs.csv")
    actors = actors_of(pairs)
    every = measured(pairs, actors)
    drawn = measured((pair for pair in pairs if pair.drawn in INDEPENDENT), actors)
    return [
        Figure(f"actors: precision on {len(pairs)} pairs", every.precision, "", 0.98, False),
        Figure("actors: recall on the pairs drawn without it", drawn.recall, "", 0.85, False),
    ]
