"""The commands of kept releases: `release prune` and `release pin`, and the option `--keep`."""

from collections.abc import Iterable
from pathlib import Path

import click

from graph.release.release import current_release
from graph.release.retention import Rule, pin, prune, superfluous, unpin
from ontology import Misuse, current_project
from scripts.commands.options import data_option

__all__ = ["keep_option", "pin_command", "prune_command", "removed"]


def _keep() -> str:
    """Return the rule of the project, or an empty one, by which all releases are kept."""
    project = current_project()
    return str(project.settings.get("keep", "")) if project else ""


keep_option = click.option(
    "--keep",
    metavar="RULE",
    default=_keep,
    envvar="JUSTICEGRAPH_KEEP",
    help="The releases to keep, such as newest=10,monthly=12,yearly=10.  [all]",
)


def removed(names: Iterable[str]) -> None:
    """Say which releases a rule has removed."""
    for name in names:
        click.echo(f"removed release {name}, which the rule does not keep", err=True)


@click.command("prune", epilog="Example: justicegraph release prune --keep newest=10,yearly=10")
@data_option
@keep_option
@click.option("--dry-run", is_flag=True, help="Print what would be removed, and remove nothing.")
def prune_command(data: Path, keep: str, *, dry_run: bool) -> None:
    """Remove the former releases that a rule does not keep; their addresses then answer 410.

    Kept are the newest ones, the last one of each of the last months and years that have one, the
    current release, pinned ones, and those with a DOI.
    """
    rule = Rule.read(keep)
    if rule is None:
        raise Misuse("give a rule, such as --keep newest=10,monthly=12,yearly=10")
    for name in superfluous(data, rule) if dry_run else prune(data, rule):
        click.echo(name)


@click.command("pin", epilog="Example: justicegraph release pin 0123456789abcdef")
@click.argument("name", default="")
@data_option
@click.option("--undo", is_flag=True, help="Leave it to the rule again.")
def pin_command(name: str, data: Path, *, undo: bool) -> None:
    """Keep the release NAME, or the current one, whatever the rule says."""
    name = name or current_release(data).name
    (unpin if undo else pin)(data, name)
    click.echo(f"{name}: {'left to the rule' if undo else 'kept'}")
