"""Entry point: handles SIGINT (Ctrl-C) in one line from the first module on, without a traceback.

`scripts.command` loads libraries for some tenths of a second. An interrupt within them ends the
process at once, since nothing is written yet; later the command leaves by an exception, which
removes unfinished files. Little is imported here, so that the handler is there early.
"""

import os
import resource
import signal
import sys
from types import FrameType

__all__ = ["INTERRUPTED", "REFUSED", "main"]

LEAST_MEMORY = 2 << 30
"""Bytes of addresses; what is used of them is far less."""
REFUSED = 2
"""The exit code where the machine refuses."""
INTERRUPTED = 128 + signal.SIGINT
"""The exit code that shells give to an interrupted command."""


def main() -> None:
    """Load and run the command."""
    signal.signal(signal.SIGINT, _end)
    _check_memory()
    sys.unraisablehook = _unraisable
    from importlib import import_module

    command = import_module("scripts.command").main
    signal.signal(signal.SIGINT, _interrupt)
    command()


def _check_memory() -> None:
    """End the process where its address space is too small for the libraries that it loads.

    Several of them end it without a word that helps when they run out.
    """
    most = resource.getrlimit(resource.RLIMIT_AS)[0]
    if most != resource.RLIM_INFINITY and most < LEAST_MEMORY:
        sys.stderr.write(
            f"justicegraph: a process may address {most >> 20:,} MB here, and needs"
            f" {LEAST_MEMORY >> 20:,} MB: raise the limit (ulimit -v)\n"
        )
        sys.exit(REFUSED)


def _end(*_: object) -> None:
    os.write(2, b"\njusticegraph: interrupted\n")
    os._exit(INTERRUPTED)


def _interrupt(number: int, frame: FrameType | None) -> None:
    """Leave by an exception; what it leaves half made cannot be taken apart, which says nothing."""
    sys.unraisablehook = _unraisable_after
    signal.default_int_handler(number, frame)


def _unraisable_after(unraisable: "sys.UnraisableHookArgs") -> None:
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _end()


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """End the process where Python would print an interrupt and go on, as within a finalizer."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _end()
    sys.__unraisablehook__(unraisable)
