"""Features: the table of what issues lead to."""

from graph.related import Link, features
from tests.graph.related.graphs import FOUR


def test_issues_and_nodes_are_in_the_order_of_their_names() -> None:
    assert FOUR.issues == ("a", "b", "c", "d")
    assert FOUR.nodes == ("common", "hub", "own", "rare")
    assert FOUR.counts.toarray().tolist() == [
        [1, 1, 1, 1],
        [1, 1, 0, 1],
        [1, 1, 0, 0],
        [0, 1, 0, 0],
    ]


def test_a_node_of_two_types_stands_twice() -> None:
    found = features([Link("a", "actor", "x"), Link("a", "response", "x")])
    assert found.nodes == ("x", "x")
    assert len(set(found.types.tolist())) == 2


def test_links_given_twice_are_added_up() -> None:
    found = features([Link("a", "term", "car", 2), Link("a", "term", "car", 3)])
    assert found.counts.toarray().tolist() == [[5.0]]


def test_an_issue_that_leads_to_itself_says_nothing() -> None:
    found = features([Link("a", "actor", "a")], issues=["a"])
    assert (found.issues, found.nodes) == (("a",), ())


def test_the_order_of_links_changes_nothing() -> None:
    links = [Link(issue, "actor", node) for issue in "ab" for node in "xy"]
    forth, back = features(links), features(reversed(links))
    assert (forth.issues, forth.nodes) == (back.issues, back.nodes)
    assert (forth.counts != back.counts).nnz == 0


def test_roles_are_told_with_the_node_and_the_time_with_the_issue() -> None:
    roles = [Link("a", "actor", "x", how=role) for role in ("vendor", "client")]
    windows = [Link("a", "time", window, how="2020") for window in ("2019/2", "2020/2")]
    found = features([*roles, *windows])
    assert found.roles == {("a", "x"): "client, vendor", ("a", "time"): "2020"}
