"""The command `backup`: an archive of all in a data folder that no build makes again."""

from pathlib import Path

import click

from graph.backup import write_backup
from scripts.commands.options import data_option

__all__ = ["backup_command"]


@click.command("backup", epilog="Example: justicegraph backup graph.tar.gz --data /srv/graph")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def backup_command(file: Path, data: Path) -> None:
    """Write FILE, a tar archive of desk, judgements, imports and history, with checksums.

    Servers and the desk may go on meanwhile. FILE holds mail addresses and secrets: keep it safe.
    """
    names = write_backup(data, file)
    click.echo(f"{file}: {len(names)} files of {data}")
