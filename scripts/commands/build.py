"""The command `build`: builds a release from records and imports."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import click

from graph.build.build import Closed, build, build_steps
from graph.build.inputs import ALL, NONE, Plan, is_current
from graph.build.last_plan import keep_plan
from graph.metadata.licences import LICENCES
from graph.release.downloads import DOWNLOADS
from graph.release.release import Release, current_release
from graph.release.retention import Rule, prune
from ontology import Misuse, NotFound, current_project
from scripts.commands.operating.kept import keep_option, removed
from scripts.commands.options import base_option, data_option, records_option
from scripts.commands.output import print_problems, progress
from scripts.commands.projects.plan import check_settings, plan
from shapes import Severity, terms_of_another_base, undefined_terms, unknown_terms

__all__ = [
    "build_command",
    "built",
    "licence_option",
]


FORMATS: Final = tuple(one.suffix for one in DOWNLOADS)


licence_option = click.option(
    "--licence", type=click.Choice(LICENCES), help="Leave out parts whose licence asks for more."
)


derived_option = click.option(
    "--derived",
    type=click.Choice((ALL, NONE)),
    default=ALL,
    show_default=True,
    help="Which of the statements that rules derive are included.",
)


formats_option = click.option(
    "--formats",
    metavar="NAMES",
    default="",
    help=f"The downloads to write besides nq, by commas: {', '.join(FORMATS[1:])}.  [all]",
)


@click.command("build", epilog="Example: justicegraph build --data build")
@data_option
@records_option
@base_option
@licence_option
@derived_option
@formats_option
@keep_option
@click.option("--force", is_flag=True, help="Build even where nothing changed.")
@click.option(
    "--new-base", is_flag=True, help="Build with another base than that of the current release."
)
def build_command(
    data: Path,
    records: tuple[Path, ...],
    base: str | None,
    licence: str | None,
    derived: str,
    formats: str,
    keep: str,
    *,
    force: bool,
    new_base: bool,
) -> None:
    """Build a release from records and from what was imported, and make it the current one.

    Without --records, a data folder is built again from what it was built from last, and a new one
    from the curated records. New issues that several records report are added to
    DATA/canonical-issues.csv, by which they keep their addresses in all later builds. With
    --licence cc-by, parts under a share-alike licence are left out; with --derived none, what rules
    derive; with --formats ttl, all downloads but N-Quads and Turtle, which saves time and disk.
    """
    check_settings()
    asked = replace(
        plan(data, records, base or ""),
        licence=licence or "",
        derived=derived,
        formats=_formats(formats),
    )
    rule = Rule.read(keep)
    print_problems([*undefined_terms(), *terms_of_another_base()])
    release = built(asked, force=force, new_base=new_base)
    click.echo(f"{release.folder}")
    if current_project():
        click.echo("a running server shows it within some seconds", err=True)
    if rule:
        removed(prune(data, rule))


def _formats(names: str) -> tuple[str, ...]:
    """Return the suffixes that commas part, in the order in which they are written."""
    asked = {name.strip().lower() for name in names.split(",")} - {""}
    if unknown := sorted(asked - {*FORMATS}):
        raise Misuse(f"--formats {unknown[0]}: choose from {', '.join(FORMATS)}")
    return tuple(name for name in FORMATS if name in asked)


def built(plan: Plan, *, force: bool = False, new_base: bool = False) -> Release:
    """Return the release of a plan, built with a progress bar if it is not the current one.

    Raises `Misuse` for another base than that of the current release, unless `new_base`, and for
    terms that their vocabularies do not define.
    """
    if not new_base:
        _refuse_other_base(plan)
    _refuse_unknown_terms()
    if not force and is_current(plan):
        keep_plan(plan)
        return current_release(plan.data)
    joined: list[str] = []
    with progress("build", build_steps(plan)) as bar:

        def note(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        try:
            release = build(plan, note, joined.append)
        except Closed as closed:
            print_problems(one for one in closed.problems if one.severity is Severity.VIOLATION)
            raise
    for line in joined:
        click.echo(line, err=True)
    return release


def _refuse_unknown_terms() -> None:
    unknown = [*unknown_terms()]
    print_problems(unknown)
    if any(one.severity is Severity.VIOLATION for one in unknown):
        raise Misuse("the vocabulary of the project has unknown terms: mend them, then build again")


def _refuse_other_base(plan: Plan) -> None:
    try:
        base = current_release(plan.data).base
    except NotFound:
        return
    if base != plan.base:
        raise Misuse(
            f"{plan.data}: the current release has the base {base}, this build would have"
            f" {plan.base}: the addresses of all records would change, and links to the former ones"
            f" would break. Set the base to {base}, or run 'justicegraph build --new-base'"
        )
