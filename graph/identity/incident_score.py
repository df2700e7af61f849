"""How likely two incidents are the same: shared terms by their rarity, actors, years."""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from math import exp, log
from typing import Final

from graph.identity.incidents import Incident

__all__ = ["Weights", "likelihood"]

TEXT: Final = 5.4
"""Which part of either title, by weight, is in the text of the other."""
TERMS: Final = 4.8
"""How rare the three rarest terms are that both texts have."""
ACTOR: Final = 1.5
"""How rare the rarest actor is that both name."""
NEXT_YEAR: Final = -1.9
OTHER_YEAR: Final = -1.5
UNDATED: Final = -3.2
"""A record without a year tells of a system or a practice rather than of one incident."""
NOTHING: Final = -4.8
"""What two incidents begin with. All these are fitted by logistic regression to half of the pairs
that people compared (tests/graph/identity/issue_pairs.csv); the other half says how right they are.
"""
RAREST: Final = 3
SHOWN: Final = 5


class Weights:
    """What the terms and the actors of many incidents say: the rarer, the more."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._whole = log(max(2, len(incidents)))
        self._terms = Counter(term for one in incidents for term in one.text)
        self._actors = Counter(actor for one in incidents for actor in one.actors)
        self._rarity = {term: 1 - log(count) / self._whole for term, count in self._terms.items()}

    def count(self, term: str) -> int:
        """Return in how many incidents a term is."""
        return self._terms[term]

    def rarity(self, term: str) -> float:
        """Return how much a term says: 1 what one incident has alone, 0 what all have.

        Source: Spärck Jones, A statistical interpretation of term specificity (1972).
        """
        return self._rarity[term]

    def odds(self, left: Incident, right: Incident) -> float:
        """Return the logarithm of the odds that two incidents are the same."""
        shared = left.text.keys() & right.text.keys()
        rarest = nlargest(RAREST, map(self.rarity, shared))
        actors = [1 - log(self._actors[one]) / self._whole for one in left.actors & right.actors]
        return (
            NOTHING
            + TEXT * (self._covered(left, shared) + self._covered(right, shared)) / 2
            + TERMS * sum(rarest) / RAREST
            + ACTOR * max(actors, default=0.0)
            + _time_between(left, right)
        )

    def _covered(self, one: Incident, shared: set[str]) -> float:
        """Return which part of a title's weight is in the text of the other incident."""
        weights = {term: self.rarity(term) for term in one.title}
        whole = sum(weights.values())
        return sum(weights[term] for term in one.title if term in shared) / whole if whole else 0.0

    def evidence(self, left: Incident, right: Incident) -> tuple[str, ...]:
        """Return in words what speaks for it."""
        shared = left.text.keys() & right.text.keys()
        rarest = sorted(shared, key=lambda term: (-self.rarity(term), term))[:SHOWN]
        found = [f"shared words: {', '.join(left.text[term] for term in rarest)}"]
        if actors := sorted(left.actors & right.actors):
            slugs = ", ".join(one.rpartition("/")[2] for one in actors)
            found.append(f"the same actors: {slugs}")
        if left.years and right.years:
            found.append(f"years: {_span(left.years)} and {_span(right.years)}")
        return tuple(found)


def likelihood(odds: float) -> float:
    """Return how likely something is of whose odds the logarithm is given, from 0 to 1.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + exp(-odds))


def _time_between(left: Incident, right: Incident) -> float:
    if not left.years or not right.years:
        return UNDATED
    apart = max(left.years[0] - right.years[1], right.years[0] - left.years[1], 0)
    return (0.0, NEXT_YEAR)[apart] if apart < 2 else OTHER_YEAR


def _span(years: tuple[int, int]) -> str:
    return "-".join(map(str, sorted({*years})))
