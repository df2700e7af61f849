"""The command `mirror`: the site as static files."""

import re
from pathlib import Path
from typing import Final

import click
from tqdm import tqdm

from graph.release.release import current_name
from ontology import Misuse
from scripts.commands.options import data_option
from scripts.commands.projects.plan import project_settings
from server import Settings, create_app
from server.mirror.mirror import write_mirror

__all__ = ["mirror_command"]

ADDRESS: Final = re.compile(r"https?://[^\s<>\"{}|^`\\?#]+")


@click.command("mirror", epilog="Example: justicegraph mirror public --config justicegraph.toml")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file of settings.")
@click.option("--live", default="", help="Where a server is, if not at the setting address.")
@click.option("--languages", default="", help="Languages of the pages, as en,es; all without.")
@click.option("--release", default="", help="A kept release, by its name, not the current one.")
@click.option("--png", is_flag=True, help="Also the picture around each issue as PNG, 0.3 s each.")
@data_option
def mirror_command(
    folder: Path,
    config: Path | None,
    live: str,
    languages: str,
    release: str,
    png: bool,
    data: Path,
) -> None:
    """Write the pages and formats of a release as static files into FOLDER.

    Any static host or archive can serve them. Links are relative; the search runs in the browser.
    What only a server can do leads to the one at --live; without, to a page that says whom to write
    to.
    """
    if live and not ADDRESS.fullmatch(live):
        raise Misuse(f"--live {live}: give an address, such as https://example.org")
    given = {"data": data, "folder": ""}
    settings = Settings.read(given, file=config, defaults=project_settings())
    app = create_app(settings, release or current_name(settings.data))
    codes = [code.strip() for code in languages.split(",") if code.strip()]
    with tqdm(disable=None, unit=" addresses") as progress:
        made = write_mirror(app, folder, progress.update, codes, live, png)
    size = f"{made.pages:,} pages, {made.files:,} files, {made.bytes / 1e6:,.1f} MB"
    click.echo(f"{folder}: {size}")
