"""Vectorised counting over dictionary-encoded quads (numpy), without a Python step for each."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

import numpy as np

from graph.rdf.columns import Numbers, coded, distinct
from graph.rdf.quads import Quad
from graph.rdf.terms import TYPE

__all__ = ["Kind", "TripleCounts"]


Kind = tuple[str, ...]
"""The classes of a node, sorted."""


class TripleCounts:
    """Counts of a graph; a triple that several named graphs hold counts once.

    Complexity: sorting numbers, a few times as many as there are quads.

    >>> kenya = ("<a:kenya>", TYPE, "<a:Country>")
    >>> tally = TripleCounts([("<a:g>", *kenya), ("<a:h>", *kenya)])
    >>> len(tally.triples), tally.graphs(), tally.classes()
    (1, {'<a:g>': 1, '<a:h>': 1}, {'<a:Country>': 1})
    """

    def __init__(self, quads: Sequence[Quad]) -> None:
        self.terms, rows = coded(quads)
        self._graphs, self._rows = rows[:, 0], rows
        self.triples = self._once_each(rows)
        self._of, self._properties, self._to = self.triples.T

    def _once_each(self, rows: Numbers) -> Numbers:
        """Return triples once each; only those of a subject of several graphs can repeat."""
        several = _partners(rows[:, 1], rows[:, 0], len(self.terms)) > 1
        repeats = several[rows[:, 1]]
        return np.concatenate([rows[~repeats, 1:], distinct(rows[repeats, 1:])])

    def subjects(self) -> int:
        """Return the number of distinct subjects."""
        return len(_counts(self._of))

    def objects(self) -> int:
        """Return the number of distinct objects."""
        return len(_counts(self._to))

    def graphs(self) -> dict[str, int]:
        """Return the named graphs, each with its number of triples."""
        counts = ((self.terms[graph], count) for graph, count in _counts(self._graphs).items())
        return {name: count for name, count in counts if name}

    def classes(self) -> dict[str, int]:
        """Return the classes, each with its number of instances."""
        kinds, kind_of = self._kinds
        numbers: dict[str, int] = defaultdict(int)
        for kind, count in _counts(kind_of).items():
            for class_ in kinds[kind]:
                numbers[class_] += count
        return dict(sorted(numbers.items()))

    def properties(self) -> list[tuple[str, int, int, int]]:
        """Return the properties, each with the numbers of its triples, subjects and objects."""
        subjects, objects = (
            _partners(self._properties, end, len(self.terms)) for end in (self._of, self._to)
        )
        return sorted(
            (self.terms[one], count, int(subjects[one]), int(objects[one]))
            for one, count in _counts(self._properties).items()
        )

    def degrees(self) -> dict[str, tuple[int, int, int]]:
        """Return the statements of each property, the most of one subject and of one object.

        A statement of two graphs counts twice, as an engine reads it. The empty name stands for all
        properties.
        """
        size = len(self.terms)
        _, of, properties, to = self._rows.T
        most_of, most_to = (_most(properties, end, size) for end in (of, to))
        found = {
            self.terms[one]: (count, int(most_of[one]), int(most_to[one]))
            for one, count in _counts(properties).items()
        }
        most_of_all, most_to_all = (int(max(np.bincount(end), default=0)) for end in (of, to))
        return {"": (len(self._rows), most_of_all, most_to_all)} | dict(sorted(found.items()))

    def of_properties(self, names: Collection[str]) -> Iterator[tuple[str, str, str]]:
        """Yield the triples of some properties."""
        for name in sorted(names):
            for subject, _, object_ in self._of_property(name).tolist():
                yield self.terms[subject], name, self.terms[object_]

    def _of_property(self, name: str) -> Numbers:
        triples: Numbers = self.triples[self._properties == self._places.get(name, -1)]
        return triples

    @cached_property
    def _places(self) -> dict[str, int]:
        return {self.terms[place]: place for place in _counts(self._properties)}

    @cached_property
    def _kinds(self) -> tuple[list[Kind], Numbers]:
        """Return the distinct class sets, the empty one first, and each node's index in them."""
        classes_of: dict[int, list[str]] = defaultdict(list)
        for node, _, class_ in self._of_property(TYPE).tolist():
            classes_of[node].append(self.terms[class_])
        known: dict[Kind, int] = {(): 0}
        kind_of = np.zeros(len(self.terms), dtype=np.int64)
        for node, classes in classes_of.items():
            kind_of[node] = known.setdefault(tuple(sorted(classes)), len(known))
        return list(known), kind_of

    def uses(self) -> Iterator[tuple[Kind, str, Kind | str, int]]:
        """Yield the number of triples by classes of subject, property, and classes of object.

        A literal is represented by what follows its closing quote: its language or datatype.
        """
        kinds, kind_of = self._kinds
        ends: list[Kind | str] = [*kinds]
        tags: dict[str, int] = {}
        end_of = kind_of.copy()
        for place, term in enumerate(self.terms):
            if term.startswith('"'):
                end_of[place] = tags.setdefault(term.rpartition('"')[2], len(ends) + len(tags))
        ends += tags
        distinct_uses, counts = np.unique(
            (kind_of[self._of] * len(self.terms) + self._properties) * len(ends) + end_of[self._to],
            return_counts=True,
        )
        for use, count in zip(distinct_uses.tolist(), counts.tolist(), strict=True):
            rest, end = divmod(use, len(ends))
            kind, property_ = divmod(rest, len(self.terms))
            yield kinds[kind], self.terms[property_], ends[end], count


def _counts(column: Numbers) -> dict[int, int]:
    """Return the number of occurrences of each number in a column.

    >>> _counts(np.array([2, 0, 2]))
    {0: 1, 2: 2}
    """
    counts = np.bincount(column)
    present = np.flatnonzero(counts)
    return dict(zip(present.tolist(), counts[present].tolist(), strict=True))


def _partners(column: Numbers, other: Numbers, size: int) -> Numbers:
    """Return the number of distinct values in `other` for each number below `size`.

    >>> _partners(np.array([2, 0, 2, 2]), np.array([1, 1, 0, 1]), 3).tolist()
    [1, 0, 2]
    """
    pairs = np.sort(column * size + other)
    firsts = pairs[np.diff(pairs, prepend=-1) > 0]
    return np.bincount(firsts // max(1, size), minlength=size)


def _most(column: Numbers, other: Numbers, size: int) -> Numbers:
    """Return, for each number below `size`, how often the commonest number in `other` is with it.

    >>> _most(np.array([2, 0, 2, 2]), np.array([1, 1, 1, 0]), 3).tolist()
    [1, 0, 2]
    """
    pairs, counts = np.unique(column * size + other, return_counts=True)
    most = np.zeros(size, dtype=np.int64)
    np.maximum.at(most, pairs // max(1, size), counts)
    return most
