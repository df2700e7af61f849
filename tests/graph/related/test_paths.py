"""Why two issues are related: directly, over others, or not at all; and what actors share."""

import pytest

from graph.related import Link, chains, diverse, features, index, interlocks, relation_between
from ontology import BASE, Misuse, NotFound
from tests.graph.related.graphs import linked

# a - b - c - d hang together by one node each; a and e share two; z stands alone.
CHAIN = index(linked({"x": "ab", "y": "bc", "w": "cd", "u": "ae", "v": "ae"}, issues="abcdez"))
ROW = CHAIN.row_of


def test_issues_that_share_are_related_by_what_they_share() -> None:
    found = relation_between(CHAIN, ROW["a"], ROW["e"])
    assert found is not None
    assert [reason.shared for reason in found.reasons] == ["u", "v"]
    assert relation_between(CHAIN, ROW["a"], ROW["d"]) is None


def test_issues_far_apart_are_related_over_others() -> None:
    (chain,) = chains(CHAIN, ROW["a"], ROW["d"])
    assert [(one.issue, one.related) for one in chain.links] == [("a", "b"), ("b", "c"), ("c", "d")]
    assert [one.reasons[0].shared for one in chain.links] == ["x", "y", "w"]
    assert 0 < chain.strength < 1


def test_what_both_share_is_no_chain() -> None:
    assert list(chains(CHAIN, ROW["a"], ROW["e"])) == []


def test_chains_go_over_different_issues_the_strongest_first() -> None:
    two = index(linked({"p": "ab", "q": "bd", "r": "ac", "s": "cd", "t": "c"}, issues="abcdefgh"))
    found = list(chains(two, 0, 3))
    assert [chain.links[0].related for chain in found] == ["b", "c"]
    assert found[0].strength > found[1].strength


def test_nothing_leads_to_an_isolated_issue_or_from_one_to_itself() -> None:
    assert list(chains(CHAIN, ROW["a"], ROW["z"])) == []
    assert list(chains(CHAIN, ROW["a"], ROW["a"])) == []
    assert diverse(CHAIN, ROW["z"]) == []


def test_a_diverse_list_puts_back_what_repeats() -> None:
    # b and c share all with one another; d is a little less near to a, and other.
    links = {"x": "abc", "y": "abc", "u": "ad", "e": "d", "f": "d"}
    found = index(linked(links, issues="abcdefghijklmnop"))
    plain = [one.related for one in diverse(found, 0, balance=1.0)]
    mixed = [one.related for one in diverse(found, 0, balance=0.5)]
    assert plain == ["b", "c", "d"]
    assert mixed == ["b", "d", "c"]


def actor(slug: str) -> str:
    return f"{BASE}id/actor/{slug}"


INTERLOCKED = features(
    [
        *(Link(issue, "actor", actor("shop")) for issue in "ab"),
        *(Link(issue, "actor", actor("bank")) for issue in "bc"),
        *(Link(issue, "place", "kenya") for issue in "ac"),
        *(Link(issue, "impact", "loss") for issue in "abcd"),
        *(Link(issue, "term", "pay") for issue in "ac"),
    ],
    issues="abcdefgh",
)


def test_actors_have_in_common_the_issues_of_both_and_what_those_of_each_lead_to() -> None:
    together, found = interlocks(INTERLOCKED, ["shop", "bank"])
    assert together == ["b"]
    assert [(one.shared, one.issues) for one in found] == [
        ("kenya", (("a",), ("c",))),
        ("loss", (("a", "b"), ("b", "c"))),
    ]


def test_interlocks_need_two_actors_that_issues_name() -> None:
    with pytest.raises(Misuse, match=r"^name two actors or more, each once$"):
        interlocks(INTERLOCKED, ["shop", "shop"])
    with pytest.raises(NotFound, match=r"^no issue names the actor 'mill'$"):
        interlocks(INTERLOCKED, ["shop", "mill"])
