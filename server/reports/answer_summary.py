"""Summary of an answer: the row of the largest number, its bars, and how many sources it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from graph.engine.base import Row
from ontology import Question
from server.reports.finding import leading
from server.web.site import site

__all__ = ["Measure", "Summary", "summary"]

BARS: Final = 12


@dataclass(frozen=True)
class Measure:
    """A counted thing with its number, and that in percent of the largest."""

    name: str
    number: int
    percent: float


@dataclass(frozen=True)
class Summary:
    """Short form of an answer: its largest numbers, and the number of its sources."""

    measures: tuple[Measure, ...]
    column: str
    sources: int

    @property
    def first(self) -> Measure | None:
        """Return the measure that leads, if one does."""
        return leading(self.measures, lambda one: one.number)


def summary(asked: Question, rows: Sequence[Row]) -> Summary:
    """Return the summary of the rows of an answer.

    Complexity: linear in the rows, and sorting those that count.
    """
    of, column = asked.bars
    counted = [(row[of].text, Decimal(row[column].text)) for row in rows if {of, column} <= {*row}]
    counted = sorted((one for one in counted if one[1]), key=lambda one: (-one[1], one[0]))
    most = counted[0][1] if counted else Decimal(1)
    measures = (
        Measure(site().translated(name), int(number), float(round(100 * number / most, 1)))
        for name, number in counted
    )
    return Summary(tuple(measures)[:BARS], column, len(_sources(rows)))


def _sources(rows: Sequence[Row]) -> set[str]:
    return {name for row in rows if "sources" in row for name in row["sources"].text.split("; ")}
