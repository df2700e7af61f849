"""The command `refresh`: fetches the sources of a project, imports and builds."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import click
from tqdm import tqdm

from graph.refresh.download import Limits
from graph.refresh.staging import Feed, Staged, refreshing
from graph.release.history import history
from graph.release.retention import Rule, prune
from ontology import Misuse, ProjectFolder, current_project
from scripts.commands.build import built
from scripts.commands.operating.kept import keep_option, removed
from scripts.commands.options import data_option
from scripts.commands.projects.plan import plan

__all__ = ["refresh_command"]

MOST_WITHDRAWN: Final = 0.1
MOST_ASIDE: Final = 0.1
LIMITS: Final = ("megabytes", "seconds", "private")
LOOK: Final = "look first, then use --accept; nothing has changed"
ACCEPTED: Final = "taken, by --accept"
SHARE: Final = click.FloatRange(0, 1)


@click.command("refresh", epilog="Example: justicegraph refresh --most-withdrawn 0.05")
@data_option
@keep_option
@click.option(
    "--most-withdrawn",
    type=SHARE,
    default=MOST_WITHDRAWN,
    show_default=True,
    help="The share of a source's records that may be withdrawn.",
)
@click.option(
    "--most-aside",
    type=SHARE,
    default=MOST_ASIDE,
    show_default=True,
    help="The share of its rows that may be put aside.",
)
@click.option("--accept", is_flag=True, help="Take what is beyond these shares, after a look.")
@click.option("--no-build", is_flag=True, help="Only fetch and import.")
def refresh_command(
    data: Path,
    keep: str,
    most_withdrawn: float,
    most_aside: float,
    *,
    accept: bool,
    no_build: bool,
) -> None:
    """Fetch the sources of the project that have changed, import them, build, tell what differs.

    The file of the project gives each source an address. Where a download or an import fails,
    nothing has changed. Where more records would be withdrawn, or more rows put aside, than the
    shares allow, it stops with exit code 1 and changes nothing, unless --accept is given.
    """
    rule, project = Rule.read(keep), current_project()
    feeds = _feeds(project) if project else []
    if not feeds:
        raise Misuse("no source has an address: give it one in justicegraph.toml")
    with (
        tqdm(desc="refresh", unit="row", disable=None, file=sys.stderr) as bar,
        refreshing(feeds, data, bar.update) as (staged, swap_in),
    ):
        for one in staged:
            click.echo(_line(one))
        problems = [*_problems(staged, most_withdrawn, most_aside)]
        for problem in problems:
            click.echo(f"justicegraph: {problem}: {ACCEPTED if accept else LOOK}", err=True)
        if problems and not accept:
            raise click.exceptions.Exit(1)
        swap_in(lambda: None if no_build else _build(data))
    if rule and not no_build:
        removed(prune(data, rule))


def _feeds(project: ProjectFolder) -> list[Feed]:
    return [
        Feed(
            source["importer"],
            project.folder / source["path"],
            source["address"],
            Limits(**{name: source[name] for name in LIMITS if name in source}),
        )
        for source in project.sources
        if "address" in source
    ]


def _line(one: Staged) -> str:
    name = one.feed.importer
    if one.outcome is None:
        return f"{name}: not changed since it was fetched last"
    if not one.outcome.is_new:
        return f"{name}: fetched; it says the same"
    counts = one.outcome.summary["changes"].items()
    return f"{name}: {', '.join(f'{count:,} {change}' for change, count in counts)}"


def _problems(staged: Sequence[Staged], most_withdrawn: float, most_aside: float) -> Iterator[str]:
    for one in staged:
        name = one.feed.importer
        if one.withdrawn > most_withdrawn:
            yield (
                f"{name}: {one.withdrawn:.0%} withdrawn, {one.lost.total():,} records "
                f"(allowed are {most_withdrawn:.0%})"
            )
        if one.put_aside > most_aside:
            yield (
                f"{name}: {one.put_aside:.0%} of its rows put aside (allowed are {most_aside:.0%})"
            )


def _build(data: Path) -> None:
    """Build, and tell what the release changes."""
    before = [entry.name for entry in history(data)]
    release = built(plan(data, ()))
    click.echo(f"{release.folder}")
    for entry in history(data):
        if entry.name == release.name and entry.name not in before and entry.before:
            click.echo(f"{entry.added:,} statements added, {entry.removed:,} removed")
            for kind, counts in entry.counts.items():
                told = ", ".join(f"{count:,} {change}" for change, count in counts.items())
                click.echo(f"{kind}: {told}")
