"""Matches incidents between databases: blocking by rare terms, then mutual best matches."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import inf
from types import MappingProxyType
from typing import Final

from graph.identity.issues.alignment import Alignment
from graph.identity.issues.incident_score import Weights, aligned, certainty
from graph.identity.issues.incidents import Incident

__all__ = ["MATCHES", "Match", "matches"]

MATCHES: Final = 0.5
"""Threshold: the lowest certainty of a match."""
RARE: Final = 80
"""Terms that more incidents share are not used for blocking, so that the cost stays linear."""
SURE: Final = 1.0
"""The lowest log-odds of a pair that is an anchor for the alignment of two lists."""
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
    odds = _odds(incidents, weights, judged)
    alignment = Alignment(_anchors(incidents, _scores(incidents, odds)))
    scores = _scores(incidents, _aligned(incidents, odds, alignment))
    return [
        Match(left, right, sure, weights.evidence(left, right))
        for left, right, sure in _mutual(incidents, scores)
        if sure >= lowest
    ]


Odds = dict[tuple[int, int], float]
"""Log-odds of pairs of incidents, by their places."""
Scores = dict[tuple[int, str], list[tuple[float, int]]]
"""Log-odds of an incident with those of another source, the best first."""


def _odds(incidents: Sequence[Incident], weights: Weights, judged: Judged) -> Odds:
    """Return the log-odds of the candidate pairs; those of a pair judged the same are infinite."""
    places = {one.iri: number for number, one in enumerate(incidents)} if judged else {}
    known = {
        (min(ends), max(ends)): is_same
        for (one, other), is_same in judged.items()
        if one in places and other in places and (ends := (places[one], places[other]))
    }
    odds: Odds = {}
    for left, right in sorted(_pairs(incidents, weights) | known.keys()):
        one, other = incidents[left], incidents[right]
        if known.get((left, right), True) and one.origin != other.origin:
            odds[left, right] = inf if (left, right) in known else weights.odds(one, other)
    return odds


def _scores(incidents: Sequence[Incident], odds: Odds) -> Scores:
    scores: Scores = defaultdict(list)
    for (left, right), value in odds.items():
        scores[left, incidents[right].origin].append((value, right))
        scores[right, incidents[left].origin].append((value, left))
    for candidates in scores.values():
        candidates.sort(key=lambda one: (-one[0], one[1]))
    return scores


def _anchors(incidents: Sequence[Incident], scores: Scores) -> Iterator[tuple[Incident, Incident]]:
    """Yield the pairs that are each other's best match by far enough."""
    for left, right, odds, _ in _best(incidents, scores):
        if odds >= SURE:
            yield incidents[left], incidents[right]


def _aligned(incidents: Sequence[Incident], odds: Odds, alignment: Alignment) -> Odds:
    return {
        (left, right): aligned(value, alignment.distance(incidents[left], incidents[right]))
        for (left, right), value in odds.items()
    }


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
    for left, right, odds, lead in _best(incidents, scores):
        if odds < inf:
            yield incidents[left], incidents[right], round(certainty(odds, lead), 3)


def _best(incidents: Sequence[Incident], scores: Scores) -> Iterator[tuple[int, int, float, float]]:
    """Yield the pairs that are each other's best match, with their log-odds and their lead."""
    for (number, _), candidates in sorted(scores.items()):
        odds, best = candidates[0]
        back = scores[best, incidents[number].origin]
        # One-sided best matches are mostly wrong: a long text is near to many short ones.
        if number < best and back[0][1] == number:
            yield number, best, odds, min(_lead(candidates), _lead(back))


def _lead(candidates: list[tuple[float, int]]) -> float:
    if len(candidates) < 2 or candidates[0][0] == inf:
        return inf
    return candidates[0][0] - candidates[1][0]
