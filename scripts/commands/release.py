"""The commands `release push` and `release check`: upload to a SPARQL engine and compare."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import click
from tqdm import tqdm

from graph.engine.remote.client import Remote
from graph.engine.remote.http import credentials
from graph.release.push import differences, push
from graph.release.release import Release, current_release
from scripts.commands.options import data_option

__all__ = ["release_command"]

SECONDS: Final = 3600.0
"""Time limit for the engine to count its contents."""


@click.group("release", epilog="Example: justicegraph release push http://127.0.0.1:7878")
def release_command() -> None:
    """Take the current release to an engine elsewhere."""


@release_command.command("push", epilog="Example: justicegraph release push http://127.0.0.1:7878")
@click.argument("url")
@data_option
@click.option("--store", default="", help="Upload address, if it cannot be derived from URL.")
def push_command(url: str, data: Path, store: str) -> None:
    """Make the SPARQL engine at URL hold the current release, and nothing else.

    URL is where it answers queries, or the address above that. A login is taken from the
    environment: JUSTICEGRAPH_ENGINE_TOKEN, or JUSTICEGRAPH_ENGINE_USER and _PASSWORD.
    """
    release, login = current_release(data), credentials()
    with Remote.find(url, SECONDS, login) as remote:
        push(release, remote, store, login, release.base, _progress)
    click.echo(_held(remote, release))
    click.echo(f"Serve it: justicegraph serve --engine {remote.address}", err=True)


@release_command.command(
    "check", epilog="Example: justicegraph release check http://127.0.0.1:7878"
)
@click.argument("url")
@data_option
def check_command(url: str, data: Path) -> None:
    """Count whether the SPARQL engine at URL holds the current release, however it got there.

    Exits with 1, and tells what differs, where it does not.
    """
    release = current_release(data)
    with Remote.find(url, SECONDS, credentials()) as remote:
        faults = differences(remote, release)
    for difference in faults:
        click.echo(f"{remote.address}: {difference}")
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(_held(remote, release))


def _held(remote: Remote, release: Release) -> str:
    count = release.manifest["counts"]["triples"]
    return f"{remote.address} holds release {release.name}, {count:,} triples"


@contextmanager
def _progress(size: int) -> Iterator[Callable[[int], object]]:
    """Context manager: a progress bar on a terminal, nothing in a pipe."""
    with tqdm(
        total=size, desc="push", unit="B", unit_scale=True, disable=None, file=sys.stderr
    ) as bar:
        yield bar.update
