"""The rules for w3id.org lead the IRIs of a project's own terms and records to its server."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scripts.commands.projects.conftest import Odd
from tests.server.mirror.apache import answered, needs_apache, redirecting
from tests.server.mirror.test_redirection import FORMATS

pytestmark = [pytest.mark.long, needs_apache]

IRIS = (
    "id/pump-house/lower-pump",
    "graph/pump-house/lower-pump",
    "concept/well",
    "concept/well/deep",
    "concept/impact/water-taken",
    "ontology/PumpHouse",
    "ontology/OldPumpHouse",
    "ontology/WaterDispute",
    "ontology/depth",
    "ontology/Well",
)
SERVE = """
import sys, threading
from werkzeug.serving import make_server
from scripts.commands.projects.plan import project_settings
from server import Settings, create_app
app = create_app(Settings.read(environment={}, defaults=project_settings()))
server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
"""
"""Serves the project until its input ends, in a process that reads its vocabulary."""


@pytest.fixture(scope="module")
def site(odd: Odd) -> Iterator[int]:
    """The port of a server of the project."""
    kept = {name: value for name, value in os.environ.items() if "JUSTICEGRAPH" not in name}
    with subprocess.Popen(
        [sys.executable, "-c", SERVE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=kept | {"JUSTICEGRAPH_PROJECT": str(odd.folder)},
        cwd=Path(__file__).parents[4],
    ) as process:
        assert process.stdin
        assert process.stdout
        yield int(process.stdout.readline())
        process.stdin.close()


@pytest.fixture(scope="module")
def base(site: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a redirection service that leads to that server."""
    with redirecting(site, "odd", tmp_path_factory.mktemp("w3id")) as address:
        yield address


@pytest.mark.parametrize("iri", IRIS)
def test_each_kind_of_own_iri_leads_to_each_format(base: str, site: int, iri: str) -> None:
    found = {name: answered(f"{base}{iri}", accept) for name, accept in FORMATS.items()}
    assert found == {name: (200, accept, site) for name, accept in FORMATS.items()}
    found = {name: answered(f"{base}{iri}.{name}", "*/*") for name in FORMATS}
    assert found == {name: (200, media, site) for name, media in FORMATS.items()}
