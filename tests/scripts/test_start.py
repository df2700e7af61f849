"""The entry point: an interrupt ends a command in one line, whenever it comes."""

import subprocess
import sys
from types import SimpleNamespace

import click
import pytest
from click.testing import CliRunner

from scripts import command, start
from scripts.command import main

LOADING = """
import os, signal, sys
from scripts import start
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
sys.argv = ["justicegraph", *{arguments!r}]
start.main()
"""
"""Runs a command and interrupts it when it begins to load a module."""


@pytest.mark.parametrize(
    ("module", "arguments"),
    [
        ("scripts.command", ["--version"]),
        ("ontology", ["--version"]),
        ("scripts.commands.import_", ["import", "--help"]),
    ],
)
def test_an_interrupt_while_modules_load_is_one_line(module: str, arguments: list[str]) -> None:
    code = LOADING.format(module=module, arguments=arguments)
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert (result.returncode, result.stderr) == (130, "\njusticegraph: interrupted\n")


def test_an_interrupted_command_leaves_with_the_code_of_shells(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    @click.command()
    def toy() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command.Commands, "get_command", lambda *_: toy)
    result = CliRunner().invoke(main, ["toy"])
    assert (result.exit_code, result.stderr) == (130, "\njusticegraph: interrupted\n")


def test_an_interrupt_that_python_would_swallow_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(start, "_end", lambda: ended.append("ended"))
    monkeypatch.setattr(sys, "__unraisablehook__", lambda one: ended.append(str(one.object)))
    for type_ in (KeyboardInterrupt, ValueError):
        start._unraisable(SimpleNamespace(exc_type=type_, object="toy"))
    assert ended == ["ended", "toy", "toy"]
