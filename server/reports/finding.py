"""Finding of a chart: its title as a sentence, made of the largest of its numbers.

A sentence with a superlative is said where one number leads: it alone is the largest, and more than
one. Else several would lead, or a single report.
"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from graph.reports.charts import Chart, Counts
from server.languages.current import gettext
from server.languages.current import number as spelt

__all__ = ["finding", "finding_of", "leading"]

T = TypeVar("T")


def leading(several: Iterable[T], number: Callable[[T], int]) -> T | None:
    """Return the one with the largest number, if it is more than one and nobody has it, too.

    Complexity: sorting.

    >>> leading([2, 3], int), leading([2, 2], int), leading([1], int), leading([], int)
    (3, None, None, None)
    """
    first = sorted(several, key=number, reverse=True)[:2]
    numbers = [*map(number, first), 1, 1]
    return first[0] if numbers[0] > numbers[1] else None


def finding(chart: Chart, counts: Counts) -> str:
    """Return the sentence of a chart with its largest cell, or its title where none leads.

    So it is of a chart with too few columns to compare.

    Of a chart by year, the row with the largest total comes first, and its largest year.
    Complexity: linear in the cells.
    """
    if len(counts.columns) < chart.least or not counts.numbers or not chart.finding:
        return chart.title
    totals = {row: counts.total(row) for row in counts.rows}
    cells = counts.numbers
    if all(column.label.isdecimal() for column in counts.columns):
        top = leading(totals.items(), lambda row: row[1])
        cells = {pair: number for pair, number in cells.items() if top and pair[0] == top[0]}
        first = max(cells.items(), key=lambda cell: cell[1], default=None)
    else:
        first = leading(cells.items(), lambda cell: cell[1])
    if not first:
        return chart.title
    (row, column), number = first
    return chart.finding.format(
        row=row.label, column=column.label, number=spelt(number), total=spelt(totals[row])
    )


def finding_of(title: str, compared: str, counts: Counts) -> str:
    """Return the sentence of a comparison with the number that leads, or else its title.

    Complexity: linear in the cells.
    """
    first = leading(counts.numbers.items(), lambda cell: cell[1])
    if not first:
        return f"{title}: {compared}"
    (row, column), number = first
    return gettext(
        "%(title)s: %(compared)s. The most are of %(row)s: %(number)s (%(column)s)",
        title=title,
        compared=compared,
        row=row.label,
        number=spelt(number),
        column=column.label,
    )
