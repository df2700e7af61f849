"""The command `validate`: validates records against the SHACL shapes."""

from collections.abc import Iterator
from pathlib import Path

import click

from graph.build.base_layer import base_layer
from graph.reading.check import check
from graph.reading.files import own_records, read_records
from ontology import BASE, current_project, local_name, undescribed_terms
from scripts.commands.output import print_problems
from scripts.commands.projects.plan import check_settings
from shapes import (
    REPORT_FORMATS,
    Mark,
    Problem,
    Severity,
    terms_of_another_base,
    undefined_terms,
    unknown_terms,
    write_report,
)

__all__ = [
    "validate_command",
]


UNREAD = Problem.rule
"""Rule name of problems found while reading, which a SHACL report cannot contain."""


@click.command("validate", epilog="Example: justicegraph validate records/issue/ghost-work.yaml")
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--format",
    "format_",
    type=click.Choice([*REPORT_FORMATS]),
    default="text",
    show_default=True,
    help="Turtle is the SHACL report itself; SARIF annotates a pull request.",
)
def validate_command(paths: tuple[Path, ...], format_: str) -> None:
    """Check records, among those that they may refer to: the project's, else the curated ones.

    Without PATHS, all records of the project, or the curated ones, are checked.

    Tells record, line, field, what is wrong and how to mend it. Exits with 1 where there is a
    violation; warnings and infos do not stop a release.
    """
    check_settings()
    project = current_project()
    base = project.project.base if project else BASE
    asked = read_records(paths or [own_records()], base)
    known = read_records([own_records()], base)
    if project and project.base_layer:
        known.extend(base_layer(known, base))
    checked = check(asked, known)
    unknown = [*unknown_terms()]
    others = (*_terms(), *undefined_terms(), *terms_of_another_base())
    problems = (*checked.problems, *unknown, *others)
    click.echo(write_report(format_, problems, checked.report), nl=False)
    if format_ == "turtle":
        print_problems(problem for problem in checked.problems if problem.rule == UNREAD)
    if any(problem.severity is Severity.VIOLATION for problem in problems):
        raise click.exceptions.Exit(1)


def _terms() -> Iterator[Problem]:
    """Yield a warning for each of the project's terms that lacks a label or a definition."""
    for term, property_ in undescribed_terms():
        lacks = f"lacks {local_name(property_)} in English: pages leave the term out"
        mark = Mark(local_name(term))
        yield Problem(Severity.WARNING, f"{term} {lacks}", "ontology/", mark, local_name(term))
