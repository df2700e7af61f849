"""A real server, whose release holds the curated records and the graphs of the protocol's cases."""

import json
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest

from graph.engine.oxigraph import Store
from graph.release.release import Release
from tests.w3c.manifest import statements
from tests.w3c.protocol import graph_files
from tests.waiting import becomes

PATIENCE = 60.0
N_QUADS = "justicegraph.nq"


@pytest.fixture(scope="session")
def data(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a copy of the release, to which the graphs of the cases were added."""
    data = tmp_path_factory.mktemp("w3c")
    folder = data / "releases" / release.name
    shutil.copytree(release.folder, folder, ignore=shutil.ignore_patterns("store"))
    quads = [quad for name, file in graph_files().items() for quad in statements(file, name)]
    with (folder / N_QUADS).open("ab") as file:
        ox.serialize(quads, file, format=ox.RdfFormat.N_QUADS)
    Store.write(folder / N_QUADS, folder / "store")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["files"][N_QUADS]["bytes"] = (folder / N_QUADS).stat().st_size
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (data / "current").symlink_to(folder)
    return data


@pytest.fixture(scope="session")
def endpoint(data: Path) -> Iterator[str]:
    """The address of the SPARQL endpoint of a server that runs."""
    with serving(data) as address:
        yield address


@contextmanager
def serving(data: Path) -> Iterator[str]:
    """Serve a data folder from a process of its own; the only place that knows how."""
    command = [sys.executable, "-m", "scripts.start", "serve", "--data", str(data), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr
            address = _told(process.stderr)
            _wait_for(address)
            yield address
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


def _told(said: IO[str]) -> str:
    """Return the address of the endpoint, which a server tells as it starts."""
    lines = []
    for line in said:
        lines.append(line)
        if line.split()[:1] == ["SPARQL"]:
            return line.split()[1]
    pytest.fail(f"no server started: {''.join(lines)}")


def _wait_for(address: str) -> None:
    at = urlsplit(address)
    becomes(lambda: _listens(str(at.hostname), at.port or 80))


def _listens(host: str, port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0
