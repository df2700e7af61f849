"""Endings of a command from outside: exit code, words for each signal, and what is raised for one.

Nothing else is here, since the entry point needs it before any library is loaded.
"""

import signal

__all__ = ["ENDINGS", "REFUSED", "Terminated"]

REFUSED = 2
"""The exit code where the machine refuses."""
ENDINGS = {signal.SIGINT: "interrupted", signal.SIGTERM: "ended by SIGTERM"}
"""What is said of each signal that ends a command."""


class Terminated(KeyboardInterrupt):
    """Raised for SIGTERM: a command leaves as for an interrupt, and removes what is unfinished."""
