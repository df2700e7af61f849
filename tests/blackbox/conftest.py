"""Servers that the checks of this folder share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.release.release import Release
from tests.blackbox.client import Client
from tests.blackbox.server import Server, serving


@pytest.fixture(scope="session")
def data(release: Release) -> Path:
    return release.folder.parent.parent


@pytest.fixture(scope="session")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as it is by default, but for its access log."""
    folder = tmp_path_factory.mktemp("server")
    with serving(data, folder / "said", "--log", str(folder / "access.log")) as found:
        yield found


@pytest.fixture(scope="session")
def client(server: Server) -> Client:
    return server.client


LIMITS = {
    "--seconds": "2",
    "--megabytes": "200",
    "--result-megabytes": "1",
    "--ready": "2",
    "--slow": "2",
    "--queue": "8",
    "--patience": "3",
    "--log": "",
}


@pytest.fixture(scope="session")
def limited(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with small limits, which its checks bring to them."""
    options = [word for pair in LIMITS.items() for word in pair]
    with serving(data, tmp_path_factory.mktemp("limited") / "said", *options) as found:
        yield found
