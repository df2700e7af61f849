"""The command `import`: imports a snapshot of a public database."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import click
from tqdm import tqdm

from graph.importing import SOURCES, Outcome, run
from graph.importing.review import Judgement, decide, reference, waiting
from graph.privacy.decisions import Decided
from graph.privacy.withholding import Waiting
from ontology import Misuse
from scripts.commands.options import data_option

__all__ = ["import_command"]


EXAMPLE: Final = (
    "Example: justicegraph import review aiaaic sheet.csv aiaaic-9:title:0-8 withheld "
    '--words "a driver" --who Ann --why "a private person"'
)


@click.group("import", epilog="Example: justicegraph import aiid aiid-snapshot.tar.bz2")
def import_command() -> None:
    """Import a snapshot of a database; 'build' then takes it up.

    A row that cannot be read is put aside with its line and its reason, and the rest is kept; the
    exit code is then 1. The same snapshot again changes nothing. A name that may be a private
    person's is withheld until somebody decides on it by 'import review'.
    """


def _import(source: str, path: Path, data: Path, retrieved: str | None) -> None:
    with tqdm(desc=f"import {source}", unit="row", disable=None, file=sys.stderr) as bar:
        outcome = run(SOURCES[source], path, data, _day(retrieved), bar.update)
    _tell(outcome)
    if not outcome.is_whole:
        raise click.exceptions.Exit(1)


def _add(source: str) -> None:
    """Add the command that imports one source."""

    @import_command.command(
        source,
        help=f"Import {SOURCES[source].title}. PATH is a folder, a sheet, a zip or a packed tar.",
        epilog=f"Example: justicegraph import {source} path/to/snapshot",
    )
    @click.argument("path", type=click.Path(path_type=Path))
    @data_option
    @click.option("--retrieved", help="The day on which the snapshot was taken; else the file's.")
    def command(path: Path, data: Path, retrieved: str | None) -> None:
        _import(source, path, data, retrieved)


for name in sorted(SOURCES):
    _add(name)


@import_command.command("review", epilog=EXAMPLE)
@click.argument("source", type=click.Choice(sorted(SOURCES)))
@click.argument("path", type=click.Path(path_type=Path))
@click.argument("place", required=False)
@click.argument("decision", required=False, type=click.Choice([one.value for one in Decided]))
@click.option("--words", default="", help="The words of a role that take the place of the person.")
@click.option("--who", default="", help="Who decides.")
@click.option("--why", default="", help="Why, in a sentence that all may read, without the name.")
@data_option
def review_command(
    source: str,
    path: Path,
    place: str | None,
    decision: str | None,
    words: str,
    who: str,
    why: str,
    data: Path,
) -> None:
    """Show what waits for a reviewer in a snapshot, or record the DECISION on one PLACE.

    A decision is 'withheld' (a private person, replaced by --words), 'public' (a person with a
    public role) or 'none' (no person). It is kept by row, field and place in
    DATA/imports/decisions.tsv, without the name, and counts from the next import on.
    """
    found = waiting(SOURCES[source], path, data)
    if not place:
        for one in found:
            marked = (
                f"{one.text[: one.start]}[{one.text[one.start : one.end]}]{one.text[one.end :]}"
            )
            click.echo(f"{reference(one)}\t{marked}")
        click.echo(f"{len(found):,} places wait for a reviewer", err=True)
        return
    if not decision or not who or not why:
        raise Misuse(f"{place}: give a decision, --who and --why")
    if decision == Decided.WITHHELD and not words:
        raise Misuse(f"{place}: give the --words that take the place of the person")
    today = datetime.now(UTC).date().isoformat()
    decide(found, place, Judgement(Decided(decision), words, who, why, today), data)
    click.echo(f"{place}: {decision}")


def _marked(one: Waiting) -> str:
    """Return the text of a row with the place in brackets, for the reviewer's eyes alone."""
    before, name, after = one.text[: one.start], one.text[one.start : one.end], one.text[one.end :]
    return f"{before}[{name}]{after}"


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
    changes = ", ".join(f"{count:,} {what}" for what, count in summary["changes"].items())
    return f"records: {changes}; {summary['waiting']:,} places wait for a reviewer"
