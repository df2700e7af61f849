"""Updating: after an issue is added, few lists are made anew and all are those of a full run."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from graph.related import Features, Link, features, index, nearest
from graph.related.updating import changed, lists_of, updated

NODES = "stuvwxyz"
issues = st.lists(st.sets(st.sampled_from(NODES), max_size=4), min_size=1, max_size=12)
added = st.sets(st.sampled_from(NODES), max_size=4)


def table(rows: list[set[str]]) -> Features:
    links = [Link(f"i{row:02}", "actor", node) for row, nodes in enumerate(rows) for node in nodes]
    return features(links, issues=[f"i{row:02}" for row in range(len(rows))])


@given(issues, added, st.sampled_from([2, 4, 100]))
def test_an_update_gives_what_a_full_run_gives(
    rows: list[set[str]], new: set[str], hub: int
) -> None:
    before, after = (index(table(one), hub=hub) for one in (rows, [*rows, new]))
    lists = lists_of(nearest(before), before.features)
    assert updated(before, after, lists) == lists_of(nearest(after), after.features)


def test_only_the_neighbourhood_of_a_new_issue_is_looked_at() -> None:
    rows = [{f"n{row // 3}"} for row in range(30)]
    before, after = (index(table(one)) for one in (rows, [*rows, {"n0", "own"}]))
    # Three issues lead to n0; with the new one they are four, of the same class of rarity.
    assert changed(before, after).tolist() == [0, 1, 2, 30]


def test_all_is_looked_at_when_the_issues_pass_a_power_of_two() -> None:
    rows = [{f"n{row // 2}"} for row in range(32)]
    before, after = (index(table(one)) for one in (rows, [*rows, {"own"}]))
    assert np.array_equal(changed(before, after), np.arange(33))
