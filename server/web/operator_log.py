"""Messages to the operator: one line each on stderr, which may be on a full disk itself."""

import sys
from contextlib import suppress

__all__ = ["log_for_operator"]


def log_for_operator(message: str) -> None:
    """Write a line to stderr; a stderr that cannot be written stops no thread and no request."""
    with suppress(OSError, ValueError):
        sys.stderr.write(f"justicegraph: {message}\n")
        sys.stderr.flush()
