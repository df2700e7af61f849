"""How likely two incidents are the same: shared words by their rarity, actors, years."""

from collections import Counter
from collections.abc import Sequence
from heapq import nlargest
from math import exp, log
from typing import Final

from graph.identity.incidents import Incident

__all__ = ["Weights"]

TEXT: Final = 5.0
"""Which part of either title, by weight, is in the text of the other."""
WORDS: Final = 4.3
"""How rare the three rarest words are that both texts have."""
ACTOR: Final = 1.4
"""How rare the rarest actor is that both name."""
NEXT_YEAR: Final = -2.0
OTHER_YEAR: Final = -1.5
UNDATED: Final = -3.0
"""A record without a year tells of a system or a practice rather than of one incident."""
NOTHING: Final = -4.2
"""What two incidents begin with. All these are fitted by logistic regression to half of the pairs
that people compared (tests/graph/identity/issue_pairs.csv); the other half says how right they are.
"""
RAREST: Final = 3
SHOWN: Final = 5


class Weights:
    """What the words and the actors of many incidents say: the rarer, the more."""

    def __init__(self, incidents: Sequence[Incident]) -> None:
        self._whole = log(max(2, len(incidents)))
        self._words = Counter(word for one in incidents for word in one.text)
        self._actors = Counter(actor for one in incidents for actor in one.actors)
        self._rarity = {word: 1 - log(count) / self._whole for word, count in self._words.items()}

    def count(self, word: str) -> int:
        """Return in how many incidents a word is."""
        return self._words[word]

    def rarity(self, word: str) -> float:
        """Return how much a word says: 1 what one incident has alone, 0 what all have.

        Source: Spärck Jones, A statistical interpretation of term specificity (1972).
        """
        return self._rarity[word]

    def score(self, left: Incident, right: Incident) -> float:
        """Return how likely two incidents are the same, from 0 to 1."""
        shared = {*left.text} & {*right.text}
        rarest = nlargest(RAREST, map(self.rarity, shared))
        actors = [1 - log(self._actors[one]) / self._whole for one in left.actors & right.actors]
        total = (
            NOTHING
            + TEXT * (self._covered(left, shared) + self._covered(right, shared)) / 2
            + WORDS * sum(rarest) / RAREST
            + ACTOR * max(actors, default=0.0)
            + _time_between(left, right)
        )
        return 1 / (1 + exp(-total))

    def _covered(self, one: Incident, shared: set[str]) -> float:
        """Return which part of a title's weight is in the text of the other incident."""
        weights = {word: self.rarity(word) for word in one.title}
        whole = sum(weights.values())
        return sum(weights[word] for word in one.title if word in shared) / whole if whole else 0.0

    def evidence(self, left: Incident, right: Incident) -> tuple[str, ...]:
        """Return in words what speaks for it."""
        shared = {*left.text} & {*right.text}
        words = sorted(shared, key=lambda word: (-self.rarity(word), word))[:SHOWN]
        found = [f"shared words: {', '.join(words)}"]
        if actors := sorted(left.actors & right.actors):
            slugs = ", ".join(one.rpartition("/")[2] for one in actors)
            found.append(f"the same actors: {slugs}")
        if left.years and right.years:
            found.append(f"years: {_span(left.years)} and {_span(right.years)}")
        return tuple(found)


def _time_between(left: Incident, right: Incident) -> float:
    if not left.years or not right.years:
        return UNDATED
    apart = max(left.years[0] - right.years[1], right.years[0] - left.years[1], 0)
    return (0.0, NEXT_YEAR)[apart] if apart < 2 else OTHER_YEAR


def _span(years: tuple[int, int]) -> str:
    return "-".join(map(str, sorted({*years})))
