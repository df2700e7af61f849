"""Chart geometry: positions of columns, squares and labels; templates write the SVG.

No library draws here: those at hand write styles into their pictures, which the pages' security
policy refuses and which cannot turn dark, or need a browser. Two kinds of picture are enough.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from math import ceil, floor, log10
from typing import Final, NamedTuple

from graph.reports.charts import Cell, Counts
from server.languages.current import gettext_noop as _

__all__ = [
    "EVENTS",
    "Column",
    "Event",
    "Mark",
    "Panel",
    "Panels",
    "Scale",
    "nice",
    "panels",
]

WIDTH: Final = 320
HEIGHT: Final = 132
FLOOR: Final = 112
"""Baseline of the columns."""
CEILING: Final = 14
MARGIN: Final = 4
YEARS: Final = 16
"""The most years with a column; earlier years share one."""
LETTER: Final = 6.6
"""Approximate width of a letter in a heading of a column."""
LINE: Final = 15
FEW: Final = 10
"""From which number on the ends of scales are round in tens; below, they are even."""
STEPS: Final = (10, 15, 20, 25, 30, 40, 50, 60, 80, 100)
EVENTS: Final = {
    "case": ("l3 5h-6z", _("a case was brought")),
    "ruling": ("l3 3-3 3-3-3z", _("a court or authority decided")),
    "law": ("m-2.5 0h5v5h-5z", _("a law was proposed or passed")),
}
"""Kinds of events with their shapes, as SVG path data, and what they say."""
APART: Final = 5
"""Points between marks of two kinds in a year."""


class Scale(Enum):
    """Scale of small multiples: one for each panel, one for all, or shares of each year."""

    OWN = "own"
    ONE = "one"
    SHARE = "share"


class Event(NamedTuple):
    """An event in a year: its label, its IRI, and its kind, one of `EVENTS`."""

    year: int
    label: str
    iri: str
    kind: str = "case"


@dataclass(frozen=True)
class Column:
    """One column of a panel: a year, or all years before."""

    label: str
    number: int
    x: float
    y: float
    width: float
    height: float
    is_bundle: bool
    share: float = 0
    """Percent of what all rows count in the same year."""


class Mark(NamedTuple):
    """The events of a kind below a year of a panel: labels, the IRI of a single one, the middle."""

    label: str
    iri: str
    x: float
    kind: str = "case"

    @property
    def shape(self) -> str:
        """Return its outline as SVG path data, from its middle at the baseline on."""
        return EVENTS[self.kind][0]


@dataclass(frozen=True)
class Panel:
    """The columns of one row of counts, on a scale up to `top`, with events below them."""

    row: Cell
    columns: tuple[Column, ...]
    total: int
    top: int
    marks: tuple[Mark, ...] = ()
    absent: int = 0
    """How many of the total are in no column."""

    @property
    def again(self) -> int:
        """Return how often a thing is drawn once more, in a further year that it has."""
        return sum(one.number for one in self.columns) - (self.total - self.absent)

    @property
    def most(self) -> Column | None:
        """Return the year with the largest number, the latest of equal ones."""
        years = [one for one in self.columns if not one.is_bundle and one.number]
        return max(years, key=lambda one: (one.number, one.label), default=None)

    @property
    def highest(self) -> Column | None:
        """Return the column of a year that is drawn highest, whose number is written above it."""
        years = [one for one in self.columns if not one.is_bundle and one.number]
        return max(years, key=lambda one: (one.height, one.label), default=None)


@dataclass(frozen=True)
class Panels:
    """Small multiples: one panel a row, each on its own scale, on one for all, or of shares."""

    panels: tuple[Panel, ...]
    since: int
    scale: Scale
    width: int = WIDTH
    height: int = HEIGHT
    floor: int = FLOOR
    ceiling: int = CEILING

    @property
    def is_empty(self) -> bool:
        """Whether no panel has a column with a number."""
        return not any(column.number for panel in self.panels for column in panel.columns)

    @property
    def legend(self) -> list[tuple[str, str]]:
        """Return the shapes of the marks that are drawn, with what they say."""
        drawn = {mark.kind for panel in self.panels for mark in panel.marks}
        return [words for kind, words in EVENTS.items() if kind in drawn]


def nice(number: int) -> int:
    """Return the next round number, as the end of a scale.

    >>> [nice(one) for one in (0, 1, 4, 7, 14, 149, 201, 610)]
    [2, 2, 4, 8, 15, 150, 250, 800]
    """
    if number < FEW:
        return max(number + number % 2, 2)
    power: int = 10 ** max(floor(log10(max(number, 1))) - 1, 0)
    return next(step * power for step in STEPS if step * power >= number)


def panels(
    counts: Counts, scale: Scale = Scale.OWN, events: Mapping[str, Sequence[Event]] | None = None
) -> Panels:
    """Return a panel of years for each row, with the events of the row by its IRI.

    The axis goes on to the last year of all, also where a year has no number. Shares are of the sum
    of all rows in a year.
    """
    years = [int(one.label) for one in counts.columns] or [0]
    since = max(min(years), max(years) - YEARS + 1)
    numbers = {row: dict[int, int]() for row in counts.rows}
    for (row, column), number in counts.numbers.items():
        at = int(column.label) if int(column.label) >= since else since - 1
        numbers[row][at] = numbers[row].get(at, 0) + number
    span = range(since - 1 if min(years) < since else since, max(years) + 1)
    wholes = {year: sum(some.get(year, 0) for some in numbers.values()) for year in span}
    axis = _Axis(span, since, wholes, scale)
    largest = max((axis.largest(some) for some in numbers.values()), default=0)
    drawn = (
        replace(
            _panel(row, some, axis, largest, (events or {}).get(row.id, ())),
            total=counts.total(row),
            absent=counts.absent.get(row, 0),
        )
        for row, some in numbers.items()
    )
    return Panels(tuple(drawn), since, scale)


class _Axis(NamedTuple):
    """The years of all panels, what all rows count in each, and the scale."""

    span: range
    since: int
    wholes: Mapping[int, int]
    scale: Scale

    @property
    def pitch(self) -> float:
        return (WIDTH - 2 * MARGIN) / len(self.span)

    def share(self, year: int, number: int) -> float:
        return 100 * number / max(self.wholes[year], 1)

    def middle(self, year: int) -> float:
        return round(MARGIN + (year - self.span[0] + 0.5) * self.pitch, 1)

    def largest(self, numbers: Mapping[int, int]) -> float:
        if self.scale is Scale.SHARE:
            return max((self.share(year, number) for year, number in numbers.items()), default=0)
        return max(numbers.values(), default=0)


def _panel(
    row: Cell, numbers: dict[int, int], axis: _Axis, largest: float, events: Sequence[Event]
) -> Panel:
    top = nice(ceil(largest if axis.scale is Scale.ONE else axis.largest(numbers)))
    columns = tuple(_columns(numbers, axis, top))
    return Panel(row, columns, sum(numbers.values()), top, tuple(_marks(events, axis)))


def _marks(events: Sequence[Event], axis: _Axis) -> Iterator[Mark]:
    """Yield a mark for the events of each year and kind, a little apart from other kinds."""
    shown = [one for one in events if one.year >= axis.since and one.year in axis.span]
    by_mark: dict[tuple[int, str], list[Event]] = {}
    for event in sorted(shown, key=lambda one: (one.year, [*EVENTS].index(one.kind), one.iri)):
        by_mark.setdefault((event.year, event.kind), []).append(event)
    for (year, kind), some in by_mark.items():
        iri = some[0].iri if len(some) == 1 else ""
        aside = ([*EVENTS].index(kind) - 1) * APART
        yield Mark("; ".join(one.label for one in some), iri, axis.middle(year) + aside, kind)


def _columns(numbers: dict[int, int], axis: _Axis, top: int) -> Iterator[Column]:
    pitch = axis.pitch
    for at, year in enumerate(axis.span):
        number = numbers.get(year, 0)
        share = axis.share(year, number)
        height = round(
            (FLOOR - CEILING) * (share if axis.scale is Scale.SHARE else number) / top, 1
        )
        if number:
            height = max(height, 1.0)
        x = round(MARGIN + at * pitch + pitch * 0.1, 1)
        since = axis.since
        label, is_bundle = (str(year), False) if year >= since else (f"before {since}", True)
        y, width = round(FLOOR - height, 1), round(pitch * 0.8, 1)
        yield Column(label, number, x, y, width, height, is_bundle, round(share, 1))
