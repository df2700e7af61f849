"""Ranking: the nearest issues, their order, and the sum of reasons."""

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.related import Features, Index, Link, Ranked, between, features, index, nearest
from graph.related.ranking import DIGITS, FURTHER, ONE_STORY, TOGETHER
from tests.graph.related.graphs import FOUR, linked

LETTERS = "abcdefghij"
graphs = st.dictionaries(st.sampled_from("uvwxyz"), st.text(LETTERS, max_size=8), max_size=6).map(
    lambda shared: linked(shared, issues=LETTERS)
)


def lists(found: Index, ranked: Iterable[Ranked]) -> dict[str, list[tuple[str, int]]]:
    """Return the related issues of each with their scores."""
    names = found.features.issues
    listed: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    for part in ranked:
        for one, other, score in zip(part.issues, part.related, part.scores, strict=True):
            listed[names[one]].append((names[other], int(score)))
    return listed


def test_only_what_is_rare_relates() -> None:
    found = index(FOUR, {"actor": 1.0})
    # r = 1/2; a has four actors and b three: 0.5 / (4 * 3)^0.3.
    assert lists(found, nearest(found)) == {
        "a": [("b", 237255)],
        "b": [("a", 237255)],
        "c": [],
        "d": [],
    }


def test_equal_scores_are_ranked_by_name() -> None:
    found = index(linked({"one": "ac", "two": "ab"}, issues="abcd"))
    assert [name for name, _ in lists(found, nearest(found))["a"]] == ["b", "c"]


def test_a_limit_keeps_the_nearest() -> None:
    found = index(linked({"x": "abc", "y": "ab"}, issues=LETTERS))
    assert [name for name, _ in lists(found, nearest(found, limit=1))["a"]] == ["b"]


def test_a_graph_of_nothing_relates_nothing() -> None:
    assert list(nearest(index(features([])))) == []
    assert list(nearest(index(features([], issues="ab")))) == []


def test_a_score_that_two_digits_print_as_nothing_is_no_relation() -> None:
    # r = 1 - 1/4 of ten issues, each of which has one place: 0.75 times the weight.
    shared = linked({"kenya": "ab"}, issues=LETTERS, type_="place")
    assert lists(below := index(shared, {"place": 0.0066}), nearest(below))["a"] == []
    assert lists(least := index(shared, {"place": 0.0067}), nearest(least))["a"] == [("b", 5025)]
    assert between(below, 0, np.array([1])).scores.tolist() == [4950]


def test_windows_of_time_are_told_as_one_reason() -> None:
    links = [Link(issue, "time", window) for issue in "ab" for window in ("1", "2", "3")]
    found = index(features(links, issues=LETTERS))
    (part,) = nearest(found)
    assert [len(shared) for _, _, shared in part.pairs()] == [1, 1]


def test_what_adds_less_than_a_hundredth_is_no_reason() -> None:
    links = [Link(issue, type_, "x") for issue in "ab" for type_ in ("actor", "place")]
    found = index(features(links, issues=LETTERS), {"actor": 1.0, "place": 0.009})
    (part,) = nearest(found)
    assert [len(shared) for _, _, shared in part.pairs()] == [1, 1]
    found = index(features(links, issues=LETTERS), {"actor": 1.0, "place": 0.02})
    (part,) = nearest(found)
    assert [len(shared) for _, _, shared in part.pairs()] == [2, 2]


@given(graphs)
def test_a_score_is_the_sum_of_its_reasons_and_none_is_nothing(table: Features) -> None:
    for part in nearest(index(table)):
        for score, (_, _, shared) in zip(part.scores.tolist(), part.pairs(), strict=True):
            added = [weight for _, weight in shared]
            assert score == sum(added) > 0
            assert added == sorted(added, reverse=True)
            assert min(added) > 0


@given(graphs)
def test_the_lists_are_those_that_looking_at_every_pair_gives(table: Features) -> None:
    found = index(table)
    everyone = np.arange(len(table.issues))
    listed = lists(found, nearest(found, limit=len(everyone)))
    for row, issue in enumerate(table.issues):
        others = between(found, row, everyone[everyone != row])
        assert listed[issue] == lists(found, [others])[issue]


@given(graphs)
def test_a_pair_has_one_score_from_either_side(table: Features) -> None:
    found = index(table)
    listed = lists(found, nearest(found, limit=100))
    pairs = {(one, other): score for one in listed for other, score in listed[one]}
    assert all(pairs[other, one] == score for (one, other), score in pairs.items())


