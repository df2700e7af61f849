"""Duplicates within one source: issues with the same title, or one page and nearly one title."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from graph.identity.issues.incident_score import Weights
from graph.identity.issues.incidents import Incident
from graph.identity.issues.matching import NONE, Judged, Match
from graph.identity.naming.entities import CURATED

__all__ = ["duplicates", "has_same_title"]

SURE: Final = 0.95
SHORTEST: Final = 3
"""Titles of fewer terms do not identify an issue."""
COVERED: Final = 0.7
"""The share of each title that is in the other, for two issues with one page."""
MOST: Final = 8
"""Larger groups share a page that lists many issues, and are skipped."""


def duplicates(incidents: Sequence[Incident], judged: Judged = NONE) -> list[Match]:
    """Return the pairs of issues of one imported source that tell of the same.

    Complexity: linear in the incidents; a group of at most 8 is compared pair by pair.
    """
    groups: dict[tuple[object, ...], list[Incident]] = defaultdict(list)
    for one in sorted(incidents, key=lambda incident: incident.iri):
        for key in _keys(one) if one.origin != CURATED else ():
            groups[key].append(one)
    shared = [group for group in groups.values() if 1 < len(group) <= MOST]
    return [*_matches(shared, incidents, judged)] if shared else []


def _keys(incident: Incident) -> Iterator[tuple[object, ...]]:
    if len(incident.title) >= SHORTEST:
        yield incident.origin, frozenset(incident.title), incident.years, incident.actors
    if incident.page:
        yield incident.origin, incident.page


def _matches(
    groups: Sequence[Sequence[Incident]], incidents: Sequence[Incident], judged: Judged
) -> Iterator[Match]:
    weights = Weights(incidents)
    found = {
        (left.iri, right.iri): (left, right)
        for group in groups
        for left, right in combinations(group, 2)
    }
    for pair, (left, right) in sorted(found.items()):
        if pair not in judged and pair[::-1] not in judged and _is_same(left, right, weights):
            yield Match(left, right, SURE, weights.evidence(left, right))


def has_same_title(left: Incident, right: Incident, weights: Weights) -> bool:
    """Whether two issues of two sources have nearly one title, the same years, and an actor.

    A title of a few terms, or actors of both of which none is shared, identify no issue.
    """
    is_long = min(len(left.title), len(right.title)) >= SHORTEST
    is_apart = left.actors and right.actors and not left.actors & right.actors
    return is_long and not is_apart and _is_same(left, right, weights)


def _is_same(left: Incident, right: Incident, weights: Weights) -> bool:
    if left.years != right.years:
        return False
    shared = {*left.title} & {*right.title}
    return min(weights.covered(left, shared), weights.covered(right, shared)) >= COVERED
