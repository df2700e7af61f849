"""Precision and recall of entity resolution, on pairs that a reader compared."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
from scripts.bench.judged_pairs import (
    PAIRS,
    Measured,
    Pair,
    counted,
    interval,
    issue_pairs,
    measured_pairs,
    measured_twins,
    read_pairs,
    read_twins,
)
from scripts.bench.snapshots import SNAPSHOTS, snapshots

__all__ = [
    "actors_of",
    "bench_identity",
    "identity_table",
    "measured",
    "measured_issues",
    "measured_merged",
    "measured_precision",
]

NEWER: Final = SNAPSHOTS / "aiid-newer"  # a later snapshot, whose incidents no weight is fitted to
INDEPENDENT: Final = ("alike", "near")  # drawn without the resolver: recall is measured on these
SAMPLE: Final = 150
SEED: Final = 1126
SECOND_READER: Final = "JusticeGraph second reader"  # judged a sample without the other judgements


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

    return counted(
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

    return counted(
        (pair.verdict == "same", canonical(pair.left) == canonical(pair.right)) for pair in pairs
    )


def measured_issues(
    pairs: dict[tuple[str, str], bool], incidents: Sequence[Incident], lowest: float = MATCHES
) -> Measured:
    """Compare the issues matched with at least a score with the verdicts of a reader."""
    slug = len(record_iri("issue", ""))
    found = {(one.left.iri[slug:], one.right.iri[slug:]) for one in matches(incidents, lowest)}
    return counted((is_same, pair in found) for pair, is_same in pairs.items())


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
    sure = measured_issues(held, known.issues, COUNTED)
    yield _Row("issues, hard pairs, tied", measured_issues(held, known.issues), (0.9, 0.85))
    yield _Row("issues, hard pairs, counted as one", sure, (0.95, 0.8))
    curated = read_judgements([curated_judgements()])
    found = [*_counted_pairs(known.issues, {})]
    yield _Row("issues, 150 counted pairs at random", measured_precision(found, curated), (0.95, 0))
    judged = _counted_pairs(known.issues, curated)
    for name, joined, goals in (
        ("by rules alone", found, (0.97, 0.7)),
        ("with the judgements", judged, (0.97, 0.85)),
    ):
        result = measured_twins(twins, joined)
        yield _Row(f"issues, 150 at random, {name}", result, goals)
    yield from _published(known.issues, curated)


def _published(issues: Sequence[Incident], curated: Judgements) -> Iterator[_Row]:
    """Yield how far a second reader agrees with rules and judgements, without its own ones."""
    first = {pair: one for pair, one in curated.items() if one.who != SECOND_READER}
    joined = [*_counted_pairs(issues, first)]
    result = measured_pairs("published_pairs.csv", joined)
    yield _Row("issues, 150 counted pairs as published, second reader", result, (0.97, 0))
    result = measured_twins(read_twins("published_twins.csv"), joined)
    yield _Row("issues, 150 at random as published, second reader", result, (0.97, 0.85))


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
