"""Commands that make a graph: build, validate."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from tqdm import tqdm

from graph.build.build import BUILD_STEPS, Closed, Plan, build, is_current
from graph.metadata.licences import LICENCES
from graph.reading.check import check
from graph.reading.files import curated_records, read_records
from graph.release.release import Release, current_release
from ontology import Misuse
from scripts.commands.options import base_option, data_option, records_option
from shapes import REPORT_FORMATS, Problem, Severity, write_report

__all__ = ["build_command", "built", "licence_option", "plan", "validate_command"]

UNREAD = Problem.rule
"""The rule of what the door refuses, which no SHACL report can hold."""


licence_option = click.option(
    "--licence", type=click.Choice(LICENCES), help="Leave out parts whose licence asks for more."
)


@click.command("build", epilog="Example: justicegraph build --data build")
@data_option
@records_option
@base_option
@licence_option
@click.option("--force", is_flag=True, help="Build even where nothing changed.")
def build_command(
    data: Path, records: tuple[Path, ...], base: str, licence: str | None, force: bool
) -> None:
    """Build a release from records and from what was imported, and make it the current one.

    With --licence cc-by, parts under a share-alike licence are left out.
    """
    release = built(replace(plan(data, records, base), licence=licence or ""), force=force)
    click.echo(f"{release.folder}")


def plan(data: Path, records: tuple[Path, ...], base: str) -> Plan:
    """Return what to build; raises `Misuse` for a base that is no address of a folder."""
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise Misuse(f"--base {base}: give an address that begins with https:// and ends with /")
    return Plan(data, records or (curated_records(),), base)


def built(plan: Plan, *, force: bool = False) -> Release:
    """Return the release of a plan, built where it is not the current one, with progress."""
    if not force and is_current(plan):
        return current_release(plan.data)
    with _progress("build", BUILD_STEPS) as bar:

        def note(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        try:
            return build(plan, note)
        except Closed as closed:
            _tell(one for one in closed.problems if one.severity is Severity.VIOLATION)
            raise


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(problem, err=True)


@contextmanager
def _progress(what: str, total: int) -> Iterator["tqdm[Any]"]:
    """Show progress on a terminal, and nothing in a pipe."""
    with tqdm(total=total, desc=what, unit="step", disable=None, file=sys.stderr) as bar:
        yield bar


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
        _tell(problem for problem in checked.problems if problem.rule == UNREAD)
    if any(problem.severity is Severity.VIOLATION for problem in checked.problems):
        raise click.exceptions.Exit(1)
