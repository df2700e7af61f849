"""Facet counts: the documents of each value as a Roaring bitmap, counted by intersection."""

import heapq
import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from pyroaring import AbstractBitMap, BitMap

from graph.search.facets import ISSUES, LOADED

__all__ = ["Choice", "Value", "Values", "choices", "counted"]

VALUES: Final = "SELECT value, word, label, documents FROM facet WHERE name = ?"
OF_WORDS: Final = f"{VALUES} AND word IN (SELECT value FROM json_each(?)) ORDER BY value"  # noqa: S608 - no value of anybody
BEGINNING: Final = f"{VALUES} AND word >= ? AND word < ? ORDER BY value"
CALLED: Final = """
SELECT word, label FROM facet WHERE name = ?1 AND (word = ?2 OR label = ?3 COLLATE NOCASE)
"""
NAMES: Final = "SELECT DISTINCT label FROM facet WHERE name = ? ORDER BY label LIMIT ?"
MOST_NAMES: Final = 20_000
LAST: Final = "\U0010ffff"
SYSTEMS: Final = ("AISystem",)
ACTORS: Final = ("Organization", "Person")


class Choice(NamedTuple):
    """A value of a facet: its IRI and its word, its label, how many have it, if it is chosen."""

    value: str
    word: str
    label: str
    documents: int
    is_chosen: bool


class Value(NamedTuple):
    """A value of a facet with the numbers of the documents that have it."""

    value: str
    word: str
    label: str
    documents: BitMap


@dataclass
class Values:
    """Facet values of an index: listed facets are cached, others are read on demand."""

    opened: Callable[[], AbstractContextManager[sqlite3.Connection]]

    @cached_property
    def listed(self) -> Mapping[str, list[Value]]:
        """Return all values of each listed facet."""
        return {name: self._asked(f"{VALUES} ORDER BY value", name) for name in LOADED}

    @cached_property
    def largest(self) -> Mapping[str, list[Value]]:
        """Return all values of each listed facet, the most frequent first."""
        return {
            name: sorted(values, key=lambda one: -len(one.documents))
            for name, values in self.listed.items()
        }

    @cached_property
    def issues(self) -> BitMap:
        """Return the documents that are issues."""
        return self._of_kinds(ISSUES)

    @cached_property
    def systems(self) -> BitMap:
        """Return the documents that are AI systems."""
        return self._of_kinds(SYSTEMS)

    @cached_property
    def actors(self) -> BitMap:
        """Return the documents that are actors."""
        return self._of_kinds(ACTORS)

    def _of_kinds(self, kinds: Collection[str]) -> BitMap:
        found = (one.documents for one in self.listed["kind"] if one.word in kinds)
        return BitMap.union(BitMap(), *found)

    def of_words(self, name: str, words: tuple[str, ...]) -> list[Value]:
        """Return the values of a facet by their words (slugs)."""
        if not words:
            return []
        if name in LOADED:
            asked = frozenset(words)
            return [one for one in self.listed.get(name, ()) if one.word in asked]
        return self._asked(OF_WORDS, name, json.dumps(words))

    def called(self, name: str, value: str) -> list[str]:
        """Return the words of the values of a facet that a word or a label names, in any case."""
        folded = value.strip().casefold()
        if name in LOADED:
            known = [(one.word, one.label) for one in self.listed[name]]
        else:
            with self.opened() as connection:
                known = connection.execute(CALLED, (name, folded, value.strip())).fetchall()
        exact = [word for word, _ in known if word.casefold() == folded]
        return exact or [word for word, label in known if label.casefold() == folded]

    def names(self, name: str) -> list[str]:
        """Return the labels of a facet's values, at most 20,000."""
        with self.opened() as connection:
            return [label for (label,) in connection.execute(NAMES, (name, MOST_NAMES))]

    def beginning(self, name: str, begins: str) -> list[Value]:
        """Return the values of a facet whose word has a prefix."""
        if name in LOADED:
            return [one for one in self.listed[name] if one.word.startswith(begins)]
        return self._asked(BEGINNING, name, begins, begins + LAST)

    def _asked(self, query: str, *bound: str) -> list[Value]:
        with self.opened() as connection:
            rows = connection.execute(query, bound)
            return [
                Value(value, word, label, BitMap.deserialize(documents))
                for value, word, label, documents in rows
            ]


def choices(
    name: str, values: Sequence[Value], found: BitMap, chosen: Collection[str], most: int
) -> tuple[Choice, ...]:
    """Return the top values by count, and the chosen ones (threshold algorithm).

    Complexity: linear in the values, up to one that has fewer documents than the last of the first
    have among those that were found.
    """
    likely = values if name == "year" else _foremost(values, found, most)
    first = counted(name, likely, found, chosen)[:most]
    shown = {one.value for one in first}
    others = [one for one in values if one.word in chosen and one.value not in shown]
    return (*first, *counted(name, others, found, chosen))


def _foremost(values: Iterable[Value], found: BitMap, most: int) -> list[Value]:
    """Return candidates for the top values; a smaller value cannot exceed the least of them."""
    kept: list[Value] = []
    numbers = [0] * most
    for one in values:
        if len(one.documents) < numbers[0]:
            break
        number = one.documents.intersection_cardinality(found)
        if number and number >= numbers[0]:
            kept.append(one)
            heapq.heapreplace(numbers, number)
    return kept


def counted(
    name: str,
    values: Iterable[Value],
    found: AbstractBitMap,
    chosen: Collection[str] = (),
) -> list[Choice]:
    """Count values among the documents found, the most frequent first; chosen ones always stay.

    Years come from the last on. Complexity: linear in the values, and sorting those that are found.
    """
    counts = [
        Choice(one.value, one.word, one.label, number, one.word in chosen)
        for one in values
        if (number := one.documents.intersection_cardinality(found)) or one.word in chosen
    ]
    if name == "year":
        return sorted(counts, key=lambda one: one.value, reverse=True)
    return sorted(counts, key=lambda one: (-one.documents, one.label, one.value))
