"""The command `import`: imports a snapshot of a public database."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click
from tqdm import tqdm

from graph.importing import Outcome, run, sources
from graph.importing.review import waiting
from ontology import Misuse, current_project
from scripts.commands.asking import on_terminal
from scripts.commands.options import data_option
from scripts.commands.projects.import_table import table_command
from scripts.commands.projects.this_project import snapshot_of
from scripts.commands.reviewing.left_out import not_taken, number_of, unplaced
from scripts.commands.reviewing.names_questions import MOST, ask_names
from scripts.commands.reviewing.names_review import review_command

__all__ = ["import_command"]


RECORDS: Final = "records"
MOST_ASIDE: Final = 0.1
"""The share of rows that may be put aside before the exit code is 1."""


class _Import(click.Group):
    """Group of sources, and a new table where a file is named in place of a source."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of a source, or of a table: what has a dot or a slash is a file."""
        is_file = args[0] not in self.commands and ("." in args[0] or "/" in args[0])
        return super().resolve_command(ctx, ["table", *args] if is_file else args)


@click.group(
    "import",
    cls=_Import,
    epilog="Example: justicegraph import wells.csv",
    subcommand_metavar="FILE | SOURCE [ARGS]...",
)
def import_command() -> None:
    """Import a table of your own, or a snapshot of a database; 'build' then takes it up.

    A row that cannot be read is put aside with its line and its reason, and the rest is kept. The
    exit code is 0, with a warning, where few rows are put aside, and 1 beyond --most-aside. What a
    table said that a newer snapshot lacks is kept. The same snapshot again changes nothing. A name
    that may be a private person's is withheld until somebody decides on it: on a terminal, 'import'
    asks, and 'import review' does elsewhere.
    """


def _import(
    source: str, path: Path, data: Path, retrieved: str | None, most: float, *, complete: bool
) -> None:
    outcome = _run(source, path, data, retrieved, complete=complete)
    is_asking = on_terminal() and 0 < outcome.summary["waiting"] <= MOST
    if is_asking and ask_names(waiting(sources()[source], path, data), data):
        outcome = _run(source, path, data, retrieved, complete=complete)
    _tell(outcome)
    if outcome.share > most:
        raise click.exceptions.Exit(1)


def _run(source: str, path: Path, data: Path, retrieved: str | None, *, complete: bool) -> Outcome:
    """Import a snapshot with a progress bar."""
    with tqdm(desc=f"import {source}", unit="row", disable=None, file=sys.stderr) as bar:
        return run(sources()[source], path, data, _day(retrieved), bar.update, complete=complete)


def _add(source: str) -> None:
    """Add the command that imports one source."""

    @import_command.command(
        source,
        help=f"Import {sources()[source].title}. PATH is a folder, a sheet, a zip or a packed "
        "tar; without it, the project file names it.",
        epilog=f"Example: justicegraph import {source} path/to/snapshot",
    )
    @click.argument("path", required=False, type=click.Path(path_type=Path))
    @data_option
    @click.option("--retrieved", help="The day on which the snapshot was taken; else the file's.")
    @click.option("--complete", is_flag=True, help="Withdraw what tables said that are absent now.")
    @click.option(
        "--most-aside",
        type=click.FloatRange(0, 1),
        default=MOST_ASIDE,
        show_default=True,
        envvar="JUSTICEGRAPH_MOST_ASIDE",
        show_envvar=True,
        help="The share of rows that may be put aside before the exit code is 1.",
    )
    @click.option("--strict", is_flag=True, help="Exit with 1 where any row is put aside.")
    def command(
        path: Path | None,
        data: Path,
        retrieved: str | None,
        complete: bool,
        most_aside: float,
        strict: bool,
    ) -> None:
        most = 0.0 if strict else most_aside
        _import(source, path or snapshot_of(source), data, retrieved, most, complete=complete)


for name in sorted(sources()):
    _add(name)


@import_command.command("all", epilog="Example: justicegraph import all")
@data_option
def all_command(data: Path) -> None:
    """Import every snapshot that the file of the project names, one after the other."""
    project = current_project()
    if not project or not project.sources:
        raise Misuse("no sources: name them in justicegraph.toml, each with importer and path")
    for source in project.sources:
        name = source["importer"]
        if name not in sources():
            raise Misuse(f"there is no importer '{name}'; there are: {', '.join(sources())}")
        _import(name, project.folder / source["path"], data, None, MOST_ASIDE, complete=False)


import_command.add_command(review_command)
import_command.add_command(table_command)


def _day(text: str | None) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        raise Misuse(f"--retrieved {text}: give a day, such as 2026-05-31") from None


def _tell(outcome: Outcome) -> None:
    """Print the imported rows to stdout, and warnings to stderr."""
    summary = outcome.summary
    rows = summary["rows"]
    click.echo(
        f"{outcome.folder}: {rows['in']:,} rows = {rows['issues']:,} {summary['makes']} "
        f"+ {rows['merged']:,} merged + {rows['quarantined']:,} put aside"
    )
    if lost := not_taken(outcome):
        click.echo(f"not taken: {', '.join(lost)}")
    for line in unplaced(outcome):
        click.echo(line)
    if count := summary["waiting"]:
        click.echo(
            f"withheld until you decide: {number_of(count, 'text')} that may name a person: "
            f"justicegraph import review {summary['source']}"
        )
    click.echo(_changes(outcome) if outcome.is_new else "nothing changed since the last import")
    for warning in _warnings(outcome):
        click.echo(f"justicegraph: {warning}", err=True)
    if outcome.is_new and outcome.is_whole and not count and current_project():
        click.echo("Next: justicegraph serve; where it runs already: justicegraph build", err=True)


def _changes(outcome: Outcome) -> str:
    summary = outcome.summary
    changes = ", ".join(f"{count:,} {what}" for what, count in summary["changes"].items())
    kinds = ", ".join(f"{kind} {count:,}" for kind, count in outcome.kinds.items())
    lines = [f"records: {changes} (now {kinds})" if kinds else f"records: {changes}"]
    for type_, counts in summary["differences"].items():
        fields = ", ".join(f"{name} {n:,}" for name, n in counts.items() if name != RECORDS)
        lines.append(f"changed {type_}: {counts[RECORDS]:,} ({fields})")
    return "\n".join(lines)


def _warnings(outcome: Outcome) -> Iterator[str]:
    """Yield what a user should know: rows put aside, tables kept, columns that are not there."""
    summary = outcome.summary
    if not outcome.is_whole:
        reasons = "; ".join(f"{place}: {reason}" for place, reason in outcome.reasons)
        count = outcome.put_aside
        many = "1 row or file was" if count == 1 else f"{count:,} rows or files were"
        yield (f"{many} put aside: {reasons}: see {outcome.folder}/quarantine.csv")
    for table, rows in summary["kept"].items():
        if rows:
            yield f"{table} is not in this snapshot: {rows:,} rows of the import before are kept"
    for file, columns in summary["absent columns"].items():
        yield f"{file} lacks {', '.join(columns)}: what they say is not stated"
