"""To wait until something is the case, however slow the machine is that runs the tests."""

import time
from collections.abc import Callable

import pytest

__all__ = ["PATIENCE", "becomes"]

PATIENCE = 60.0
"""Seconds after which nobody believes any more that it will still come."""

LOOK = 0.01


def becomes(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Wait until something is the case; fails where it does not become so."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"waited {seconds:g} seconds in vain")
        time.sleep(LOOK)
