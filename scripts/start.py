"""Entry point: handles SIGINT (Ctrl-C) in one line from the first module on, without a traceback.

`scripts.command` loads libraries for some tenths of a second. An interrupt within them ends the
process at once, since nothing is written yet; later the command leaves by an exception, which
removes unfinished files. Little is imported here, so that the handler is there early.
"""

import os
import signal
import sys

__all__ = ["INTERRUPTED", "main"]

INTERRUPTED = 128 + signal.SIGINT
"""The exit code that shells give to an interrupted command."""


def main() -> None:
    """Load and run the command."""
    signal.signal(signal.SIGINT, _end)
    sys.unraisablehook = _unraisable
    from importlib import import_module

    command = import_module("scripts.command").main
    signal.signal(signal.SIGINT, signal.default_int_handler)
    command()


def _end(*_: object) -> None:
    os.write(2, b"\njusticegraph: interrupted\n")
    os._exit(INTERRUPTED)


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """End the process where Python would print an interrupt and go on, as within a finalizer."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _end()
    sys.__unraisablehook__(unraisable)
