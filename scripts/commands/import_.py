"""The command `import`: imports a snapshot of a public database."""

import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from graph.importing import SOURCES, Outcome, run
from ontology import Misuse
from scripts.commands.options import data_option

__all__ = ["import_command"]


@click.command("import", epilog="Example: justicegraph import aiid aiid-snapshot.tar.bz2")
@click.argument("source", type=click.Choice(sorted(SOURCES)))
@click.argument("path", type=click.Path(path_type=Path))
@data_option
@click.option("--retrieved", help="The day on which the snapshot was taken; else that of the file.")
def import_command(source: str, path: Path, data: Path, retrieved: str | None) -> None:
    """Import a snapshot of a database; 'build' then takes it up.

    PATH is a folder, a sheet, a zip or a packed tar. A row that cannot be read is put aside with
    its line and its reason, and the rest is kept; the exit code is then 1. The same snapshot again
    changes nothing.
    """
    with tqdm(desc=f"import {source}", unit="row", disable=None, file=sys.stderr) as bar:
        outcome = run(SOURCES[source], path, data, _day(retrieved), bar.update)
    _tell(outcome)
    if not outcome.is_whole:
        raise click.exceptions.Exit(1)


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Misuse(f"--retrieved {text}: give a day, such as 2026-05-31") from None


def _tell(outcome: Outcome) -> None:
    """Print the imported rows to stdout, and the quarantined rows to stderr."""
    summary = outcome.summary
    rows = summary["rows"]
    click.echo(
        f"{outcome.folder}: {rows['in']:,} rows = {rows['issues']:,} {summary['makes']} "
        f"+ {rows['merged']:,} merged + {rows['quarantined']:,} put aside"
    )
    click.echo(_changes(summary) if outcome.is_new else "nothing changed since the last import")
    if not outcome.is_whole:
        aside = rows["quarantined"] + summary["refused"]
        message = f"{aside:,} rows or files were put aside: see {outcome.folder}/quarantine.csv"
        click.echo(f"justicegraph: {message}", err=True)


def _changes(summary: dict[str, Any]) -> str:
    withheld = sum(column["withheld"] for column in summary["names"].values())
    changes = ", ".join(f"{count:,} {what}" for what, count in summary["changes"].items())
    return f"records: {changes}; {withheld:,} names withheld until somebody reviews them"
