"""The command `follow`: makes the digests that are due, and sends the letters that wait."""

from pathlib import Path

import click

from graph.following.letters import Letters
from scripts.commands.options import data_option
from server import Settings, create_app
from server.follow.digests import queue_digests

__all__ = ["follow_command"]


@click.group("follow", epilog="Example: justicegraph follow deliver --config justicegraph.toml")
def follow_command() -> None:
    """Tell by mail what is new; a server with the setting `smtp` does this by itself."""


@follow_command.command(
    "deliver", epilog="Example: justicegraph follow deliver --config justicegraph.toml"
)
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file of settings.")
@data_option
def deliver_command(config: Path | None, data: Path) -> None:
    """Queue the digests that are due, and send the letters that wait."""
    settings = Settings.read({"data": data, "folder": ""}, file=config)
    with create_app(settings).test_request_context("/"):
        queued = queue_digests()
    sent = Letters(settings.data).send(settings.smtp) if settings.smtp else 0
    click.echo(f"{queued} digests queued, {sent} letters sent, {Letters(data).count()} wait")
