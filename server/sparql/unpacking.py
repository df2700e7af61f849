"""Decompression of request bodies (Content-Encoding), bounded against decompression bombs."""

import zlib
from collections.abc import Callable
from typing import Final

import brotli
import zstandard
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

__all__ = ["UnknownCoding", "unpack"]


class UnknownCoding(HTTPException):
    """Raised for a content coding that cannot be read: 415 with `Accept-Encoding`.

    Source: RFC 9110, sections 12.5.3 and 15.5.16.
    """

    code = 415

    def get_headers(self, *_: object, **__: object) -> list[tuple[str, str]]:
        """Return the headers of the answer, with the codings that can be read."""
        return [("Accept-Encoding", ", ".join(CODINGS))]


def unpack(body: bytes, content_encoding: str, most: int) -> bytes:
    """Return a request body without its content codings.

    Raises `UnknownCoding` for a coding that is unknown or data that are not in it, and werkzeug's
    `RequestEntityTooLarge` for more than `most` bytes.
    Complexity: linear in `most`, whatever the body would unpack to.
    Source: RFC 9110, section 8.4.

    >>> unpack(zlib.compress(b"ASK {}"), "deflate", 100)
    b'ASK {}'
    """
    names = [name.strip().lower() for name in content_encoding.split(",") if name.strip()]
    if len(names) > 1:
        raise UnknownCoding("pack a request once")
    name = names[0] if names else "identity"
    if name not in CODINGS:
        raise UnknownCoding(f"content coding {name[:40]} is unknown; use {', '.join(CODINGS)}")
    try:
        unpacked = CODINGS[name](body, most + 1)
    except (zlib.error, brotli.error, zstandard.ZstdError, EOFError):
        raise UnknownCoding(f"the body is not in the content coding {name}") from None
    if len(unpacked) > most:
        raise RequestEntityTooLarge(f"a request holds {most:,} bytes at most, when unpacked")
    return unpacked


def _gzip(body: bytes, most: int) -> bytes:
    return _inflate(body, most, 16 + zlib.MAX_WBITS)


def _deflate(body: bytes, most: int) -> bytes:
    """Read zlib data, or bare deflate data as some clients send."""
    try:
        return _inflate(body, most, zlib.MAX_WBITS)
    except zlib.error:
        return _inflate(body, most, -zlib.MAX_WBITS)


def _inflate(body: bytes, most: int, window: int) -> bytes:
    reader = zlib.decompressobj(window)
    unpacked = reader.decompress(body, most)
    if not reader.eof and len(unpacked) < most:
        raise EOFError
    return unpacked


def _brotli(body: bytes, most: int) -> bytes:
    reader, unpacked = brotli.Decompressor(), bytearray()
    for start in range(0, len(body), CHUNK):
        unpacked += reader.process(body[start : start + CHUNK], output_buffer_limit=most)
        while len(unpacked) < most and not reader.can_accept_more_data():
            unpacked += reader.process(b"", output_buffer_limit=most)
        if len(unpacked) >= most:
            break
    if len(unpacked) < most and not reader.is_finished():
        raise EOFError
    return bytes(unpacked)


def _zstd(body: bytes, most: int) -> bytes:
    unpacker = zstandard.ZstdDecompressor(max_window_size=1 << 23)
    with unpacker.stream_reader(body) as reader:
        unpacked = bytes(reader.read(most))
    if len(unpacked) < most:  # the reader says nothing of an end that is missing
        whole = unpacker.decompressobj()
        whole.decompress(body)
        if not whole.eof:
            raise EOFError
    return unpacked


CHUNK: Final = 1 << 14
CODINGS: Final[dict[str, Callable[[bytes, int], bytes]]] = {
    "br": _brotli,
    "deflate": _deflate,
    "gzip": _gzip,
    "x-gzip": _gzip,
    "zstd": _zstd,
    "identity": lambda body, most: body[:most],
}
