"""Logistic regression score of two incidents: shared terms by IDF, shared actors, years."""

from collections import Counter
from collections.abc import Iterable, Sequence
from heapq import nlargest
from math import exp, log, sqrt
from typing import Final

from graph.identity.issues.incidents import Incident

__all__ = ["Weights", "aligned", "certainty", "likelihood"]

FEATURES: Final = {
    "title in text": 4.84,
    "rare terms": 10.1,
    "actor": 1.46,
    "next year": -2.51,
    "other year": -3.25,
    "undated": -6.83,
    "cosine": 5.62,
    "title in title": 2.99,
}
"""Weight of each feature, in the order of `Weights.features`."""
NOTHING: Final = -11.34
"""Intercept. All weights are fitted by logistic regression to 780 incidents of the AI Incident
Database, each compared with all its candidates in AIAAIC (docs/identity.md); other incidents say
how right they are.
"""
PLAIN: Final = 0.98
FAR: Final = -0.3
ALIGNED: Final = 2.51
"""Weights of the log-odds and of the distance in aligned lists, and their intercept."""
ODDS: Final = 0.66
LEAD: Final = 0.585
"""Weight of the log-odds by which the best match exceeds the second best, for either record."""
MOST_LEAD: Final = 4.0
MUTUAL: Final = 0.09
"""Intercept for two that are each other's best match; fitted to the same incidents."""
RAREST: Final = 3
SHOWN: Final = 5


class Weights:
    """Inverse document frequencies of terms and actors in a set of incidents."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._whole = log(max(2, len(incidents)))
        self._terms = Counter(term for one in incidents for term in one.text)
        self._actors = Counter(actor for one in incidents for actor in one.actors)
        self._rarity = {term: 1 - log(count) / self._whole for term, count in self._terms.items()}
        self._norms: dict[str, float] = {}

    def count(self, term: str) -> int:
        """Return the number of incidents that contain a term."""
        return self._terms[term]

    def rarity(self, term: str) -> float:
        """Return the rarity of a term: 1 if one incident has it, 0 if all have.

        Source: Spärck Jones, A statistical interpretation of term specificity (1972).
        """
        return self._rarity[term]

    def odds(self, left: Incident, right: Incident) -> float:
        """Return the log-odds that two incidents are the same."""
        values = zip(FEATURES.values(), self.features(left, right), strict=True)
        return NOTHING + sum(weight * value for weight, value in values)

    def features(self, left: Incident, right: Incident) -> tuple[float, ...]:
        """Return the values of the features of two incidents, in the order of `FEATURES`.

        Complexity: linear in the terms of both.
        """
        shared = left.text.keys() & right.text.keys()
        rarest = nlargest(RAREST, map(self.rarity, shared))
        actors = (1 - log(self._actors[one]) / self._whole for one in left.actors & right.actors)
        titles = {*left.title} & {*right.title}
        return (
            (self.covered(left, shared) + self.covered(right, shared)) / 2,
            sum(rarest) / RAREST,
            max(actors, default=0.0),
            *_time_between(left, right),
            sum(self._rarity[term] ** 2 for term in shared)
            / (self._norm(left) * self._norm(right)),
            (self.covered(left, titles) + self.covered(right, titles)) / 2,
        )

    def _product(self, terms: Iterable[str]) -> float:
        return sum(self._rarity[term] ** 2 for term in terms)

    def _norm(self, incident: Incident) -> float:
        """Return the length of the vector of an incident's terms; 1 if it has none."""
        if incident.iri not in self._norms:
            self._norms[incident.iri] = sqrt(self._product(incident.text)) or 1.0
        return self._norms[incident.iri]

    def covered(self, incident: Incident, shared: set[str]) -> float:
        """Return the share of a title's weight that occurs in the other incident's text."""
        weights = {term: self.rarity(term) for term in incident.title}
        whole = sum(weights.values())
        return (
            sum(weights[term] for term in incident.title if term in shared) / whole
            if whole
            else 0.0
        )

    def evidence(self, left: Incident, right: Incident) -> tuple[str, ...]:
        """Return the evidence in words."""
        shared = left.text.keys() & right.text.keys()
        rarest = sorted(shared, key=lambda term: (-self.rarity(term), term))[:SHOWN]
        sentences = [f"shared words: {', '.join(left.text[term] for term in rarest)}"]
        if actors := sorted(left.actors & right.actors):
            slugs = ", ".join(one.rpartition("/")[2] for one in actors)
            sentences.append(f"the same actors: {slugs}")
        if left.years and right.years:
            sentences.append(f"years: {_span(left.years)} and {_span(right.years)}")
        return tuple(sentences)


def likelihood(odds: float) -> float:
    """Return the probability for log-odds (logistic function).

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + exp(-odds))


def aligned(odds: float, distance: float | None) -> float:
    """Return log-odds that take account of the distance in aligned lists, where it is known."""
    return odds if distance is None else PLAIN * odds + FAR * distance + ALIGNED


def certainty(odds: float, lead: float) -> float:
    """Return the probability that two incidents are one, which are each other's best match.

    `lead` are the log-odds by which they exceed the second best match of either.

    >>> round(certainty(0.0, 0.0), 3), round(certainty(2.0, 3.0), 3)
    (0.522, 0.959)
    """
    return likelihood(ODDS * odds + LEAD * min(lead, MOST_LEAD) + MUTUAL)


def _time_between(left: Incident, right: Incident) -> tuple[float, float, float]:
    """Return whether they are in adjacent years, further apart, or one has no year."""
    if not left.years or not right.years:
        return 0.0, 0.0, 1.0
    apart = max(left.years[0] - right.years[1], right.years[0] - left.years[1], 0)
    return float(apart == 1), float(apart > 1), 0.0


def _span(years: tuple[int, int]) -> str:
    return "-".join(map(str, sorted({*years})))
