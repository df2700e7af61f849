"""Logistic regression score of two incidents: shared terms by IDF, shared actors, years."""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from math import exp, log
from typing import Final

from graph.identity.issues.incidents import Incident

__all__ = ["Weights", "certainty", "likelihood"]

TEXT: Final = 8.4
"""Weight of the share of each title (by IDF) that occurs in the other's text."""
TERMS: Final = 7.3
"""Weight of the mean rarity of the three rarest shared terms."""
ACTOR: Final = 1.4
"""Weight of the rarity of the rarest shared actor."""
NEXT_YEAR: Final = -1.6
OTHER_YEAR: Final = -2.1
UNDATED: Final = -2.9
"""Weight if a record has no year: it is about a system or practice, not one incident."""
NOTHING: Final = -8.9
"""Intercept. All weights are fitted by logistic regression to 780 incidents of the AI Incident
Database, each compared with all its candidates in AIAAIC (docs/identity.md); 150 other incidents
say how right they are.
"""
ODDS: Final = 0.76
LEAD: Final = 0.94
"""Weight of the log-odds by which the best match exceeds the second best, for either record."""
MOST_LEAD: Final = 4.0
MUTUAL: Final = -0.1
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
        shared = left.text.keys() & right.text.keys()
        rarest = nlargest(RAREST, map(self.rarity, shared))
        actors = [1 - log(self._actors[one]) / self._whole for one in left.actors & right.actors]
        return (
            NOTHING
            + TEXT * (self.covered(left, shared) + self.covered(right, shared)) / 2
            + TERMS * sum(rarest) / RAREST
            + ACTOR * max(actors, default=0.0)
            + _time_between(left, right)
        )

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


def certainty(odds: float, lead: float) -> float:
    """Return the probability that two incidents are one, which are each other's best match.

    `lead` are the log-odds by which they exceed the second best match of either.

    >>> round(certainty(0.0, 0.0), 3), round(certainty(2.0, 3.0), 3)
    (0.475, 0.986)
    """
    return likelihood(ODDS * odds + LEAD * min(lead, MOST_LEAD) + MUTUAL)


def _time_between(left: Incident, right: Incident) -> float:
    if not left.years or not right.years:
        return UNDATED
    apart = max(left.years[0] - right.years[1], right.years[0] - left.years[1], 0)
    return (0.0, NEXT_YEAR)[apart] if apart < 2 else OTHER_YEAR


def _span(years: tuple[int, int]) -> str:
    return "-".join(map(str, sorted({*years})))
