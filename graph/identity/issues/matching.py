"""Matches incidents between databases: blocking by rare terms, then mutual best matches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import inf
from types import MappingProxyType
from typing import Final

from graph.identity.issues.incident_score import Weights, certainty
from graph.identity.issues.incidents import Incident

__all__ = ["MATCHES", "Match", "matches"]

MATCHES: Final = 0.5
"""Threshold: the lowest certainty of a match."""
RARE: Final = 80
"""Terms that more incidents share are not used for blocking, so that the cost stays linear."""
KEYS: Final = 20
COMPARED: Final = 10
NONE: Final[Mapping[tuple[str, str], bool]] = MappingProxyType({})


Judged = Mapping[tuple[str, str], bool]
"""Pairs of IRIs that people judged, and whether they are the same."""


@dataclass(frozen=True, slots=True)
class Match:
    """A match: two incidents of different sources, a score and the evidence."""

    left: Incident
    right: Incident
    score: float
    evidence: tuple[str, ...]


def matches(
    incidents: Sequence[Incident], lowest: float = MATCHES, judged: Judged = NONE
) -> list[Match]:
    """Return the matches between incidents of different sources, in the order of their IRIs.

    Two match where each is the best match of the other among those of its source, the surer the
    farther the second best is. Of the pairs that people judged, none is returned; two that are
    the same are the best match of each other.
    Complexity: linear in the incidents; each is compared with at most 10 others of each source,
    which share one of its 20 rarest terms.
    """
    if len({one.origin for one in incidents}) < 2:
        return []
    incidents = sorted(incidents, key=lambda one: one.iri)
    weights = Weights(incidents)
    scores = _scores(incidents, weights, judged)
    return [
        Match(left, right, sure, weights.evidence(left, right))
        for left, right, sure in _mutual(incidents, scores)
        if sure >= lowest
    ]


Scores = dict[tuple[int, str], list[tuple[float, int]]]
"""Log-odds of an incident with those of another source, the best first."""


def _scores(incidents: Sequence[Incident], weights: Weights, judged: Judged) -> Scores:
    scores: Scores = defaultdict(list)
    places = {one.iri: number for number, one in enumerate(incidents)} if judged else {}
    known = {
        (min(ends), max(ends)): is_same
        for (one, other), is_same in judged.items()
        if one in places and other in places and (ends := (places[one], places[other]))
    }
    for left, right in sorted(_pairs(incidents, weights) | known.keys()):
        one, other = incidents[left], incidents[right]
        if not (is_same := known.get((left, right), True)) or one.origin == other.origin:
            continue
        odds = inf if is_same and (left, right) in known else weights.odds(one, other)
        scores[left, other.origin].append((odds, right))
        scores[right, one.origin].append((odds, left))
    for candidates in scores.values():
        candidates.sort(key=lambda one: (-one[0], one[1]))
    return scores


def _pairs(incidents: Sequence[Incident], weights: Weights) -> set[tuple[int, int]]:
    """Return candidate pairs of different sources, by shared rare terms."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(incidents):
        for term in _rare(one, weights):
            index[term].append(number)
    pairs: set[tuple[int, int]] = set()
    for number, one in enumerate(incidents):
        for other in _nearest(one, incidents, index, weights):
            pairs.add((min(number, other), max(number, other)))
    return pairs


def _rare(incident: Incident, weights: Weights) -> list[str]:
    return [term for term in incident.text if 1 < weights.count(term) <= RARE]


def _nearest(
    incident: Incident,
    incidents: Sequence[Incident],
    index: dict[str, list[int]],
    weights: Weights,
) -> Iterator[int]:
    """Yield the incidents that share the rarest terms, at most 10 of each other source."""
    near: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for term in sorted(_rare(incident, weights), key=weights.count)[:KEYS]:
        for other in index[term]:
            if incidents[other].origin != incident.origin:
                near[incidents[other].origin][other] += weights.rarity(term)
    for shared in near.values():
        yield from nlargest(COMPARED, shared, key=lambda other: (shared[other], -other))


def _mutual(
    incidents: Sequence[Incident], scores: Scores
) -> Iterator[tuple[Incident, Incident, float]]:
    """Yield the pairs that are each other's best match, with their certainty."""
    for (number, _), candidates in sorted(scores.items()):
        odds, best = candidates[0]
        back = scores[best, incidents[number].origin]
        # One-sided best matches are mostly wrong: a long text is near to many short ones.
        if number < best and back[0][1] == number and odds < inf:
            lead = min(_lead(candidates), _lead(back))
            yield incidents[number], incidents[best], round(certainty(odds, lead), 3)


def _lead(candidates: list[tuple[float, int]]) -> float:
    return candidates[0][0] - candidates[1][0] if len(candidates) > 1 else inf
