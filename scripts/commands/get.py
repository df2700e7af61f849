"""The command `get`: answers one HTTP request without a server."""

import sys
from pathlib import Path

import click

from ontology import Misuse, NotFound
from scripts.commands.options import data_option
from server import Settings, create_app

__all__ = ["get_command"]


@click.command("get", epilog="Example: justicegraph get /id/issue/ghost-work.jsonld")
@click.argument("path")
@data_option
@click.option(
    "--accept", default="text/turtle, application/json;q=0.9, */*;q=0.8", show_default=True
)
def get_command(path: str, data: Path, accept: str) -> None:
    """Answer one request without a server, as the server would."""
    if not path.startswith("/"):
        raise Misuse(f"'{path}' is not a path: begin it with /")
    client = create_app(Settings(data)).test_client()
    with client.get(path, headers={"Accept": accept}) as response:
        for chunk in response.iter_encoded():
            sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    if response.status_code >= 400:
        raise NotFound(f"{path}: {response.status}")
