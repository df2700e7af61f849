"""Name index: candidates for a name by the rules of identity, else by spelling and shared words."""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from pathlib import Path
from typing import Final

from graph.identity.naming.names import form
from graph.index_file import opened_index
from graph.reconcile.name_keys import derived_keys, literal_keys
from graph.reconcile.spellings import likeness, looked_up
from graph.reconcile.word_weights import TypedWords, WordWeights

__all__ = ["TITLED", "Candidate", "Entity", "NameIndex"]

TITLED: Final = ("Incident", "SystemicPractice", "Hazard")
"""Classes whose names are titles: their words are no names."""
SURE: Final = 95.0
"""From which score on a candidate is a match, if it is the only one."""
NEAR: Final = 0.75
"""The least similarity of spellings."""
EXPANDED: Final = 60.0
"""Score of an acronym that may be what was typed: many names have the same initials."""
RARE: Final = 200
"""Of a word, at most this many entities are looked at."""
SPELT: Final = 94.0
"""The best score of a name that is spelt alike."""
SHARED: Final = 90.0
"""The best score of a name that shares words."""
CATEGORY: Final = "id/category/"
FOREIGN: Final = 0.8
"""Factor for categories of other databases, which are seldom meant."""
TYPED_MORE: Final = 0.7
"""Weight of words that the name lacks (Tversky index)."""
NAMED_MORE: Final = 0.4
"""Weight of words that only the name has."""
ORDER: Final = ("Organization", "Person", "Country", "Region", "Bloc", "AISystem", "WorkerGroup")
"""Of entities of one name, the first of these is meant where no type is asked for."""
BY_KEY: Final = """
WITH wanted AS (
  SELECT value ->> 0 AS text, value ->> 1 AS is_derived, value ->> 2 AS score FROM json_each(?)
)
SELECT number, MAX(MIN(key.score, wanted.score)) FROM wanted
CROSS JOIN key ON key.text = wanted.text AND NOT (key.is_derived AND wanted.is_derived)
GROUP BY number
"""
BY_WORD: Final = "SELECT number FROM word WHERE word = ? AND is_title = ? LIMIT ?"
BY_NAME: Final = "SELECT number, score FROM key WHERE text = ? AND NOT is_derived LIMIT ?"
NEIGHBOURS: Final = """
SELECT DISTINCT near.word FROM json_each(?) AS wanted CROSS JOIN near ON deletion = wanted.value
"""
BY_NUMBER: Final = "FROM json_each(?) AS wanted CROSS JOIN entity ON number = wanted.value"
OF_KIND: Final = f"SELECT number, entity.id, kind {BY_NUMBER}"
WORDS: Final = f"SELECT number, entity.id, kind, words {BY_NUMBER}"
READ: Final = f"SELECT number, entity.id, label, kind, names {BY_NUMBER}"
LABELLED: Final = """
SELECT DISTINCT label FROM entity WHERE kind IN (SELECT value FROM json_each(?)) ORDER BY label
"""


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
    """The name index of a release, opened for reading; `hidden` gives the ids to leave out.

    Complexity: a look-up reads the entities of its keys, else at most 200 for each of its words;
    none reads all names. Raises `Unavailable` where the index cannot be read.
    Source: `graph.identity.merging.merge_rules`; Tversky, Features of similarity (1977).
    """

    def __init__(self, path: Path, hidden: Callable[[], Collection[str]] = tuple) -> None:
        self.path, self._hidden = path, hidden

    def find(self, name: str, kinds: Collection[str] = (), most: int = 5) -> list[Candidate]:
        """Return the candidates for a name among kinds, the best first."""
        hidden = self._hidden()
        with opened_index(self.path) as connection:
            scores = self._by_key(connection, name)
            known = _kinds(connection, scores)
            if not any(scores[one] >= SURE and _is_of(known[one][1], kinds) for one in known):
                likely = _Likely(connection, self._weights, kinds)
                for number, score in likely.scores(name).items():
                    scores[number] = max(score, scores.get(number, 0.0))
                known |= likely.known
            found = [
                (-round(scores[number], 1), _place(kind), id_, number)
                for number, (id_, kind) in known.items()
                if _is_of(kind, kinds) and id_ not in hidden
            ]
            found = nsmallest(max(most, 2), found)  # whether the first is sure depends on the next
            read = _entities(connection, [number for *_, number in found])
        candidates = [Candidate(read[number], -score) for score, *_, number in found]
        return _with_match(candidates, kinds)[:most]

    def labels(self, kinds: Collection[str]) -> list[str]:
        """Return the labels of all entities of some kinds, sorted."""
        with opened_index(self.path) as connection:
            return [label for (label,) in connection.execute(LABELLED, (json.dumps([*kinds]),))]

    def _by_key(self, connection: sqlite3.Connection, name: str) -> dict[int, float]:
        """Return the scores of those that a rule of identity finds."""
        literal = [(key.text, 0, key.score) for key in literal_keys(name)]
        derived = [
            (key.text, 1, EXPANDED if key.text.isupper() else key.score)
            for key in derived_keys(name)
        ]
        return dict(connection.execute(BY_KEY, (json.dumps(literal + derived),)).fetchall())

    @cached_property
    def _weights(self) -> WordWeights:
        with opened_index(self.path) as connection:
            return WordWeights(int(connection.execute("SELECT COUNT(*) FROM entity").fetchone()[0]))


