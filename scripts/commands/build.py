"""The command `build`: builds a release from records and imports."""

from dataclasses import replace
from pathlib import Path

import click

from graph.build.build import BUILD_STEPS, Closed, build
from graph.build.inputs import ALL, NONE, Plan, is_current
from graph.metadata.licences import LICENCES
from graph.reading.files import curated_records
from graph.release.release import Release, current_release
from ontology import Misuse
from scripts.commands.options import base_option, data_option, records_option
from scripts.commands.output import print_problems, progress
from shapes import Severity

__all__ = [
    "build_arguments",
    "build_command",
    "built",
    "licence_option",
    "plan",
]


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


@click.command("build", epilog="Example: justicegraph build --data build")
@data_option
@records_option
@base_option
@licence_option
@derived_option
@click.option("--force", is_flag=True, help="Build even where nothing changed.")
def build_command(
    data: Path,
    records: tuple[Path, ...],
    base: str,
    licence: str | None,
    derived: str,
    *,
    force: bool,
) -> None:
    """Build a release from records and from what was imported, and make it the current one.

    New issues that several records report are added to DATA/canonical-issues.csv, by which they
    keep their addresses in all later builds. With --licence cc-by, parts under a share-alike
    licence are left out; with --derived none, what rules derive.
    """
    asked = replace(plan(data, records, base), licence=licence or "", derived=derived)
    release = built(asked, force=force)
    click.echo(f"{release.folder}")


def plan(data: Path, records: tuple[Path, ...], base: str) -> Plan:
    """Return what to build; raises `Misuse` for a base that is no address of a folder."""
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise Misuse(f"--base {base}: give an address that begins with https:// and ends with /")
    return Plan(data, records or (curated_records(),), base)


def build_arguments(plan: Plan) -> list[str]:
    """Return the arguments of the command that builds a plan."""
    records = [part for path in plan.records for part in ("--records", str(path.resolve()))]
    licence = ["--licence", plan.licence] if plan.licence else []
    return ["build", "--data", str(plan.data.resolve()), "--base", plan.base, *records, *licence]


def built(plan: Plan, *, force: bool = False) -> Release:
    """Return the release of a plan, built with a progress bar if it is not the current one."""
    if not force and is_current(plan):
        return current_release(plan.data)
    with progress("build", BUILD_STEPS) as bar:

        def note(step: str) -> None:
            bar.set_postfix_str(step)
            bar.update()

        try:
            return build(plan, note)
        except Closed as closed:
            print_problems(one for one in closed.problems if one.severity is Severity.VIOLATION)
            raise
