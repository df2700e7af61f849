"""The SPARQL servers that are measured: ours, Oxigraph and rdflib-endpoint, each started here."""

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

from graph.release.release import Release
from ontology import Unavailable
from scripts.bench.serving.load import answer

__all__ = ["OURS", "OXIGRAPH", "RDFLIB", "Server", "running"]

PATIENCE = 180.0
READY = "ASK { ?s ?p ?o }"


@dataclass(frozen=True)
class Server:
    """A server: its name, program, arguments and the path of its SPARQL endpoint.

    `load` sends the data to a server that does not read them from a file.
    """

    name: str
    program: str
    arguments: Callable[[Release, int], Sequence[str]]
    path: str
    load: Callable[[Release, str], None] = lambda _release, _address: None

    def executable(self) -> str | None:
        """Return the program's path, first among those of this Python's environment."""
        folders = (str(Path(sys.executable).parent), os.environ.get("PATH", ""))
        return shutil.which(self.program, path=os.pathsep.join(folders))


def _ours(release: Release, port: int) -> list[str]:
    data = release.folder.parent.parent
    return ["-m", "scripts.start", "serve", "--data", str(data), "--port", str(port)]


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


def _rdflib(release: Release, port: int) -> list[str]:
    file = str(release.folder / "justicegraph.nt")
    return ["-m", "scripts.bench.serving.rdflib_server", file, str(port)]


OURS = Server("ours", sys.executable, _ours, "/sparql")
OXIGRAPH = Server(
    "Oxigraph",
    "oxigraph",
    lambda _, port: ["serve", "--union-default-graph", "--bind", f"127.0.0.1:{port}"],
    "/query",
    _into_oxigraph,
)
RDFLIB = Server("rdflib-endpoint", sys.executable, _rdflib, "/")
"""It takes about a minute for a million triples, and gigabytes of memory."""


@contextmanager
def running(
    server: Server, release: Release, stderr: IO[bytes] | int = subprocess.DEVNULL
) -> Iterator[tuple[str, int]]:
    """Start a server on a release; give its endpoint and process id, and end all its processes.

    Raises `Unavailable` where the program is not installed, or does not answer in time.
    """
    program = server.executable()
    if not program:
        raise Unavailable(f"{server.name} is not installed: run 'make .venv/test'")
    port = _free_port()
    command = [program, *server.arguments(release, port)]
    with subprocess.Popen(  # noqa: S603 - the programs above
        command, stdout=subprocess.DEVNULL, stderr=stderr, start_new_session=True
    ) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(server, f"{address}{server.path}", process)
            server.load(release, address)
            yield f"{address}{server.path}", process.pid
        finally:
            _end(process)


def _wait(server: Server, endpoint: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        if answer(endpoint, READY)[0] == 200:
            return
        time.sleep(0.1)
    raise Unavailable(f"{server.name} does not answer: start it by hand to see why")


def _end(process: "subprocess.Popen[bytes]") -> None:
    """Let a server finish, then kill its process group."""
    process.terminate()
    try:
        process.wait(PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
