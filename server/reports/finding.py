"""Finding of a chart: its title as a sentence, made of the largest of its numbers."""

from graph.reports.charts import Chart, Counts
from server.languages.current import gettext
from server.languages.current import number as spelt

__all__ = ["finding", "finding_of"]


def finding(chart: Chart, counts: Counts) -> str:
    """Return the sentence of a chart with its largest cell, or its title where nothing is counted.

    Of a chart by year, the row with the largest total comes first, and its largest year.
    Complexity: linear in the cells.
    """
    if not counts.numbers or not chart.finding:
        return chart.title
    totals = {row: counts.total(row) for row in counts.rows}
    cells = counts.numbers
    if all(column.label.isdecimal() for column in counts.columns):
        largest = max(totals.values())
        top = next(row for row in counts.rows if totals[row] == largest)
        cells = {pair: number for pair, number in cells.items() if pair[0] == top}
    (row, column), number = max(cells.items(), key=lambda cell: cell[1])
    return chart.finding.format(
        row=row.label, column=column.label, number=spelt(number), total=spelt(totals[row])
    )


def finding_of(title: str, compared: str, counts: Counts) -> str:
    """Return the sentence of a comparison with its largest number, or else its title.

    Complexity: linear in the cells.
    """
    if not any(counts.numbers.values()):
        return f"{title}: {compared}"
    (row, column), number = max(counts.numbers.items(), key=lambda cell: cell[1])
    return gettext(
        "%(title)s: %(compared)s. The most are of %(row)s: %(number)s (%(column)s)",
        title=title,
        compared=compared,
        row=row.label,
        number=spelt(number),
        column=column.label,
    )
