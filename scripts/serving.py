"""Starting a server: its pool of query workers and its web processes."""

import multiprocessing
import os
import socket
import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import click
from granian.constants import Interfaces, Loops
from granian.http import HTTP1Settings
from granian.server.mp import MPServer

from graph import Release, Remote, credentials, differences
from ontology import Unavailable
from scripts.steward import Steward
from server import Settings, counting, has_parts

__all__ = ["serve_forever"]


def serve_forever(settings: Settings, release: Release) -> None:
    """Serve a data folder until a signal ends it; answers that have begun are finished.

    Raises `Unavailable` for an address that cannot be listened on.
    """
    settings = replace(settings, port=_free(settings.host, settings.port))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="justicegraph-")))
        settings = replace(settings, folder=str(folder))
        if settings.rate:
            stack.enter_context(counting(settings.rate, folder))
        if settings.engine:
            settings = _with_engine(settings, release)
        else:
            stack.enter_context(Steward(settings, folder))
        os.environ.update(settings.to_environment(), PROMETHEUS_MULTIPROC_DIR=str(folder))
        _greet(settings, release)
        _web(settings).serve()


def _with_engine(settings: Settings, release: Release) -> Settings:
    """Return the settings with the address at which the engine answers; tell what it lacks."""
    with Remote.find(settings.engine, settings.seconds, credentials()) as remote:
        lacking = differences(remote, release)
    for difference in lacking:
        click.echo(f"{remote.address}: {difference}: run 'justicegraph release push'", err=True)
    return replace(settings, engine=remote.address)


def _greet(settings: Settings, release: Release) -> None:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    at = f"http://{host}:{settings.port}"
    count = release.manifest["counts"]["triples"]
    click.echo(f"JusticeGraph release {release.name}, {count:,} triples", err=True)
    click.echo(f"  pages   {at}/\n  SPARQL  {at}/sparql\n  stop it with Ctrl-C", err=True)
    if not has_parts():
        click.echo(
            "  without front-end parts, as npm could not be reached: install again", err=True
        )


def _web(settings: Settings) -> MPServer:
    """Return the web processes, begun afresh: a fork would take over threads and counters."""
    multiprocessing.set_start_method("spawn", force=True)
    return MPServer(
        "server:create_front",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        factory=True,
        workers=settings.processes,
        respawn_failed_workers=True,
        workers_kill_timeout=int(settings.seconds) + 5,
        http1_settings=HTTP1Settings(header_read_timeout=10_000),
        websockets=False,
        log_enabled=False,
    )


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
