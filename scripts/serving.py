"""Starting web processes, with a plain word where the address is taken."""

import os
import socket

import click
from granian import Granian
from granian.constants import Interfaces

from graph import Release
from ontology import Unavailable
from server import Settings

__all__ = ["serve_forever"]


def serve_forever(settings: Settings, host: str, port: int, release: Release) -> None:
    """Serve a data folder until a signal ends it.

    Raises `Unavailable` for an address that cannot be listened on.
    """
    port = _free(host, port)
    os.environ.update(settings.to_environment())
    at = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    count = release.manifest["counts"]["triples"]
    click.echo(f"JusticeGraph release {release.name}, {count:,} triples", err=True)
    click.echo(f"  pages   {at}/\n  SPARQL  {at}/sparql\n  stop it with Ctrl-C", err=True)
    Granian(
        "server:create_app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        factory=True,
        log_enabled=False,
    ).serve()


def _free(host: str, port: int) -> int:
    """Return a port that can be listened on: the one given, or any free one for 0."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            message = (
                f"{host}:{port}: cannot be listened on: {error.strerror}: choose another --port"
            )
            raise Unavailable(message) from error
        return int(probe.getsockname()[1])