class _Likely:
    """Candidates for a name that no rule knows: spelt alike, or with rare words in common."""

    def __init__(
        self, connection: sqlite3.Connection, weights: WordWeights, kinds: Collection[str]
    ) -> None:
        self._connection, self._weights, self._kinds = connection, weights, kinds
        self.known: dict[int, tuple[str, str]] = {}

    def scores(self, name: str) -> dict[int, float]:
        wanted = form(name)
        near = {word: self._neighbours(word) for word in {*wanted.words, wanted.bare}}
        typed = self._typed(wanted.words, near)
        found = self._spelt_alike(near[wanted.bare])
        numbers = {number for word in wanted.words for number in self._having(near[word])}
        for number, id_, kind, words in self._connection.execute(
            WORDS, (json.dumps([*{*numbers, *found}]),)
        ):
            if _is_of(kind, self._kinds):
                self.known[number] = id_, kind
                shared = max(self._shared(typed, one.split()) for one in words.split("\n"))
                score = max(found.get(number, 0.0), SHARED * shared)
                found[number] = score * (FOREIGN if id_.startswith(CATEGORY) else 1)
        return found

    def _typed(self, words: Iterable[str], near: Mapping[str, Mapping[str, float]]) -> TypedWords:
        """Weigh the words of a name: a word that is not known as the most common one near it."""
        spelt: dict[str, list[tuple[str, float]]] = defaultdict(list)
        weights: dict[str, float] = {}
        for word in dict.fromkeys(words):
            alike = near[word]
            weights[word] = min(self._weights.weight(self._connection, one) for one in alike)
            for other, like in alike.items():
                spelt[other].append((word, like))
        return TypedWords(weights, spelt)

    def _neighbours(self, word: str) -> dict[str, float]:
        """Return the words that are spelt like a word, with their similarity to it."""
        rows = self._connection.execute(NEIGHBOURS, (json.dumps([*looked_up(word)]),))
        near = {other: likeness(word, other) for (other,) in rows}
        return {word: 1.0} | {other: alike for other, alike in near.items() if alike >= NEAR}

    def _spelt_alike(self, near: Mapping[str, float]) -> dict[int, float]:
        found: dict[int, float] = {}
        for other, alike in near.items():
            for number, _ in self._connection.execute(BY_NAME, (other, RARE)):
                found[number] = max(SPELT * alike, found.get(number, 0.0))
        return found

    def _having(self, words: Mapping[str, float]) -> Iterator[int]:
        """Yield the entities that have one of some words, at most 200 of each."""
        for word in words:
            for is_title in (0, 1):
                rows = self._connection.execute(BY_WORD, (word, is_title, RARE))
                yield from (number for (number,) in rows)

    def _shared(self, typed: TypedWords, named: Sequence[str]) -> float:
        """Return the Tversky index of two sets of words; the rarer a word, the heavier."""
        both: dict[str, float] = {}
        other = 0.0
        for word in dict.fromkeys(named):
            alike = typed.near.get(word)
            if alike is None:
                other += self._weights.weight(self._connection, word)
                continue
            for one, like in alike:
                both[one] = max(like, both.get(one, 0.0))
        common = sum(typed.weights[word] * like**2 for word, like in both.items())
        more = sum(weight for word, weight in typed.weights.items() if word not in both)
        whole = common + TYPED_MORE * more + NAMED_MORE * other
        return common / whole if whole else 0.0


def _kinds(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
    """Return the id and the class of entities by their numbers."""
    rows = connection.execute(OF_KIND, (json.dumps([*numbers]),))
    return {number: (id_, kind) for number, id_, kind in rows}


def _entities(connection: sqlite3.Connection, numbers: Collection[int]) -> dict[int, Entity]:
    rows = connection.execute(READ, (json.dumps([*numbers]),))
    return {
        number: Entity(id_, label, kind, tuple(names.split("\n")))
        for number, id_, label, kind, names in rows
    }


def _with_match(found: list[Candidate], kinds: Collection[str]) -> list[Candidate]:
    """Mark the first candidate as the match where it is sure, and no other is as sure."""
    sure = [one for one in found if one.score >= SURE]
    is_first = len(sure) > 1 and not kinds and _rank(sure[0]) < _rank(sure[1])
    if len(sure) == 1 or is_first:
        return [Candidate(found[0].entity, found[0].score, is_match=True), *found[1:]]
    return found


def _is_of(kind: str, kinds: Collection[str]) -> bool:
    return not kinds or kind in kinds


def _rank(candidate: Candidate) -> int:
    return _place(candidate.entity.kind)


def _place(kind: str) -> int:
    return ORDER.index(kind) if kind in ORDER else len(ORDER)
