"""Name index: candidates for a name by the rules of identity, else by spelling and shared words."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from math import log
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.identity.merging.merge_rules import aliases
from graph.identity.naming.names import CAPITALS, acronym_of, form

__all__ = ["Candidate", "Entity", "NameIndex"]

SURE: Final = 95.0
"""From which score on a candidate is a match, if it is the only one."""
NEAR: Final = 0.8
"""The least similarity of spellings of a candidate."""
RARE: Final = 200
"""A word of more names leads to no candidate."""


@dataclass(frozen=True, slots=True)
class Entity:
    """Entity of the name index: path below the base, label, class and all names."""

    id: str
    label: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity with a score from 0 to 100; `is_match` where it is sure and alone."""

    entity: Entity
    score: float
    is_match: bool = False


class NameIndex:
    """The names of entities by their keys.

    Complexity: building is linear in the names; a look-up is constant where a rule of identity
    applies, else linear in the names, about a microsecond each.
    Source: the rules of `graph.identity.merging.merge_rules`.

    >>> index = NameIndex([Entity("id/actor/snap", "Snap", "Organization", ("Snap",))])
    >>> [(found.entity.label, found.score) for found in index.find("SNAP Inc.")]
    [('Snap', 99.0)]
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.entities = [*entities]
        self._keys: dict[tuple[float, str], list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        self._spelt: dict[str, list[int]] = defaultdict(list)
        for number, entity in enumerate(self.entities):
            for name in entity.names:
                for key in {*_keys(name)}:
                    self._keys[key].append(number)
                self._spelt[form(name).bare].append(number)
            for word in {word for name in entity.names for word in form(name).words}:
                self._words[word].append(number)

    def find(self, name: str, kinds: Collection[str] = (), most: int = 5) -> list[Candidate]:
        """Return the candidates for a name among kinds, the best first."""
        scores = self._sure(name) or self._likely(name)
        found = [
            Candidate(self.entities[number], round(score, 1))
            for number, score in scores.items()
            if not kinds or self.entities[number].kind in kinds
        ]
        found.sort(key=lambda one: (-one.score, _place(one.entity.kind), one.entity.id))
        sure = [one for one in found if one.score >= SURE]
        if len(sure) == 1 or (sure and not kinds and _place(sure[0].entity.kind) < _second(sure)):
            found[0] = Candidate(found[0].entity, found[0].score, is_match=True)
        return found[:most]

    def _sure(self, name: str) -> dict[int, float]:
        """Return the scores of those that a rule of identity finds."""
        scores: dict[int, float] = {}
        for score, key in _keys(name):
            for number in self._keys.get((score, key), ()):
                scores[number] = max(score, scores.get(number, 0.0))
        return scores

    def _likely(self, name: str) -> dict[int, float]:
        """Return the scores of those that are spelt alike or share rare words."""
        wanted = form(name)
        scores: dict[int, float] = defaultdict(float)
        near = process.extract(
            wanted.bare, self._spelt.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR
        )
        for bare, alike, _ in near:
            for number in self._spelt[bare]:
                scores[number] = max(scores[number], 94 * alike)
        for number, share in self._sharing(wanted.words).items():
            scores[number] = max(scores[number], 85 * share)
        return scores

    def _sharing(self, words: tuple[str, ...]) -> dict[int, float]:
        """Return what share of the weight of words is common; the rarer a word, the heavier."""
        weights = {word: self._weight(word) for word in words}
        found: dict[int, float] = {}
        for word in words:
            some = self._words.get(word, ())
            for number in some if len(some) <= RARE else ():
                own = {one for name in self.entities[number].names for one in form(name).words}
                every = sum(map(self._weight, own | {*words}))
                found[number] = sum(weights[one] for one in own & {*words}) / every
        return found

    def _weight(self, word: str) -> float:
        return log(2 + len(self.entities)) - log(1 + len(self._words.get(word, ())))


def _keys(name: str) -> Iterator[tuple[float, str]]:
    """Yield the keys of a name, each with the score of its rule."""
    found = form(name)
    yield 100.0, found.key
    yield 99.0, found.bare
    yield 98.0, aliases().get(found.bare, found.bare)
    yield from ((97.0, short) for short in found.bracketed if acronym_of(short, name))
    if CAPITALS.fullmatch(name.strip()):
        yield 97.0, name.strip()


ORDER: Final = ("Organization", "Person", "Country", "Region", "Bloc", "AISystem", "WorkerGroup")
"""Of entities of one name, the first of these is meant where no type is asked for."""


def _place(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)


def _second(sure: list[Candidate]) -> int:
    return _place(sure[1].entity.kind)
