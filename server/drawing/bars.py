"""Horizontal bar chart: a label, a bar and a number in each row."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from server.drawing.wrapping import wrapped
from server.languages.current import number as spelt

__all__ = ["Bar", "Bars", "Measured", "draw_bars"]

WIDTH: Final = 800
LEFT: Final = 290
"""Where the bars begin, right of their labels."""
LONGEST: Final = 380
"""Length of the longest bar; its number is right of it."""
LETTER: Final = 7
LINE: Final = 16
SPACE: Final = 12
"""Distance between two rows."""
LINES: Final = 2
LEAST: Final = 1.5
"""Minimum length of a bar, so that one among thousands is visible."""


@dataclass(frozen=True)
class Measured:
    """A counted thing: name, number, IRI, and the address of the list that is counted."""

    name: str
    number: int
    iri: str = ""
    listed: str = ""
    note: str = ""


@dataclass(frozen=True)
class Bar:
    """A positioned row: baselines and lines of the label, top and length of the bar."""

    measured: Measured
    lines: tuple[tuple[int, str], ...]
    y: float
    length: float
    percent: float
    told: str


@dataclass(frozen=True)
class Bars:
    """A bar chart with its size; `left` is where the bars begin."""

    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]


def draw_bars(several: Iterable[Measured], whole: int = 0) -> Bars:
    """Return the chart of some numbers, in their order; the longest bar is `whole`, if given.

    Complexity: linear in the bars.

    >>> chart = draw_bars([Measured("a", 4), Measured("b", 1)])
    >>> [bar.length for bar in chart.bars], chart.height
    ([380.0, 95.0], 56)
    """
    counted = [*several]
    most = max(whole, *(one.number for one in counted), 1) if counted else 1
    bars, y = [], 0
    for one in counted:
        rows = wrapped(one.name, (LEFT - 12) // LETTER, LINES)
        lines = tuple((y + LINE * (at + 1) - 3, row) for at, row in enumerate(rows))
        share = one.number / most
        length = round(max(LONGEST * share, LEAST if one.number else 0), 1)
        told = one.note or spelt(one.number)
        percent = round(max(100 * share, LEAST if one.number else 0), 1)
        bars.append(Bar(one, lines, y + 1, length, percent, told))
        y += LINE * len(rows) + SPACE
    return Bars(WIDTH, y, LEFT, tuple(bars))
