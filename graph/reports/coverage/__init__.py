"""Coverage: counts of what the graph holds and lacks, each from its own query.

The build counts once and publishes the figures as measurements in the Data Quality Vocabulary;
the page, the command and the downloads read them from there.
"""

from graph.reports.coverage.measures import Measure, measures
from graph.reports.coverage.measuring import dqv_measurements
from graph.reports.coverage.reading import (
    Coverage,
    Row,
    Share,
    Table,
    coverage_query,
    read_coverage,
)

__all__ = [
    "Coverage",
    "Measure",
    "Row",
    "Share",
    "Table",
    "coverage_query",
    "dqv_measurements",
    "measures",
    "read_coverage",
]
