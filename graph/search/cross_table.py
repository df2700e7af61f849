"""Cross tables: counts of issues by the values of two facets, from bitmap intersections.

A document is an issue, so that one that several records report counts once.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pyroaring import AbstractBitMap, BitMap

from graph.reports.charts import Cell, Counts
from graph.search.facet_values import Value
from graph.search.query import SearchQuery
from graph.search.search import Search

__all__ = ["Comparison", "CrossTable", "Margin", "cross_table", "without"]

WORLD: Final = "/place/world"


class Margin(NamedTuple):
    """A row or a column of a cross table: the value, and how many issues have it."""

    value: str
    word: str
    label: str
    issues: int


@dataclass(frozen=True)
class CrossTable:
    """A cross table: its rows and columns, the issues of each pair by their IRIs, and of all.

    `hidden` are the numbers of rows and columns that are left out, those with the fewest issues.
    """

    rows: tuple[Margin, ...]
    columns: tuple[Margin, ...]
    issues: Mapping[tuple[str, str], int]
    total: int
    hidden: tuple[int, int]


def cross_table(
    search: Search, facets: tuple[str, str], wish: SearchQuery, most: int
) -> CrossTable:
    """Count the issues of a query by the values of two facets, the `most` frequent of each.

    Complexity: linear in the values of both facets, and `most` squared intersections of bitmaps.
    Source: Lemire et al., Roaring bitmaps (2018).
    """
    found = search.documents(wish) & search.values.issues
    rows, columns = (_frequent(search, facet, found) for facet in facets)
    issues = {
        (row.value, column.value): number
        for row, those in rows[:most]
        for column, others in columns[:most]
        if (number := those.intersection_cardinality(others))
    }
    hidden = (max(len(rows) - most, 0), max(len(columns) - most, 0))
    first, second = (tuple(margin for margin, _ in some[:most]) for some in (rows, columns))
    return CrossTable(first, second, issues, len(found), hidden)


def without(search: Search, facet: str, wish: SearchQuery) -> int:
    """Return how many issues of a query have no value of a facet.

    Complexity: linear in the values of the facet.
    """
    found = search.documents(wish) & search.values.issues
    known = BitMap.union(BitMap(), *(one.documents for one in search.values.beginning(facet, "")))
    return len(found - known)


def _frequent(search: Search, facet: str, found: AbstractBitMap) -> list[tuple[Margin, BitMap]]:
    """Return the values of a facet that are found, the most frequent first; years in their order.

    The world, which contains every place, is left out.
    """
    values = [
        (Margin(one.value, one.word, one.label, len(among)), among)
        for one in search.values.beginning(facet, "")
        if not one.value.endswith(WORLD) and (among := one.documents & found)
    ]
    if facet == "year":
        return sorted(values, key=lambda one: one[0].value, reverse=True)
    return sorted(values, key=lambda one: (-one[0].issues, one[0].label, one[0].value))


class Comparison:
    """The rows of a cross table: some values of one facet.

    Complexity of each count: that of intersecting bitmaps.
    Source: Lemire et al., Roaring bitmaps (2018).
    """

    def __init__(self, search: Search, facet: str, chosen: Iterable[Value]) -> None:
        self.values, self.facet, self.chosen = search.values, facet, tuple(chosen)

    def by(
        self, facet: str, most: int | None = None, among: Collection[str] | None = None
    ) -> Counts:
        """Return the issues of each value by another facet; of its values the most frequent.

        Where `among` is given, only values whose IRIs it has.
        """
        found = [one for one in self._values(facet) if among is None or one.value in among]
        sums = {one.value: self._number(one.documents & self._any) for one in found}
        if most is not None and len(found) > most:
            found = sorted(found, key=lambda one: (-sums[one.value], one.label))[:most]
        numbers = {
            (_cell(row), _cell(column)): self._number(row.documents & column.documents)
            for row in self.chosen
            for column in found
            if sums[column.value]
        }
        drawn = BitMap.union(BitMap(), *(one.documents for one in found if sums[one.value]))
        absent = {_cell(row): self._number(row.documents - drawn) for row in self.chosen}
        return Counts((self.facet, facet, "issues"), numbers, self.totals(), absent)

    def totals(self) -> dict[Cell, int]:
        """Return how many issues each of the values has."""
        return {_cell(one): self._number(one.documents) for one in self.chosen}

    def shared(self) -> int:
        """Return how many issues have all of the values."""
        return self._number(BitMap.intersection(*(one.documents for one in self.chosen)))

    @property
    def _any(self) -> BitMap:
        return BitMap.union(BitMap(), *(one.documents for one in self.chosen))

    def _number(self, documents: BitMap) -> int:
        """Count the issues among some documents."""
        return documents.intersection_cardinality(self.values.issues)

    def _values(self, facet: str) -> list[Value]:
        """Return the values of a facet without the world, which contains every place."""
        return [one for one in self.values.listed[facet] if not one.value.endswith(WORLD)]


def _cell(value: Value) -> Cell:
    return Cell(value.label, value.value if ":" in value.value else "")
