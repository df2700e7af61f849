"""The figures of a release, read from its measurements."""

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
    """One row of a table: what, and how many issues; `id` is its IRI, where it has one."""

    label: str
    issues: int
    id: str = ""


@dataclass(frozen=True)
class Share:
    """How many of all issues have something, and how many lack it."""

    measure: Measure
    issues: int
    total: int

    @property
    def lacking(self) -> int:
        """Return how many lack it."""
        return self.total - self.issues

    @property
    def percent(self) -> str:
        """Return the part of all issues that lacks it; 0 and 100 only where that is exact.

        >>> [Share(measures()[0], issues, 1000).percent for issues in (1000, 999, 500, 1, 0)]
        ['0 %', 'under 1 %', '50 %', 'over 99 %', '100 %']
        """
        rounded = round(100 * self.lacking / max(self.total, 1))
        if self.lacking and rounded == 0:
            return "under 1 %"
        return "over 99 %" if self.issues and rounded == 100 else f"{rounded} %"


@dataclass(frozen=True)
class Table:
    """How many issues there are of each of several things."""

    measure: Measure
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Coverage:
    """All figures: the number of issues, what how many of them lack, and the tables."""

    total: int
    shares: tuple[Share, ...]
    tables: tuple[Table, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the figures in plain values."""
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
    """Return the query of the measurements, as rows or as a graph."""
    return (files("graph.reports.coverage") / f"{name}.rq").read_text(encoding="utf-8")


def read_coverage(engine: Engine) -> Coverage:
    """Return the figures of a release; what most issues lack comes first.

    Complexity: one query for the measurements.
    """
    found: dict[str, list[Row]] = defaultdict(list)
    for row in engine.rows(coverage_query("measurements")):
        label, id_ = (row[name].text if name in row else "" for name in ("label", "id"))
        found[row["measure"].text].append(Row(label, int(row["issues"].text), id_))
    total = found[ALL][0].issues if found[ALL] else 0
    shares = [
        Share(one, found[one.slug][0].issues, total)
        for one in measures()
        if found[one.slug] and not one.is_table and one.slug != ALL
    ]
    return Coverage(
        total,
        tuple(sorted(shares, key=lambda share: (share.issues, share.measure.slug))),
        tuple(Table(one, _ordered(one, found[one.slug])) for one in measures() if one.is_table),
    )


def _ordered(measure: Measure, rows: list[Row]) -> tuple[Row, ...]:
    """Return rows as the measure orders them, the most reported first unless it says otherwise."""
    if measure.second == "earliest first":
        return tuple(sorted(rows, key=lambda row: int(row.label)))
    return tuple(rows)
