"""The resolver held against pairs that a person compared: the figures of docs/identity.md."""

from collections import Counter

import pytest

from ontology import record_iri
from scripts.bench.identity import INDEPENDENT, actors_of, bench_identity, measured
from scripts.bench.judged_pairs import PAIRS, Measured, measured_twins, read_pairs
from tests.graph.importing import real

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
    assert [figure.name for figure in bench_identity(newer=False) if not figure.is_met] == []


@pytest.mark.long
@real
def test_the_rules_hold_on_a_newer_snapshot_that_no_weight_is_fitted_to() -> None:
    figures = [one for one in bench_identity() if "newer" in one.name]
    assert [(one.name, one.is_met) for one in figures] == [(one.name, True) for one in figures]
    assert len(figures) == 2


def test_a_twin_that_the_reader_did_not_name_is_wrong_and_an_unsure_one_is_left_out() -> None:
    twins = {"aiid-1": {"aiaaic-1": "same", "aiaaic-2": "unsure"}, "aiid-2": {}}
    pairs = [("aiaaic-1", "aiid-1"), ("aiaaic-2", "aiid-1"), ("aiaaic-3", "aiid-2")]
    found = [(record_iri("issue", left), record_iri("issue", right)) for left, right in pairs]
    assert measured_twins(twins, found) == Measured(1, 1, 0)
    assert measured_twins(twins, []) == Measured(0, 0, 1)
