"""The index: rarity in classes, saturation and length, on tables known by hand."""

import numpy as np
import pytest

from graph.related import WEIGHTS, Link, features, index
from graph.related.index import rarity
from tests.graph.related.graphs import FOUR, linked


def test_rarity_falls_by_classes_and_is_zero_for_what_all_or_one_lead_to() -> None:
    # Of four issues: two of them are class 1 of 2, three class 2 of 2; four share all, one none.
    assert rarity(FOUR.counts).tolist() == [0.0, 0.0, 0.0, 0.5]


def test_rarity_stays_when_an_issue_comes_that_passes_no_power_of_two() -> None:
    five = linked({"x": "ab", "y": "abc"}, issues="abcde")
    eight = linked({"x": "ab", "y": "abc"}, issues="abcdefgh")
    assert rarity(five.counts).tolist() == rarity(eight.counts).tolist()
    assert rarity(five.counts).tolist() == pytest.approx([2 / 3, 1 / 3])


def test_what_is_named_often_counts_more_but_less_each_time() -> None:
    links = [Link(issue, "term", "car", times) for issue, times in (("a", 1), ("b", 2), ("c", 9))]
    values = index(features(links, issues="abcd")).values.toarray()[:3, 0]
    # The only term of each: s(c) / s(c)^0.3 is s(c)^0.7; all four would be no rarity.
    rare = rarity(features(links, issues="abcd").counts)[0]
    saturated = np.array([1, 3 / 2.5, 13.5 / 9.5])
    assert values == pytest.approx(np.sqrt(WEIGHTS["term"] * rare) * saturated**0.7)


def test_what_half_of_all_issues_share_says_nothing_where_these_are_many() -> None:
    sixteen = linked({"half": "abcdefgh", "fewer": "abcdefg"}, issues="abcdefghijklmnop")
    assert rarity(sixteen.counts).tolist() == [0.25, 0.0]


def test_an_issue_of_many_nodes_counts_each_the_less() -> None:
    found = index(linked({"x": "ab", "y": "a", "z": "a", "w": "a"}, issues="abcd"), {"actor": 1})
    one, other = found.values.toarray()[:2, found.features.nodes.index("x")]
    assert other == pytest.approx(4**0.3 * one)


def test_weights_given_take_the_place_of_those_learnt() -> None:
    assert index(FOUR, {"actor": 0.0}).values.nnz == 0


def test_hubs_are_left_out_of_the_search_alone() -> None:
    eight = linked({"x": "fg", "y": "abcd"}, issues="abcdefgh")
    bounded = index(eight, hub=3)
    assert bounded.values.nnz == 6
    assert bounded.columns.nnz == 2
    assert bounded.columns.toarray()[1].tolist() == [0.0] * 8


def test_an_empty_graph_has_an_empty_index() -> None:
    found = index(features([]))
    assert found.values.shape == (0, 0)
    assert found.row_of == {}


def test_the_same_harm_tells_more_than_the_same_people() -> None:
    links = [
        Link(issue, "topic", f"topic:{slug}")
        for issue in "ab"
        for slug in ("facial-recognition", "students", "wrongful-arrest")
    ]
    made = index(features(links, issues="abcd"))
    technique, people, harm = made.strength**2 / made.strength[0] ** 2
    assert (technique, people, harm) == pytest.approx((1.0, 0.7, 1.2))
    assert made.harms.tolist() == [False, False, True]
    assert made.ways.tolist() == [True, False, False]
