"""The command `validate`: validates records against the SHACL shapes."""

from pathlib import Path

import click

from graph.reading.check import check
from graph.reading.files import curated_records, read_records
from scripts.commands.output import print_problems
from shapes import REPORT_FORMATS, Problem, Severity, write_report

__all__ = [
    "validate_command",
]


UNREAD = Problem.rule
"""Rule name of problems found while reading, which a SHACL report cannot contain."""


@click.command("validate", epilog="Example: justicegraph validate records/issue/ghost-work.yaml")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([*REPORT_FORMATS]),
    default="text",
    show_default=True,
    help="Turtle is the SHACL report itself; SARIF annotates a pull request.",
)
def validate_command(paths: tuple[Path, ...], format_: str) -> None:
    """Check records, among the curated ones that they may refer to.

    Tells record, line, field, what is wrong and how to mend it. Exits with 1 where there is a
    violation; warnings and infos do not stop a release.
    """
    checked = check(read_records(paths), read_records([curated_records()]))
    click.echo(write_report(format_, checked.problems, checked.report), nl=False)
    if format_ == "turtle":
        print_problems(problem for problem in checked.problems if problem.rule == UNREAD)
    if any(problem.severity is Severity.VIOLATION for problem in checked.problems):
        raise click.exceptions.Exit(1)
