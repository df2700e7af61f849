"""What holds for the project as a whole: its layers, its names and its size."""

import re
import subprocess
import sys
from fnmatch import fnmatch
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from scripts.command import COMMANDS

ROOT = Path(__file__).parent.parent
LAYERS = ("ontology", "shapes", "graph", "server", "scripts")
SOURCES = sorted(path for layer in (*LAYERS, "tests") for path in (ROOT / layer).rglob("*.py"))


def test_no_other_distribution_owns_a_name_of_ours() -> None:
    owners = {layer: {*packages_distributions().get(layer, ())} for layer in LAYERS}
    assert {layer: owner - {"justicegraph"} for layer, owner in owners.items()} == {
        layer: set() for layer in LAYERS
    }


def test_no_source_file_is_longer_than_300_lines() -> None:
    long = {path.name: n for path in SOURCES if (n := len(path.read_text().splitlines())) > 300}
    assert long == {}


def test_every_test_folder_is_a_package() -> None:
    folders = {path.parent for path in (ROOT / "tests").rglob("test_*.py")}
    assert [folder for folder in folders if not (folder / "__init__.py").exists()] == []


def test_pytest_leaves_out_no_folder_of_ours(pytestconfig: pytest.Config) -> None:
    left_out = pytestconfig.getini("norecursedirs")
    names = {part for path in SOURCES for part in path.relative_to(ROOT).parts[:-1]}
    assert [one for one in names if any(fnmatch(one, pattern) for pattern in left_out)] == []


def test_the_readme_names_every_command() -> None:
    import click

    from scripts.command import main

    names = main.list_commands(click.Context(main))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_what_serves_and_starts_loads_no_numpy() -> None:
    # It begins threads, which a process that forks must not have, and takes 100 MB of memory.
    assert (
        loaded_by("graph.engine.pool.process, server, scripts.commands.serve", "numpy") == "False\n"
    )


def test_commands_that_serve_nothing_load_no_server() -> None:
    modules = sorted(
        {*COMMANDS.values()}
        - {"operating.doctor", "operating.mirror", "follow", "get", "mcp_", "serve"}
    )
    assert (
        loaded_by(", ".join(f"scripts.commands.{name}" for name in modules), "server") == "False\n"
    )


def loaded_by(modules: str, name: str) -> str:
    code = f"import sys, {modules}; print('{name}' in sys.modules)"
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout


def test_the_repository_names_no_machine_and_no_registry() -> None:
    pattern = re.compile(r"https?://[^/\s]*(?:pypi|npmjs|registry)[^/\s]*/|/root/|/home/\w")
    files = [path for path in ROOT.glob("*") if path.is_file() and path.name != ".coverage"]
    files += [path for path in SOURCES if path != Path(__file__)]
    assert [path.name for path in files if pattern.search(path.read_text(errors="replace"))] == []
