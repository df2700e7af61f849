"""Import of generated rows: rows per second and memory."""

import csv
import multiprocessing
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import click

from graph.importing import SOURCES, run

__all__ = ["bench_import"]

HEADER: Final = (
    "aiaaic_id",
    "headline",
    "occurred",
    "deployer",
    "developer",
    "system_name",
    "technology",
    "purpose",
    "ethical_issue",
    "jurisdiction",
    "sector",
    "harm_individual",
    "consequence",
    "response",
    "summary_url",
)
PAGES: Final = "https://www.aiaaic.org/aiaaic-repository/"


def bench_import(sizes: Iterable[int]) -> None:
    """Print a table of the cost of imports of this many rows, each in a new process."""
    click.echo(f"{'rows':>10}  {'wall s':>8} {'CPU s':>8} {'MB':>6} {'rows/s':>8}")
    for size in sizes:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            wall, cpu, megabytes = pool.apply(_timed, (size,))
        figures = f"{wall:8.2f} {cpu:8.2f} {megabytes:6.0f} {size / wall:8,.0f}"
        click.echo(f"{size:>10,}  {figures}")


def _timed(size: int) -> tuple[float, float, float]:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rows.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([HEADER, *_rows(size)])
        wall, cpu = time.perf_counter(), time.process_time()
        outcome = run(SOURCES["aiaaic"], path, Path(name))
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    if outcome.summary["rows"]["issues"] != size:
        raise AssertionError(f"of {size:,} rows {outcome.summary['rows']} became issues")
    return wall, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _rows(size: int) -> Iterator[tuple[str, ...]]:
    """Yield rows as wide as the real ones; many share a name."""
    for number in range(size):
        yield (
            f"AIAAIC{number}",
            f"System number {number} fails those who depend on it",
            str(1990 + number % 36),
            f"Example {number % 5000} Ltd; Jane Roe {number % 300}",
            f"Example {number % 7000} Ltd",
            f"System {number % 20_000}",
            "Machine learning; Facial recognition",
            f"Purpose {number % 1000}",
            "Transparency; Privacy/surveillance; Fairness",
            "USA; Kenya",
            "Technology",
            "Financial loss; Privacy loss",
            "Litigation",
            "System termination",
            f"{PAGES}{number}",
        )
