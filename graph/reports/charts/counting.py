"""Chart counts: computed by the build, stored as one CSV file a chart, read by the pages."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final, NamedTuple

from graph.engine.base import Engine
from graph.rdf.formats import RESULT_FORMATS
from graph.reports.charts.chart import Chart, charts
from ontology import Unavailable

__all__ = ["CHARTS", "Cell", "Counts", "read_counts", "write_counts"]

CHARTS: Final = "charts"
"""Folder of the counts in a release."""
CSV: Final = next(one for one in RESULT_FORMATS if one.name == "csv")


class Cell(NamedTuple):
    """A row or a column: its label, and its IRI where it has one."""

    label: str
    id: str = ""


@dataclass(frozen=True)
class Counts:
    """A cross table: a number for each pair of row and column that has one, in query order.

    `names` are what rows, columns and numbers are called. `wholes` is how many different things a
    row counts, where that is known, and `absent` how many of these are in no column.
    """

    names: tuple[str, str, str]
    numbers: dict[tuple[Cell, Cell], int]
    wholes: dict[Cell, int] = field(default_factory=dict)
    absent: dict[Cell, int] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[Cell, ...]:
        """Return the distinct rows, in order of first occurrence."""
        return tuple(dict.fromkeys(row for row, _ in self.numbers))

    @property
    def columns(self) -> tuple[Cell, ...]:
        """Return the distinct columns: years in order, others by sum, the largest first."""
        distinct = dict.fromkeys(column for _, column in self.numbers)
        if all(cell.label.isdecimal() for cell in distinct):
            return tuple(sorted(distinct, key=lambda cell: int(cell.label)))
        sums = {
            cell: sum(n for (_, at), n in self.numbers.items() if at == cell) for cell in distinct
        }
        return tuple(sorted(distinct, key=lambda cell: (-sums[cell], cell.label)))

    def total(self, row: Cell) -> int:
        """Return how many different things a row counts, or else the sum of its numbers."""
        if row in self.wholes:
            return self.wholes[row]
        return sum(number for (at, _), number in self.numbers.items() if at == row)

    @property
    def upright(self) -> "Counts":
        """Return the table transposed if it has more columns than rows.

        So what there is more of goes down a page, which is longer than it is wide.
        """
        if len(self.columns) <= len(self.rows):
            return self
        row, column, number = self.names
        order = {cell: place for place, cell in enumerate(self.columns)}
        pairs = sorted(self.numbers.items(), key=lambda pair: order[pair[0][1]])
        numbers = {(b, a): value for (a, b), value in pairs}
        return replace(self, names=(column, row, number), numbers=numbers)


def write_counts(folder: Path, engine: Engine) -> None:
    """Write the result of each chart's query into a release.

    Complexity: each query once.
    """
    (folder / CHARTS).mkdir()
    for one in charts():
        (folder / CHARTS / f"{one.slug}.csv").write_bytes(engine.query(one.text, CSV).read())


def read_counts(folder: Path, chart: Chart) -> Counts:
    """Return the counts of a chart from a release; raises `Unavailable` if they are missing."""
    path = folder / CHARTS / f"{chart.slug}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            names = tuple(reader.fieldnames or ())
            return Counts(names[:3], dict(_numbers(names, reader)))  # type: ignore[arg-type]
    except (OSError, KeyError, ValueError) as error:
        message = f"{path.name}: the release has no such counts: build it again"
        raise Unavailable(message) from error


def _numbers(
    names: tuple[str, ...], reader: "csv.DictReader[str]"
) -> Iterator[tuple[tuple[Cell, Cell], int]]:
    row, column, number = names[:3]
    for line in reader:
        pair = (
            Cell(line[row], line.get(f"{row}Id", "")),
            Cell(line[column], line.get(f"{column}Id", "")),
        )
        yield pair, int(line[number])
