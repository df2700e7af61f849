"""Numbered lists of two databases, aligned by their sure matches."""

from math import log1p

import pytest

from graph.identity import Incident, matches
from graph.identity.issues.alignment import FEWEST, Alignment
from ontology import record_iri
from tests.graph.identity.issues.test_matching import told


def numbered(origin: str, number: int) -> Incident:
    return Incident(record_iri("issue", f"{origin}-{number}"), origin, (), {})


ANCHORS = [(numbered("aiid", 10 * n), numbered("aiaaic", 20 * n)) for n in range(FEWEST)]


def distance(left: int, right: int) -> float | None:
    return Alignment(ANCHORS).distance(numbered("aiid", left), numbered("aiaaic", right))


def test_a_pair_next_to_the_sure_matches_is_nearer_than_one_far_from_them() -> None:
    distances = [distance(95, right) or 0.0 for right in (190, 230, 400)]
    assert distances == sorted(distances)
    assert distances[0] == log1p(10) + log1p(5)


def test_the_distance_is_the_same_both_ways() -> None:
    lists = Alignment(ANCHORS)
    one, other = numbered("aiid", 42), numbered("aiaaic", 300)
    assert lists.distance(one, other) == lists.distance(other, one)


def test_an_anchor_says_nothing_of_itself() -> None:
    alone = Alignment([*ANCHORS, (numbered("aiid", 55), numbered("aiaaic", 390))])
    pair = numbered("aiid", 55), numbered("aiaaic", 390)
    assert (alone.distance(*pair) or 0.0) > 10


@pytest.mark.parametrize(
    "other",
    [
        Incident(record_iri("issue", "aiaaic-no-number"), "aiaaic", (), {}),
        Incident(record_iri("issue", "curated-7"), "", (), {}),
        numbered("other", 7),
    ],
    ids=["no-number", "curated", "a-list-without-anchors"],
)
def test_what_is_not_numbered_or_not_aligned_has_no_distance(other: Incident) -> None:
    assert Alignment(ANCHORS).distance(numbered("aiid", 7), other) is None


def test_two_lists_with_few_anchors_are_not_aligned() -> None:
    assert Alignment(ANCHORS[1:]).distance(*ANCHORS[0]) is None


def test_of_two_tellings_that_are_as_good_the_one_next_to_the_sure_matches_is_chosen() -> None:
    lists = [
        told(f"{origin}-{number}", origin, f"Robot zanth{number} broke glass quor{number} mill")
        for number in range(100, 160)
        for origin in ("aiaaic", "aiid")
    ]
    left = told("aiid-300", "aiid", "Navya driverless shuttle hit lorry")
    near, far = (
        told(f"aiaaic-{number}", "aiaaic", "Navya driverless shuttle hit lorry")
        for number in (301, 9000)
    )
    best = {one.left.iri for one in matches([*lists, left, near, far], 0.0) if one.right is left}
    assert best == {near.iri}
