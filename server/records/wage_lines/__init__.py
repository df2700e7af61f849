"""Wage lines: from a product by client and contractor to the workers, their pay and demands."""

from server.records.wage_lines.lines import (
    Hop,
    WageLine,
    end_of,
    kept_lines,
    lines_behind,
    lines_through,
    story,
)
from server.records.wage_lines.tree import CLAIM, LABOUR

__all__ = [
    "CLAIM",
    "LABOUR",
    "Hop",
    "WageLine",
    "end_of",
    "kept_lines",
    "lines_behind",
    "lines_through",
    "story",
]