@given(graphs)
def test_lists_of_some_issues_are_those_of_a_run_of_all(table: Features) -> None:
    found = index(table)
    whole, some = nearest(found), nearest(found, np.array([1, 4]))
    expected = lists(found, whole)
    assert lists(found, some) == {
        name: expected[name] if name in "be" else [] for name in table.issues
    }


def test_hubs_find_none_and_count_in_the_scores_of_those_found() -> None:
    table = linked({"x": "ab", "hub": "abcde"}, issues=LETTERS)
    whole, bounded = index(table), index(table, hub=4)
    listed, cut = lists(whole, nearest(whole)), lists(bounded, nearest(bounded))
    assert [name for name, _ in listed["a"]] == ["b", "c", "d", "e"]
    assert cut["a"] == listed["a"][:1]
    assert cut["c"] == []


def test_a_harm_and_its_way_that_two_issues_share_tell_more_together() -> None:
    topics = {"a": ("facial-recognition", "wrongful-arrest"), "b": ("facial-recognition",)}
    topics |= {"c": topics["a"], "d": ("wrongful-arrest",), "e": ("drones",), "f": ("drones",)}
    links = [Link(one, "topic", f"topic:{slug}") for one, slugs in topics.items() for slug in slugs]
    made = index(features(links))
    both, *_ = between(made, 0, np.array([2])).pairs()
    plain = {
        made.features.nodes[column]: value
        for column, value in zip(*_shared(made, 0, 2), strict=True)
    }
    way, harm = plain["topic:facial-recognition"], plain["topic:wrongful-arrest"]
    gain = TOGETHER / 2 * (way * harm) ** 0.5
    reasons = {made.features.nodes[node]: added for node, added in both[2]}
    assert reasons["topic:facial-recognition"] == round((way + gain) * 10**DIGITS)
    assert reasons["topic:wrongful-arrest"] == round((harm + gain) * 10**DIGITS)


def test_a_way_without_a_shared_harm_tells_what_it_told() -> None:
    topics = {"a": ("facial-recognition", "wrongful-arrest"), "b": ("facial-recognition",)}
    topics |= {"c": ("wrongful-arrest",), "d": ("drones",), "e": ("drones",), "f": ()}
    links = [Link(one, "topic", f"topic:{slug}") for one, slugs in topics.items() for slug in slugs]
    made = index(features(links, issues="f"))
    (_, value), *_ = zip(*_shared(made, 0, 1), strict=True)
    assert between(made, 0, np.array([1])).scores.tolist() == [round(value * 10**DIGITS)]


@pytest.mark.parametrize(
    "types", [("actor", "system", "developer"), ("task", "condition", "chain")]
)
def test_each_further_party_or_piece_of_work_tells_less_than_the_one_before(
    types: tuple[str, ...],
) -> None:
    weights = {type_: 1.0 - place / 10 for place, type_ in enumerate(types)}
    links = [Link(one, type_, type_) for one in "ab" for type_ in types]
    made = index(
        features([*links, *(Link(one, "term", "x") for one in "ab")], issues=LETTERS), weights
    )
    plain = sorted(_shared(made, 0, 1)[1], reverse=True)
    ((_, _, reasons),) = between(made, 0, np.array([1])).pairs()
    *nodes, word = [added for _, added in reasons]
    assert nodes == [round(plain[k] * FURTHER**k * 10**DIGITS) for k in range(3)]
    assert word == round(plain[3] * 10**DIGITS)


def test_a_party_and_the_time_that_two_issues_share_tell_more_together() -> None:
    links = [Link(one, type_, type_) for one in "ab" for type_ in ("actor", "time")]
    made = index(features(links, issues=LETTERS))
    party, time = _shared(made, 0, 1)[1]
    gain = ONE_STORY / 2 * (party * time) ** 0.5
    ((_, _, reasons),) = between(made, 0, np.array([1])).pairs()
    assert {made.features.nodes[node]: added for node, added in reasons} == {
        "actor": round((party + gain) * 10**DIGITS),
        "time": round((time + gain) * 10**DIGITS),
    }


def _shared(made: Index, one: int, other: int) -> tuple[list[int], list[float]]:
    both = made.values[one].multiply(made.values[other]).tocsr()
    return both.indices.tolist(), both.data.tolist()
