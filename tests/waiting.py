"""Polling: tests wait for a condition, however slow the machine is that runs them."""

import asyncio
import os
import time
from collections.abc import Callable

import pytest

__all__ = ["PATIENCE", "becomes", "comes"]

PATIENCE = float(os.environ.get("JUSTICEGRAPH_PATIENCE", "60"))
"""Seconds after which a condition is taken never to hold: far more than any test needs."""

LOOK = 0.01


def becomes(condition: Callable[[], object], states: Callable[[], str] = str) -> None:
    """Wait until a condition holds; the test fails where it never does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"waited {PATIENCE:g} seconds in vain {states()}".strip())
        time.sleep(LOOK)


async def comes(condition: Callable[[], object]) -> None:
    """Wait until a condition holds while other tasks go on."""
    await asyncio.to_thread(becomes, condition)
