"""Content codings: negotiation of Accept-Encoding, and compressors for br, gzip and zstd."""

import zlib
from collections.abc import Callable
from functools import lru_cache
from typing import Final, Protocol

import brotli
import zstandard
from isal import isal_zlib
from werkzeug.datastructures import Accept
from werkzeug.http import parse_accept_header

__all__ = ["SMALLEST", "Coder", "choose_coding", "coded", "coder"]

SMALLEST: Final = 512
"""Bytes below which a result is sent as it is, since its coding would save nothing."""
CODINGS: Final = ("br", "gzip")


@lru_cache(maxsize=256)
def choose_coding(accept_encoding: str) -> str:
    """Return the content coding that a client takes: br, gzip, zstd where named, or none ("").

    `identity` is always to be had, also by who refuses it: a whole answer helps more than a 406.
    Source: RFC 9110, section 12.5.3.

    >>> choose_coding("gzip, deflate, br"), choose_coding("gzip, zstd"), choose_coding("")
    ('br', 'zstd', '')
    >>> choose_coding("br;q=0, *"), choose_coding("identity, gzip;q=0.5")
    ('gzip', '')
    """
    ranges = parse_accept_header(accept_encoding, Accept)
    weights = {value.lower(): quality for value, quality in ranges}
    known = ("zstd", *CODINGS) if "zstd" in weights else CODINGS
    found = {name: weights.get(name, weights.get("*", 0)) for name in known}
    name = max(found, key=lambda one: found[one])
    return name if found[name] > 0 and found[name] >= weights.get("identity", 0) else ""


class Coder(Protocol):
    """Writes chunks in a coding, one after the other."""

    def compress(self, data: bytes, /) -> bytes:
        """Take a chunk and give what is ready."""

    def flush(self) -> bytes:
        """Give the rest."""


class _Brotli:
    """Brotli's compressor, which names its methods otherwise."""

    def __init__(self) -> None:
        compressor = brotli.Compressor(mode=brotli.MODE_TEXT, quality=3)
        self.compress: Callable[[bytes], bytes] = compressor.process
        self.flush: Callable[[], bytes] = compressor.finish


def coded(body: bytes, coding: str) -> bytes:
    """Return a whole body in a coding."""
    writer = coder(coding)
    return writer.compress(body) + writer.flush()


def coder(coding: str) -> Coder:
    """Return a compressor for a coding, set for speed.

    >>> gzip = coder("gzip")
    >>> zlib.decompress(gzip.compress(b"kenya") + gzip.flush(), wbits=31)
    b'kenya'
    """
    return CODERS[coding]()


CODERS: Final[dict[str, Callable[[], Coder]]] = {
    "br": _Brotli,
    "gzip": lambda: isal_zlib.compressobj(2, isal_zlib.DEFLATED, 16 + zlib.MAX_WBITS),
    "zstd": lambda: zstandard.ZstdCompressor(level=3).compressobj(),
}
