"""The resolver held against pairs that a person compared: the figures of docs/identity.md."""

from collections import Counter

from scripts.bench.identity import (
    INDEPENDENT,
    PAIRS,
    actors_of,
    bench_identity,
    measured,
    read_pairs,
)

ACTOR_PAIRS = read_pairs(PAIRS / "actor_pairs.csv")


def test_the_sample_holds_same_and_different_pairs_drawn_in_five_ways() -> None:
    assert len(ACTOR_PAIRS) > 400
    assert Counter(pair.verdict for pair in ACTOR_PAIRS).keys() == {"same", "different"}
    assert {pair.drawn for pair in ACTOR_PAIRS} == {"alike", "near", "random", "merged", "chosen"}


def test_what_the_resolver_merges_by_itself_is_the_same() -> None:
    found = measured(ACTOR_PAIRS, actors_of(ACTOR_PAIRS))
    assert found.precision >= 0.98
    assert found.wrong == 0


def test_the_resolver_finds_most_of_what_is_the_same() -> None:
    drawn = [pair for pair in ACTOR_PAIRS if pair.drawn in INDEPENDENT]
    assert measured(drawn, actors_of(ACTOR_PAIRS)).recall >= 0.85


def test_each_goal_of_the_bench_is_met() -> None:
    assert [figure.name for figure in bench_identity() if not figure.is_met] == []
