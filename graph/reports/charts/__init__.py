"""Charts: counts by two dimensions, each from one query that the build runs once.

The answer is a CSV file of the release; pages draw it, and nobody counts in a request.
"""

from graph.reports.charts.chart import Chart, ChartType, chart, charts
from graph.reports.charts.counting import CHARTS, Cell, Counts, read_counts, write_counts

__all__ = [
    "CHARTS",
    "Cell",
    "Chart",
    "ChartType",
    "Counts",
    "chart",
    "charts",
    "read_counts",
    "write_counts",
]
