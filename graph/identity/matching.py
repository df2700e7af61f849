"""The same incident in two databases: found by rare words, then each other's best match."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Final

from graph.identity.incidents import Incident
from graph.identity.weighing import Weights

__all__ = ["MATCHES", "Match", "matches"]

MATCHES: Final = 0.7
"""From which score on two incidents are taken for the same."""
AHEAD: Final = 0.1
"""By how much the best match of an incident must be better than its second best."""
RARE: Final = 40
"""A word that more incidents share leads to no comparison, so that these stay linear."""
KEYS: Final = 8
COMPARED: Final = 5


Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Match:
    """Two incidents of different sources that are the same, how sure that is, and why."""

    left: Incident
    right: Incident
    score: float
    evidence: tuple[str, ...]


def matches(
    incidents: Sequence[Incident],
    lowest: float = MATCHES,
    apart: Pairs = frozenset(),
    ahead: float = AHEAD,
) -> list[Match]:
    """Return the incidents of different sources that are the same, by their addresses.

    Two match where each is clearly the best match of the other among those of its source; `apart`
    are those that people found to differ.
    Complexity: linear in the incidents; each is compared with at most 5 others of each source,
    which share one of its 8 rarest words.
    """
    if len({one.origin for one in incidents}) < 2:
        return []
    incidents = sorted(incidents, key=lambda one: one.iri)
    weights = Weights(incidents)
    scores = _scores(incidents, weights, apart)
    return [
        Match(left, right, round(min(score, 1.0), 3), weights.evidence(left, right))
        for left, right, score in _mutual(incidents, scores, ahead)
        if score >= lowest
    ]


Scores = dict[tuple[int, str], list[tuple[float, int]]]
"""The scores of an incident with those of another source, the best first."""


def _scores(incidents: Sequence[Incident], weights: Weights, apart: Pairs) -> Scores:
    scores: Scores = defaultdict(list)
    for left, right in sorted(_pairs(incidents, weights)):
        one, other = incidents[left], incidents[right]
        if {(one.iri, other.iri), (other.iri, one.iri)} & apart:
            continue
        score = weights.score(one, other)
        scores[left, other.origin].append((score, right))
        scores[right, one.origin].append((score, left))
    for found in scores.values():
        found.sort(key=lambda one: (-one[0], one[1]))
    return scores


def _pairs(incidents: Sequence[Incident], weights: Weights) -> set[tuple[int, int]]:
    """Return the pairs of different sources that share most of what is rare in one of them."""
    index: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(incidents):
        for word in _rare(one, weights):
            index[word].append(number)
    found: set[tuple[int, int]] = set()
    for number, one in enumerate(incidents):
        for other in _nearest(one, incidents, index, weights):
            found.add((min(number, other), max(number, other)))
    return found


def _rare(one: Incident, weights: Weights) -> list[str]:
    return [word for word in one.text if 1 < weights.count(word) <= RARE]


def _nearest(
    one: Incident,
    incidents: Sequence[Incident],
    index: dict[str, list[int]],
    weights: Weights,
) -> Iterator[int]:
    """Yield who shares the rarest words with an incident, at most 5 of each other source."""
    near: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for word in sorted(_rare(one, weights), key=weights.count)[:KEYS]:
        for other in index[word]:
            if incidents[other].origin != one.origin:
                near[incidents[other].origin][other] += weights.rarity(word)
    for shared in near.values():
        yield from nlargest(COMPARED, shared, key=lambda other: (shared[other], -other))


def _mutual(
    incidents: Sequence[Incident], scores: Scores, ahead: float
) -> Iterator[tuple[Incident, Incident, float]]:
    """Yield the pairs of which each is clearly the best match of the other, the earlier first."""
    for (number, _), found in sorted(scores.items()):
        score, best = found[0]
        back = scores[best, incidents[number].origin]
        is_mutual = number < best and back[0][1] == number
        if is_mutual and min(_lead(found), _lead(back)) >= ahead:
            yield incidents[number], incidents[best], score


def _lead(found: list[tuple[float, int]]) -> float:
    return found[0][0] - found[1][0] if len(found) > 1 else 1.0
