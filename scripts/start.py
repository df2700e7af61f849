"""Entry point: handles SIGINT (Ctrl-C) and SIGTERM in one line from the first module on.

`scripts.command` loads libraries for some tenths of a second. A signal within them ends the
process at once, since nothing is written yet; later the command leaves by an exception, which
removes unfinished files. Little is imported here, so that the handler is there early.
"""

import os
import resource
import signal
import sys
from types import FrameType

from scripts.endings import ENDINGS, REFUSED, Terminated

__all__ = ["main"]

LEAST_MEMORY = (
    (resource.RLIMIT_AS, 2 << 30, "address {} MB", "ulimit -v"),
    (resource.RLIMIT_DATA, 1 << 30, "hold {} MB of data", "ulimit -d"),
)
"""Bytes that a process needs by limit; stacks of threads count, of which little is used."""


def main() -> None:
    """Load and run the command."""
    for number in ENDINGS:
        signal.signal(number, _end)
    _check_memory()
    sys.unraisablehook = _unraisable
    from importlib import import_module

    command = import_module("scripts.command").main
    for number in ENDINGS:
        signal.signal(number, _interrupt)
    try:
        command()
    finally:  # the work is over: Python would take our handlers away, and a signal end it unsaid
        for number in ENDINGS:
            signal.signal(number, signal.SIG_IGN)


def _check_memory() -> None:
    """End the process where its memory is too small for the libraries that it loads.

    Several of them end it without a word that helps when they run out.
    """
    for limit, least, may, command in LEAST_MEMORY:
        most = resource.getrlimit(limit)[0]
        if most != resource.RLIM_INFINITY and most < least:
            sys.stderr.write(
                f"justicegraph: a process may {may.format(f'{most >> 20:,}')} here, and needs"
                f" {least >> 20:,} MB: raise the limit ({command})\n"
            )
            sys.exit(REFUSED)


def _end(number: int = signal.SIGINT, *_: object) -> None:
    os.write(2, f"\njusticegraph: {ENDINGS[signal.Signals(number)]}\n".encode())
    os._exit(128 + number)


def _interrupt(number: int, _: FrameType | None) -> None:
    """Leave by an exception; what it leaves half made cannot be taken apart, which says nothing."""
    sys.unraisablehook = _unraisable_after
    raise Terminated if number == signal.SIGTERM else KeyboardInterrupt


def _unraisable_after(unraisable: "sys.UnraisableHookArgs") -> None:
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _end(_signal_of(unraisable.exc_type))


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    """End the process where Python would print an interrupt and go on, as within a finalizer."""
    if issubclass(unraisable.exc_type, KeyboardInterrupt):
        _end(_signal_of(unraisable.exc_type))
    sys.__unraisablehook__(unraisable)


def _signal_of(type_: type[BaseException]) -> int:
    return signal.SIGTERM if issubclass(type_, Terminated) else signal.SIGINT


if __name__ == "__main__":
    main()
