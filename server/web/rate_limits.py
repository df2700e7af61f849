"""Rate limits: how often one address may ask, counted for all web processes in one place."""

import ipaddress
import time
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.managers import BaseManager
from pathlib import Path
from typing import Any, Final, Protocol

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from ontology import Misuse, RateExceeded

__all__ = ["COUNTER", "Rates", "check_rate", "connected", "counting"]

COUNTER: Final = "rates"
"""The socket of the process that counts, in the folder of a server's pool."""
KEY: Final = b"the folder of the socket is its owner's alone"
NETWORK_OF_ONE: Final = 64
"""How many bits of an IPv6 address are one subscriber's."""


class Rates(Protocol):
    """Counts requests by address."""

    def wait(self, address: str) -> int:
        """Count a request; return 0, or in how many seconds the address may ask again."""


class Counter:
    """Counts in the memory of one process.

    >>> counter = Counter("2/minute")
    >>> [counter.wait("192.0.2.1") > 0 for _ in range(3)]
    [False, False, True]
    """

    def __init__(self, rate: str) -> None:
        self._limit, self._limiter = _limit(rate), SlidingWindowCounterRateLimiter(MemoryStorage())

    def wait(self, address: str) -> int:
        """Count a request of an address; IPv6 addresses of one network are one."""
        subscriber = _subscriber(address)
        if self._limiter.hit(self._limit, subscriber):
            return 0
        reset = self._limiter.get_window_stats(self._limit, subscriber).reset_time
        return max(1, round(reset - time.time()))


class Counting(BaseManager):
    """The process that counts, and the way to it."""


def counting(rate: str, folder: Path) -> Counting:
    """Return a process that counts at a socket in a folder, while its `with` lasts."""
    _limit(rate)
    Counting.register("counter", callable=_Once(rate), exposed=["wait"])
    return Counting(str(folder / COUNTER), KEY)


class _Once:
    """Makes one counter, and gives the same whenever it is called."""

    def __init__(self, rate: str) -> None:
        self._counter = Counter(rate)

    def __call__(self) -> Counter:
        return self._counter


def connected(folder: Path) -> Rates:
    """Return the counter of a server's pool, as its web processes see it."""
    Counting.register("counter", exposed=["wait"])
    manager = Counting(str(folder / COUNTER), KEY)
    manager.connect()
    make: Callable[[], Any] = getattr(manager, "counter")  # noqa: B009 - registered by name
    found: Rates = make()
    return found


def check_rate(rates: Rates, address: str) -> None:
    """Count a request; raises `RateExceeded` where there are more than the setting allows.

    Where the process that counts has ended, all are let through.
    Source: RFC 6585, section 4.
    """
    seconds = 0
    with suppress(OSError, EOFError):
        seconds = rates.wait(address)
    if seconds:
        raise RateExceeded(f"too many requests: ask again in {seconds} s", seconds)


def _limit(rate: str) -> RateLimitItem:
    try:
        return parse(rate)
    except ValueError:
        raise Misuse(f"rate = {rate}: write it as 100/minute or 5/second") from None


def _subscriber(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.version == 4:
        return address
    return str(ipaddress.ip_network((known, NETWORK_OF_ONE), strict=False))
