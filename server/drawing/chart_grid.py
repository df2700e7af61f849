"""Geometry of a chart of two categories: a grid of squares of proportional area."""

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

from graph.reports.charts import Cell, Counts
from server.drawing.charts import LETTER, LINE, MARGIN

__all__ = ["Grid", "Square", "grid"]

WIDER: Final = 7.6
"""Approximate width of a letter in a heading of a row."""
ROW: Final = 44
WIDEST: Final = 12
"""The most columns that are drawn: more can be read in the table alone."""
SIDE: Final = 38
"""The side of the largest square."""
DIGIT: Final = 7.4
"""Approximate width of a digit; a wider square contains its number."""


@dataclass(frozen=True)
class Square:
    """A number as a square of proportional area."""

    row: Cell
    column: Cell
    number: int
    x: float
    y: float
    side: float

    @property
    def is_roomy(self) -> bool:
        """Whether the number fits into the square."""
        return self.side >= DIGIT * len(f"{self.number:,}") + 4


@dataclass(frozen=True)
class Heading:
    """A row or column label, wrapped, with the position of its first line."""

    lines: tuple[str, ...]
    x: float
    y: float


@dataclass(frozen=True)
class Grid:
    """Squares in a grid with row and column headings."""

    width: int
    height: int
    left: int
    head: int
    rows: tuple[Heading, ...]
    columns: tuple[Heading, ...]
    squares: tuple[Square, ...]
    left_out: int = 0
    """The columns that are not drawn: those with the lowest numbers, beyond `WIDEST`."""
    absent: tuple[tuple[str, int, int], ...] = ()
    """Label of each row that counts things in no column, with how many of how many these are."""

    @property
    def is_empty(self) -> bool:
        """Whether no number is drawn."""
        return not self.squares


def grid(counts: Counts) -> Grid:
    """Return a grid of squares with areas in proportion to the numbers.

    Complexity: as `Counts.columns`.
    """
    counted, whole = counts, counts.upright
    counts = _narrowed(whole)
    rows, columns = counts.rows, counts.columns
    pitch = _pitch(counts)
    named = [textwrap.wrap(one.label, 30)[:2] or [""] for one in rows]
    headed = [textwrap.wrap(one.label, int((pitch - 8) / LETTER)) or [""] for one in columns]
    left = int(max((len(line) for lines in named for line in lines), default=0) * WIDER) + 16
    head = LINE * max((len(lines) for lines in headed), default=0) + 10
    most = max(counts.numbers.values(), default=1)
    across = {one: left + pitch * (at + 0.5) for at, one in enumerate(columns)}
    down = {one: head + ROW * (at + 0.5) for at, one in enumerate(rows)}
    squares = (
        Square(row, column, number, across[column], down[row], _side(number, most))
        for (row, column), number in counts.numbers.items()
        if number
    )
    return Grid(
        int(left + pitch * len(columns)) + MARGIN * 4,
        int(head + ROW * len(rows)),
        left,
        head,
        tuple(_headings(named, [(left - 10, down[one]) for one in rows], 0.5)),
        tuple(_headings(headed, [(across[one], head - 10) for one in columns], 1)),
        tuple(squares),
        len(whole.columns) - len(columns),
        tuple(
            (one.label, number, counted.total(one))
            for one, number in counted.absent.items()
            if number
        ),
    )


def _narrowed(counts: Counts) -> Counts:
    """Return counts with their first `WIDEST` columns, and the rows that these have."""
    kept = {*counts.columns[:WIDEST]}
    return replace(counts, numbers={at: n for at, n in counts.numbers.items() if at[1] in kept})


def _pitch(counts: Counts) -> float:
    """Return the column width that fits the longest word, and numbers on the right of squares."""
    words = [len(word) for one in counts.columns for word in one.label.split()]
    most = max(counts.numbers.values(), default=1)
    outside = [
        (_side(number, most) + SIDE) / 2 + DIGIT * len(f"{number:,}") + 8
        for number in counts.numbers.values()
        if _side(number, most) < DIGIT * len(f"{number:,}") + 4
    ]
    return max(64.0, max(words, default=0) * LETTER + 12, *outside)


def _side(number: int, most: int) -> float:
    return round(max(SIDE * sqrt(number / max(most, 1)), 3.0), 1)


def _headings(
    texts: Sequence[Sequence[str]], places: Sequence[tuple[float, float]], above: float
) -> Iterator[Heading]:
    """Yield headings above their position (`above` = 1) or centred on it (0.5)."""
    for lines, (x, y) in zip(texts, places, strict=True):
        first = y - LINE * (len(lines) - 1) * above + (LINE / 3 if above < 1 else 0)
        yield Heading(tuple(lines), round(x, 1), round(first, 1))
