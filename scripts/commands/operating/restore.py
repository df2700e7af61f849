"""The command `restore`: makes a data folder of a backup."""

from pathlib import Path

import click

from graph.backup import restore
from scripts.commands.options import data_option

__all__ = ["restore_command"]


@click.command("restore", epilog="Example: justicegraph restore graph.tar.gz --data /srv/graph")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def restore_command(file: Path, data: Path) -> None:
    """Unpack FILE, which `backup` wrote, as a new data folder; then build the release anew."""
    names = restore(file, data)
    click.echo(f"{data}: {len(names)} files restored; now: justicegraph build --data {data}")
