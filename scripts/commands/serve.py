"""The command that serves a graph: its pool of query workers and its web processes."""

import multiprocessing
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import fields, replace
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from granian.constants import HTTPModes, Interfaces, Loops
from granian.http import HTTP1Settings

from graph.engine.remote.client import Remote
from graph.engine.remote.http import credentials
from graph.release.push import differences
from graph.release.release import Release, current_release
from graph.release.verification import check_sizes
from ontology import Unavailable, current_project
from scripts.commands.build import built, licence_option
from scripts.commands.options import records_option
from scripts.commands.projects.plan import build_arguments, plan_to_serve, project_settings
from server import Settings, has_parts
from server.asgi.connection_limits import RESERVE, raise_file_limit, share
from server.asgi.former_pools import FormerPools
from server.asgi.pool_manager import PoolManager
from server.asgi.runtime_folder import runtime_folder
from server.asgi.settings_watch import SettingsWatch
from server.asgi.web_processes import WebProcesses
from server.desk.builder import Builder
from server.desk.pair_lister import PairLister
from server.follow.postman import Postman
from server.web.rate_limits import Rates

__all__ = ["serve_command"]

Command = TypeVar("Command", bound=Callable[..., None])
NOT_FOR_PEOPLE: Final = ("folder",)
AS_IT_IS: Final = (
    "the release is served as it is: the records that it was built from are not here (--records)"
)
NO_CONTACT: Final = (
    "  no contact is set: people cannot reach you (contact in the project file, or --contact)"
)
READ_ONLY: Final = (
    "the release is served as it is, and the desk takes nothing: this folder cannot be written to"
)


def _settings_options(command: Command) -> Command:
    """Give a command one option for each setting of the server, in their order."""
    for one in reversed(fields(Settings)):
        if one.name not in NOT_FOR_PEOPLE:
            command = _setting_option(one.name, one.default, one.metadata["help"])(command)
    return command


def _setting_option(name: str, default: object, meaning: str) -> Callable[[Command], Command]:
    shown = f"  [{default}]" if default != "" else ""
    flag = f"--{name.replace('_', '-')}"
    if isinstance(default, bool):
        return click.option(flag, is_flag=True, default=None, help=meaning)
    return click.option(flag, name, default=None, help=f"{meaning}{shown}")


@click.command("serve", epilog="Example: justicegraph serve --port 8000 --seconds 5")
@records_option
@licence_option
@click.option("--config", type=click.Path(path_type=Path), help="A TOML file of settings.")
@_settings_options
def serve_command(
    records: tuple[Path, ...], licence: str | None, config: Path | None, **options: Any
) -> None:
    """Serve the graph; builds it first where records or code have changed.

    A data folder that holds a release is built again only from the records that this was built
    from. Each setting is taken from its option, else from the environment (JUSTICEGRAPH_PORT), else
    from the file of --config. A release that is built while the server runs is served without a
    restart.
    """
    settings = Settings.read(options, file=config, defaults=project_settings())
    raise_file_limit()
    wanted = plan_to_serve(settings.data, records, settings.base)
    if wanted is None:
        is_writable = os.access(settings.data, os.W_OK)
        click.echo(f"{settings.data}: {AS_IT_IS if is_writable else READ_ONLY}", err=True)
        _serve(settings, current_release(settings.data), [])
    else:
        wanted = replace(wanted, licence=licence or wanted.licence)
        _serve(settings, built(wanted), build_arguments(wanted))


def _serve(settings: Settings, release: Release, build: list[str]) -> None:
    """Serve a data folder until a signal ends it; answers that have begun are finished.

    Raises `Unavailable` for an address that cannot be listened on.
    """
    settings = replace(settings, port=_free(settings.host, settings.port))
    with ExitStack() as stack:
        for number in (signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, _leave)
        for number in (signal.SIGUSR1, signal.SIGUSR2):  # others reopen logs; ours are at each line
            signal.signal(number, signal.SIG_IGN)
        folder = stack.enter_context(runtime_folder())
        settings = replace(settings, folder=str(folder))
        if settings.rate:
            Rates(settings.rate, folder)
        check_sizes(release)
        if settings.engine:
            settings = _with_engine(settings, release)
        else:
            stack.enter_context(PoolManager(settings, folder, _renew))
            review = _command("identity", "review", "--data", str(settings.data))
            listing = [*review, "--format", "json", "--limit", "500"]
            stack.enter_context(PairLister(settings.data, listing))
            if build:
                redaction = _command("desk", "redact", "--data", str(settings.data))
                stack.enter_context(Builder(settings.data, _command(*build), redaction))
        if project := current_project():
            stack.enter_context(SettingsWatch(project))
        if settings.former:
            stack.enter_context(FormerPools(settings, folder))
        if settings.smtp:
            deliver = _command("follow", "deliver", "--data", str(settings.data))
            stack.enter_context(Postman(settings.data, settings.smtp, deliver))
        os.environ.update(settings.to_environment(), PROMETHEUS_MULTIPROC_DIR=str(folder))
        _greet(settings, release)
        _web(settings).serve()


def _command(*arguments: str) -> list[str]:
    """Return a command of ours that ends with this process, however this ends."""
    return [sys.executable, "-m", "scripts.child", str(os.getpid()), *arguments]


def _renew() -> None:
    """Have the web processes replaced, once they run: each reads its own terms afresh."""
    if signal.getsignal(signal.SIGHUP) is not _leave:
        os.kill(os.getpid(), signal.SIGHUP)


def _leave(number: int, _: object) -> None:
    """Leave by an exception, so that a signal during the start also removes what was started."""
    sys.exit(128 + number)


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
    click.echo(f"{release.project.title}, release {release.name}, {count:,} triples", err=True)
    if not (settings.contact or release.project.contact):
        click.echo(NO_CONTACT, err=True)
    click.echo(f"  pages   {at}/\n  SPARQL  {at}/sparql\n  stop it with Ctrl-C", err=True)
    if not has_parts():
        click.echo(
            "  without front-end parts, as npm could not be reached: install again", err=True
        )


def _web(settings: Settings) -> WebProcesses:
    """Return the web processes, begun afresh: a fork would take over threads and counters."""
    multiprocessing.set_start_method("spawn", force=True)
    return WebProcesses(
        "server:create_front",
        folder=Path(settings.folder),
        address=settings.host,
        port=settings.port,
        interface=Interfaces.ASGI,
        loop=Loops.auto,
        http=HTTPModes.http1,
        factory=True,
        workers=settings.processes,
        backpressure=share(settings.connections, settings.processes) + RESERVE,
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
