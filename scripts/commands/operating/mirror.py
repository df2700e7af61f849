"""The command `mirror`: the site as static files."""

from pathlib import Path

import click
from tqdm import tqdm

from scripts.commands.options import data_option
from server import Settings, create_app
from server.mirror.mirror import write_mirror

__all__ = ["mirror_command"]


@click.command("mirror", epilog="Example: justicegraph mirror public --config justicegraph.toml")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file of settings.")
@data_option
def mirror_command(folder: Path, config: Path | None, data: Path) -> None:
    """Write the pages and formats of the current release as static files into FOLDER.

    Any static host or archive can serve them. Links are relative; the search runs in the browser.
    """
    settings = Settings.read({"data": data, "folder": ""}, file=config)
    with tqdm(disable=None, unit=" addresses") as progress:
        pages = write_mirror(create_app(settings), folder, progress.update)
    click.echo(f"{folder}: {len(pages)} pages")
