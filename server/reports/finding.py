"""Finding of a chart: its title as a sentence, made of the largest of its numbers."""

from collections import Counter

from graph.reports.charts import Chart, Counts
from server.languages.current import number as spelt

__all__ = ["finding"]


def finding(chart: Chart, counts: Counts) -> str:
    """Return the sentence of a chart with its largest cell, or its title where nothing is counted.

    Of a chart by year, the row with the largest total comes first, and its largest year.
    Complexity: linear in the cells.
    """
    if not counts.numbers or not chart.finding:
        return chart.title
    totals: Counter[object] = Counter()
    for (row, _), number in counts.numbers.items():
        totals[row] += number
    cells = counts.numbers
    if all(column.label.isdecimal() for column in counts.columns):
        largest = max(totals.values())
        top = next(row for row in counts.rows if totals[row] == largest)
        cells = {pair: number for pair, number in cells.items() if pair[0] == top}
    (row, column), number = max(cells.items(), key=lambda cell: cell[1])
    return chart.finding.format(
        row=row.label, column=column.label, number=spelt(number), total=spelt(totals[row])
    )
