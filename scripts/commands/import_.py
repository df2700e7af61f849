"""The command `import`: imports a snapshot of a public database."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import click
from tqdm import tqdm

from graph.importing import Outcome, run, sources
from graph.importing.review import Judgement, decide, reference, waiting
from graph.importing.sheets.tally import NO_LINKS, NO_PLACES, NO_YEARS
from graph.privacy.decisions import Decided
from graph.privacy.party_classifier import Verdict
from ontology import Misuse, current_project
from scripts.commands.options import data_option

__all__ = ["import_command", "not_taken"]


RECORDS: Final = "records"
MOST_ASIDE: Final = 0.1
"""The share of rows that may be put aside before the exit code is 1."""
EXAMPLE: Final = (
    "Example: justicegraph import review aiaaic sheet.csv aiaaic-9:title:0-8 withheld "
    '--words "a driver" --who Ann --why "a private person"'
)


@click.group("import", epilog="Example: justicegraph import aiid aiid-snapshot.tar.bz2")
def import_command() -> None:
    """Import a snapshot of a database; 'build' then takes it up.

    A row that cannot be read is put aside with its line and its reason, and the rest is kept. The
    exit code is 0, with a warning, where few rows are put aside, and 1 beyond --most-aside. What a
    table said that a newer snapshot lacks is kept. The same snapshot again changes nothing. A name
    that may be a private person's is withheld until somebody decides on it by 'import review'.
    """


def _import(
    source: str, path: Path, data: Path, retrieved: str | None, most: float, *, complete: bool
) -> None:
    with tqdm(desc=f"import {source}", unit="row", disable=None, file=sys.stderr) as bar:
        outcome = run(sources()[source], path, data, _day(retrieved), bar.update, complete=complete)
    _tell(outcome)
    if outcome.share > most:
        raise click.exceptions.Exit(1)


def _add(source: str) -> None:
    """Add the command that imports one source."""

    @import_command.command(
        source,
        help=f"Import {sources()[source].title}. PATH is a folder, a sheet, a zip or a packed tar.",
        epilog=f"Example: justicegraph import {source} path/to/snapshot",
    )
    @click.argument("path", type=click.Path(path_type=Path))
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
        path: Path,
        data: Path,
        retrieved: str | None,
        complete: bool,
        most_aside: float,
        strict: bool,
    ) -> None:
        most = 0.0 if strict else most_aside
        _import(source, path, data, retrieved, most, complete=complete)


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


@import_command.command("review", epilog=EXAMPLE)
@click.argument("source", type=click.Choice(sorted(sources())))
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
    found = waiting(sources()[source], path, data)
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
    if lost := not_taken(summary):
        click.echo(f"not taken: {', '.join(lost)}: see {outcome.folder}/summary.json")
    click.echo(_changes(summary) if outcome.is_new else "nothing changed since the last import")
    for warning in _warnings(outcome):
        click.echo(f"justicegraph: {warning}", err=True)


def not_taken(summary: dict[str, Any]) -> list[str]:
    """Return in words what cells of a table gave no value, with examples, and names withheld."""
    counts = summary["counts"]
    withheld = sum(verdicts[Verdict.WITHHELD.value] for verdicts in summary["names"].values())
    lost = [
        f"{_number(counts.get(what, 0), noun)} ({', '.join(summary['examples'].get(what, ()))})"
        for what, noun in ((NO_PLACES, "place"), (NO_YEARS, "year"), (NO_LINKS, "link"))
    ]
    lost.append(f"{_number(withheld, 'name')} withheld")
    texts = counts.get("texts with a name withheld", 0)
    lost.append(f"{_number(texts, 'text')} with a name withheld")
    return [words.replace(" ()", "") for words in lost if not words.startswith("0 ")]


def _number(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _changes(summary: dict[str, Any]) -> str:
    changes = ", ".join(f"{count:,} {what}" for what, count in summary["changes"].items())
    lines = [f"records: {changes}; {summary['waiting']:,} places wait for a reviewer"]
    for type_, counts in summary["differences"].items():
        fields = ", ".join(f"{name} {n:,}" for name, n in counts.items() if name != RECORDS)
        lines.append(f"changed {type_}: {counts[RECORDS]:,} ({fields})")
    return "\n".join(lines)


def _warnings(outcome: Outcome) -> Iterator[str]:
    """Yield what a user should know: rows put aside, tables kept, columns that are not there."""
    summary = outcome.summary
    if not outcome.is_whole:
        yield (
            f"{outcome.put_aside:,} rows or files were put aside: "
            f"see {outcome.folder}/quarantine.csv"
        )
    for table, rows in summary["kept"].items():
        if rows:
            yield f"{table} is not in this snapshot: {rows:,} rows of the import before are kept"
    for file, columns in summary["absent columns"].items():
        yield f"{file} lacks {', '.join(columns)}: what they say is not stated"
