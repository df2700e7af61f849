"""Reads the coverage figures of a release from its DQV measurements."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from graph.engine.base import Engine
from graph.reports.coverage.measures import ALL, Measure, measures

__all__ = ["Coverage", "Row", "Share", "Table", "coverage_query", "read_coverage"]


@dataclass(frozen=True)
class Row:
    """A table row: label, number of issues, and an IRI if it has one."""

    label: str
    issues: int
    id: str = ""


@dataclass(frozen=True)
class Share:
    """A share: the number of issues that have something, of all issues."""

    measure: Measure
    issues: int
    total: int

    @property
    def lacking(self) -> int:
        """Return the number of issues that lack it."""
        return self.total - self.issues

    @property
    def percent(self) -> str:
        """Return the percentage that lacks it; 0 and 100 only if exact.

        >>> [Share(measures()[0], issues, 1000).percent for issues in (1000, 999, 500, 1, 0)]
        ['0 %', 'under 1 %', '50 %', 'over 99 %', '100 %']
        """
        rounded = round(100 * self.lacking / max(self.total, 1))
        if self.lacking and rounded == 0:
            return "under 1 %"
        return "over 99 %" if self.issues and rounded == 100 else f"{rounded} %"


@dataclass(frozen=True)
class Table:
    """A table: the number of issues for each of several things."""

    measure: Measure
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Coverage:
    """All coverage figures: total, shares and tables."""

    total: int
    shares: tuple[Share, ...]
    tables: tuple[Table, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the figures as plain values, for JSON."""
        return {
            "issues": self.total,
            "shares": {
                one.measure.slug: {"issues": one.issues, "lacking": one.lacking}
                for one in self.shares
            },
            "tables": {
                table.measure.slug: [
                    {"label": row.label, "issues": row.issues, **({"id": row.id} if row.id else {})}
                    for row in table.rows
                ]
                for table in self.tables
            },
        }


@cache
def coverage_query(name: str) -> str:
    """Return the query for the measurements, as rows or as a graph."""
    return (files("graph.reports.coverage") / f"{name}.rq").read_text(encoding="utf-8")


def read_coverage(engine: Engine) -> Coverage:
    """Return the coverage figures of a release; shares with the most missing come first.

    Complexity: one query for the measurements.
    """
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in engine.rows(coverage_query("measurements")):
        label, id_ = (row[name].text if name in row else "" for name in ("label", "id"))
        rows[row["measure"].text].append(Row(label, int(row["issues"].text), id_))
    total = rows[ALL][0].issues if rows[ALL] else 0
    shares = [
        Share(measure, rows[measure.slug][0].issues, total)
        for measure in measures()
        if rows[measure.slug] and not measure.is_table and measure.slug != ALL
    ]
    return Coverage(
        total,
        tuple(sorted(shares, key=lambda share: (share.issues, share.measure.slug))),
        tuple(
            Table(measure, _ordered(measure, rows[measure.slug]))
            for measure in measures()
            if measure.is_table
        ),
    )


def _ordered(measure: Measure, rows: list[Row]) -> tuple[Row, ...]:
    """Return rows in the order of the measure: the most issues first, or the earliest year."""
    if measure.second == "earliest first":
        return tuple(sorted(rows, key=lambda row: int(row.label)))
    return tuple(rows)
