"""The command `interlocks`: shows what several actors have in common."""

from pathlib import Path

import click

from graph.related import (
    interlocks,
    read_features,
)
from graph.related.rows import interlock_as_json
from graph.release.release import current_release
from scripts.commands.options import data_option
from scripts.commands.output import json_text

__all__ = [
    "interlocks_command",
]


@click.command("interlocks", epilog="Example: justicegraph interlocks amazon google")
@click.argument("actors", nargs=-1, required=True)
@data_option
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "is_json", is_flag=True, help="Write JSON.")
def interlocks_command(actors: tuple[str, ...], data: Path, limit: int, is_json: bool) -> None:
    """Say what actors have in common: the issues that name all, and what those of each share."""
    release = current_release(data)
    known = read_features(release.folder)
    together, shared_nodes = interlocks(known, actors, limit, release.base)
    if is_json:
        shared = [interlock_as_json(one, actors) for one in shared_nodes]
        click.echo(json_text({"together": together, "shared": shared}))
        return
    for issue in together:
        click.echo(f"named together: {known.label(issue)}")
    for one in shared_nodes:
        counts = ", ".join(
            f"{actor} {len(issues)}" for actor, issues in zip(actors, one.issues, strict=True)
        )
        click.echo(f"{one.rarity:.2f}  {one.type.name}: {one.label} (issues of {counts})")
