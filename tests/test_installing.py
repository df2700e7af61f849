"""Installation of the wheel with the newest dependencies, in a fresh virtual environment."""

import os
import subprocess
import sys
import venv
from collections.abc import Mapping
from pathlib import Path

import pytest

from graph.release.release import Release
from server import has_parts
from tests.blackbox.server import serving

ROOT = Path(__file__).parent.parent
PIP = ("-m", "pip", "--quiet", "--disable-pip-version-check")


def unconstrained() -> Mapping[str, str]:
    """Return the environment without what could hold back a version, or find our sources."""
    names = {"PIP_CONSTRAINT", "PIP_REQUIREMENT", "PYTHONPATH"}
    return {name: value for name, value in os.environ.items() if name not in names}


def run(*command: str | Path) -> str:
    """Run a command away from the sources; return what it printed."""
    result = subprocess.run(
        command, cwd="/", env=unconstrained(), capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def programs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment into which the wheel is installed."""
    folder = tmp_path_factory.mktemp("plain")
    run(sys.executable, *PIP, "wheel", "--no-deps", "-w", folder, ROOT)
    (wheel,) = folder.glob("justicegraph-*.whl")
    programs = folder / "venv" / "bin"
    venv.create(folder / "venv")  # without a pip of its own, and compiling only what is loaded:
    run(sys.executable, *PIP, "--python", programs / "python", "install", "--no-compile", wheel)
    return programs


def test_the_wheel_has_its_own_sources_and_parts(programs: Path) -> None:
    code = "import graph, server; print(graph.__file__, server.has_parts())"
    module, parts = run(programs / "python", "-c", code).split()
    assert Path(module).is_relative_to(programs.parent)
    assert parts == str(has_parts())


def test_the_plain_install_builds_the_release_and_serves_a_page(
    programs: Path, tmp_path: Path, release: Release
) -> None:
    data = tmp_path / "data"
    program = str(programs / "justicegraph")
    assert Path(run(program, "build", "--data", data).strip()).name == release.name
    with serving(data, tmp_path / "said", program=[program]) as server:
        reply = server.client.get("/", {"Accept": "text/html"})
    assert reply.status == 200
    assert "<h1" in reply.text
