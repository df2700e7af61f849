"""The command `stats`: prints the coverage figures."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from graph.engine.oxigraph import Store
from graph.release.release import current_release
from graph.reports.coverage import Coverage, read_coverage
from scripts.commands.options import data_option

__all__ = ["stats_command"]


@click.command("stats", epilog="Example: justicegraph stats --format json")
@data_option
@click.option(
    "--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True
)
def stats_command(data: Path, format_: str) -> None:
    """Tell how many issues there are of what, and what is missing.

    An issue that several databases tell of counts once. The counts are of what was reported.
    """
    coverage = read_coverage(Store.open(current_release(data).store))
    if format_ == "json":
        click.echo(json.dumps(coverage.as_json(), indent=2, ensure_ascii=False))
    else:
        click.echo("\n".join(_lines(coverage)))


def _lines(coverage: Coverage) -> Iterator[str]:
    yield f"{coverage.total:,} issues"
    yield ""
    yield "What is missing"
    for share in coverage.shares:
        yield f"{share.lacking:>8,}  {share.percent:>9}  {share.measure.second}"
    for table in coverage.tables:
        yield ""
        yield f"{table.measure.name}, {table.measure.second}"
        yield from (f"{row.issues:>8,}  {row.label}" for row in table.rows)
