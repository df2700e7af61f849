"""A real server: the command, started in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.blackbox.client import Client
from tests.waiting import PATIENCE, becomes

__all__ = ["COMMAND", "Server", "alive", "serving"]

COMMAND = (sys.executable, "-m", "scripts.start")


@dataclass(frozen=True)
class Server:
    """A server that runs, and what it said."""

    process: "subprocess.Popen[bytes]"
    client: Client
    said_to: Path

    @property
    def said(self) -> str:
        return self.said_to.read_text(encoding="utf-8")

    def numbers(self) -> dict[str, float]:
        """Return what /metrics tells, by name and labels."""
        lines = self.client.get("/metrics").text.splitlines()
        pairs = (line.rsplit(" ", 1) for line in lines if not line.startswith("#"))
        return {name: float(value) for name, value in pairs}

    def workers(self, state: str) -> float:
        """Return how many query workers are ready, busy or slow."""
        return self.numbers()[f'justicegraph_workers{{state="{state}"}}']

    def keepers(self) -> list[int]:
        """Return the processes that keep pools."""
        return [
            pid
            for pid in _children(self.process.pid)
            if "graph.engine.pool.process" in _command(pid)
        ]

    def web_processes(self) -> list[int]:
        """Return the processes that speak HTTP."""
        return [pid for pid in _children(self.process.pid) if "spawn_main" in _command(pid)]

    def query_workers(self) -> list[int]:
        """Return the processes that evaluate queries."""
        return [pid for keeper in self.keepers() for pid in _children(keeper)]


@contextmanager
def serving(
    data: Path,
    said_to: Path,
    *options: str,
    environment: Mapping[str, str] | None = None,
    program: Sequence[str] = COMMAND,
) -> Iterator[Server]:
    """Serve a data folder at a free port, and end it after."""
    command = [*program, "serve", "--data", str(data), "--port", "0", *options]
    surroundings = {**os.environ, **(environment or {})}
    with (
        said_to.open("wb") as said,
        subprocess.Popen(command, stderr=said, stdout=said, env=surroundings) as process,
    ):
        try:
            becomes(lambda: process.poll() is not None or "SPARQL" in said_to.read_text())
            assert process.poll() is None, said_to.read_text()
            server = Server(process, Client(_port(said_to.read_text())), said_to)
            becomes(lambda: _answers(server.client))
            yield server
        finally:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(PATIENCE)
            finally:
                process.kill()


def alive(pid: int) -> bool:
    """Whether a process is there, and no zombie."""
    state = _read(Path(f"/proc/{pid}/stat")).rpartition(")")[2].split()[:1]
    return state not in ([], ["Z"])


def _port(said: str) -> int:
    """Return the port of the address that a server tells as it starts."""
    line = next(line for line in said.splitlines() if line.split()[:1] == ["SPARQL"])
    return int(line.rpartition(":")[2].partition("/")[0])


def _answers(client: Client) -> bool:
    try:
        return client.get("/readyz").status == 200
    except OSError:
        return False


def _children(parent: int) -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*") if _parent(path) == parent]


def _parent(process: Path) -> int:
    return int((_read(process / "stat").rpartition(")")[2].split() or ["0", "0"])[1])


def _command(pid: int) -> str:
    return _read(Path(f"/proc/{pid}/cmdline"))


def _read(path: Path) -> str:
    """Return what the kernel tells of a process; nothing of one that has ended."""
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return ""
