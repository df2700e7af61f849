"""The entry point: an interrupt ends a command in one line, whenever it comes."""

import resource
import signal
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
            os.kill(os.getpid(), {number})
sys.meta_path.insert(0, Finder())
sys.argv = ["justicegraph", *{arguments!r}]
start.main()
"""
"""Runs a command and interrupts it when it begins to load a module."""


@pytest.mark.parametrize(
    ("module", "arguments", "number"),
    [
        ("scripts.command", ["--version"], signal.SIGINT),
        ("ontology", ["--version"], signal.SIGTERM),
        ("scripts.commands.import_", ["import", "--help"], signal.SIGINT),
        ("scripts.commands.import_", ["import", "--help"], signal.SIGTERM),
    ],
)
def test_a_signal_while_modules_load_is_one_line(
    module: str, arguments: list[str], number: signal.Signals
) -> None:
    code = LOADING.format(module=module, arguments=arguments, number=int(number))
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    said = {130: "interrupted", 143: "ended by SIGTERM"}[128 + number]
    assert (result.returncode, result.stderr) == (128 + number, f"\njusticegraph: {said}\n")


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
    monkeypatch.setattr(start, "_end", lambda _: ended.append("ended"))
    monkeypatch.setattr(sys, "__unraisablehook__", lambda one: ended.append(str(one.object)))
    for type_ in (KeyboardInterrupt, ValueError):
        start._unraisable(SimpleNamespace(exc_type=type_, object="toy"))
    assert ended == ["ended", "toy", "toy"]


def test_what_an_interrupt_leaves_half_made_is_taken_apart_without_a_traceback() -> None:
    code = """
import os, signal
from scripts import command, start
class Half:
    def __del__(self):
        self.expression
def main():
    half = Half()
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except KeyboardInterrupt:
        del half
        raise SystemExit(130)
command.main = main
start.main()
"""
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (130, b"")


@pytest.mark.parametrize(
    ("limit", "most", "may"),
    [
        (resource.RLIMIT_AS, 0, "address 0 MB"),
        (resource.RLIMIT_AS, (2 << 30) - 1, "address 2,047 MB"),
        (resource.RLIMIT_DATA, 600 << 20, "hold 600 MB of data"),
    ],
)
def test_too_little_memory_is_told_before_a_library_ends_the_process(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    limit: int,
    most: int,
    may: str,
) -> None:
    infinity = resource.RLIM_INFINITY
    monkeypatch.setattr(
        resource, "getrlimit", lambda one: (most if one == limit else infinity, infinity)
    )
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit, match="2"):
        start.main()
    said = capsys.readouterr().err
    assert said.startswith(f"justicegraph: a process may {may} here, and needs")
    assert said.count("\n") == 1


def test_a_library_that_cannot_be_loaded_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def get_command(*_: object) -> click.Command:
        raise ImportError("numpy.so: failed to map segment")

    monkeypatch.setattr(command.Commands, "get_command", get_command)
    result = CliRunner().invoke(main, ["serve"])
    said = "justicegraph: cannot be loaded: numpy.so: failed to map segment: install it again, or"
    assert (result.exit_code, result.stderr.startswith(said)) == (2, True)
    assert result.stderr.count("\n") == 1
