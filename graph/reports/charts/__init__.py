"""Charts: questions that are answered with counts, each by one query that the build asks once.

The answer is a CSV file of the release; pages draw it, and nobody counts in a request.
"""

from graph.reports.charts.chart import Chart, Drawn, chart, charts
from graph.reports.charts.counting import CHARTS, Cell, Counts, read_counts, write_counts

__all__ = [
    "CHARTS",
    "Cell",
    "Chart",
    "Counts",
    "Drawn",
    "chart",
    "charts",
    "read_counts",
    "write_counts",
]
