"""Rate limits: a sliding window counter for each client address, in memory that processes share.

All web processes map one file, a hash table of fixed size. There is no process that counts, and so
none that can fail: the kernel releases the lock of a process that ends, and a request whose counter
cannot be locked in time is let through.
"""

import fcntl
import hashlib
import ipaddress
import math
import mmap
import os
import re
import secrets
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Final

from limits import RateLimitItem, parse

from ontology import Misuse, RateExceeded

__all__ = ["Rates", "check_rate", "subscriber"]

FILE: Final = "rates"
NETWORK_OF_ONE: Final = 64
"""How many bits of an IPv6 address are one subscriber's."""
SLOTS: Final = 1 << 15
WAYS: Final = 8
"""Slots in which an address may be; the one that was used longest ago is reused."""
SLOT: Final = struct.Struct("<QQQQ")
"""A keyed hash of the address, the number of its window, requests in it and in the one before."""
SALT: Final = 16
TRIES: Final = 50
PORT: Final = re.compile(r"\[(?P<six>[^]]*)\](?::\d*)?|(?P<four>[\d.]+):\d*")


class Rates:
    """Counts requests by address, in a file of a server's runtime folder.

    The hash is keyed, so that nobody can choose addresses that share slots. A table that overflows
    forgets addresses, so it lets too many requests pass rather than too few.
    The clock is that since the machine's start, which processes share and nobody sets.
    Complexity: constant.
    Source: sliding window counter, as in the library limits.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     rates = Rates("2/minute", Path(folder))
    ...     [rates.wait("192.0.2.1", now=0.0) for _ in range(3)]
    [0, 0, 90]
    """

    def __init__(self, rate: str, folder: Path, file: str = FILE) -> None:
        limit = _limit(rate)
        self.most, self.seconds = limit.amount, limit.get_expiry()
        self._file = os.open(folder / file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        with self._locked():
            if not os.fstat(self._file).st_size:
                os.write(self._file, secrets.token_bytes(SALT))
                os.truncate(self._file, SALT + SLOTS * SLOT.size)
        self._table = mmap.mmap(self._file, SALT + SLOTS * SLOT.size)

    def wait(self, address: str, now: float | None = None) -> int:
        """Count a request; return 0, or in how many seconds the address may ask again."""
        number, elapsed = divmod(time.monotonic() if now is None else now, self.seconds)
        with self._locked():
            key, place = self._place(subscriber(address))
            count, before = self._counts(key, place, window := int(number))
            if count + before * (1 - elapsed / self.seconds) + 1 > self.most:
                return max(1, math.ceil(self._wait(count, before, elapsed)))
            SLOT.pack_into(self._table, place, key, window, count + 1, before)
        return 0

    def _wait(self, count: int, before: int, elapsed: float) -> float:
        """Return the seconds until the weighted count leaves room for one request."""
        if count < self.most:
            return self.seconds * (1 - (self.most - 1 - count) / before) - elapsed
        return self.seconds * (2 - (self.most - 1) / count) - elapsed

    def _place(self, name: str) -> tuple[int, int]:
        """Return the key of an address and the offset of its slot, free or reused for it."""
        salt = self._table[:SALT]
        digest = hashlib.blake2b(name.encode("utf-8", "replace"), key=salt, digest_size=16).digest()
        key = int.from_bytes(digest[:8], "little") | 1  # 0 means free
        first = int.from_bytes(digest[8:], "little") % (SLOTS // WAYS) * WAYS
        offsets = [SALT + (first + way) * SLOT.size for way in range(WAYS)]
        slots = {offset: SLOT.unpack_from(self._table, offset) for offset in offsets}
        own = next((offset for offset in offsets if slots[offset][0] == key), None)
        return key, own or min(offsets, key=lambda offset: slots[offset][1])

    def _counts(self, key: int, place: int, window: int) -> tuple[int, int]:
        """Return the requests of an address in this window and in the one before."""
        owner, at, count, before = SLOT.unpack_from(self._table, place)
        if owner != key or window > at + 1:
            return 0, 0
        return (0, count) if window == at + 1 else (count, before)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """Hold the table's lock, which takes microseconds; go on without it if it is not free.

        A process that was stopped inside would stop all others; a lost count harms nobody.
        """
        is_held = any(self._try_lock() for _ in range(TRIES))
        try:
            yield
        finally:
            if is_held:
                fcntl.lockf(self._file, fcntl.LOCK_UN)

    def _try_lock(self) -> bool:
        try:
            fcntl.lockf(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.sched_yield()
            return False
        return True


def check_rate(rates: Rates, address: str) -> None:
    """Count a request; raises `RateExceeded` where there are more than the setting allows.

    Source: RFC 6585, section 4.
    """
    if seconds := rates.wait(address):
        raise RateExceeded(f"too many requests: ask again in {seconds} s", seconds)


def _limit(rate: str) -> RateLimitItem:
    try:
        return parse(rate)
    except ValueError:
        raise Misuse(f"rate = {rate}: write it as 100/minute or 5/second") from None


@lru_cache(maxsize=4096)
def subscriber(address: str) -> str:
    """Return whom an address is counted as: without a port; of IPv6, its network of 64 bits.

    Some proxies write the client's port into X-Forwarded-For.

    >>> subscriber("192.0.2.1:4711"), subscriber("[2001:db8::7]:80"), subscriber("::ffff:192.0.2.1")
    ('192.0.2.1', '2001:db8::/64', '192.0.2.1')
    """
    written = PORT.fullmatch(address.strip())
    text = (written["six"] or written["four"]) if written else address.strip()
    try:
        known = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv6Address):
        if known.ipv4_mapped is None:
            return str(ipaddress.ip_network((int(known), NETWORK_OF_ONE), strict=False))
        known = known.ipv4_mapped
    return str(known)
