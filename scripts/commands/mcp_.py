"""The command `mcp`: serves the graph to an assistant over standard input and output."""

from dataclasses import replace
from pathlib import Path

import click

from ontology import Unavailable
from scripts.commands.options import data_option
from server import Settings, create_app
from server.asgi.pool_manager import PoolManager
from server.asgi.runtime_folder import runtime_folder

__all__ = ["mcp_command"]


@click.command("mcp", epilog="Example: justicegraph mcp --data build")
@data_option
@click.option("--seconds", default=10.0, show_default=True, help="How long a query may take.")
def mcp_command(data: Path, seconds: float) -> None:
    """Offer the graph to an assistant (Model Context Protocol), reading only, on stdin and stdout.

    Needs the extra: pip install 'justicegraph[mcp]'. Queries are bounded as those of a server are.
    """
    try:
        from server.mcp.service import mcp_server
    except ModuleNotFoundError as error:
        raise Unavailable(f"{error}: run pip install 'justicegraph[mcp]'") from error
    settings = Settings(data, seconds=seconds, ready=1, slow=1)
    with runtime_folder() as folder, PoolManager(settings, folder):
        mcp_server(create_app(replace(settings, folder=str(folder)))).run("stdio")
