"""Precompressed static files: each is coded once, as small as it gets, and kept in memory."""

import gzip
from functools import lru_cache
from typing import Final

import brotli
from flask import Response, request

from server.web.compression import SMALLEST, choose_coding

__all__ = ["pack"]

KEPT: Final = 200
"""Coded files that each process keeps."""
LARGEST: Final = 1_000_000
"""Bytes of the largest file that is coded; larger ones are sent as they are."""


def pack(response: Response) -> Response:
    """Write a static text file in the coding that the client takes.

    Complexity: one compression a file and coding; after that a look-up by the file's hash.
    """
    accepted = choose_coding(request.headers.get("Accept-Encoding", ""))
    coding = "br" if accepted == "zstd" else accepted
    if not coding or not _is_text(response) or response.status_code != 200:
        return response
    response.direct_passthrough = False
    body = response.get_data()
    if SMALLEST <= len(body) <= LARGEST:
        response.set_data(_coded(body, coding))
        response.headers["Content-Encoding"] = coding
        response.headers["ETag"] = f'"{response.get_etag()[0]}-{coding}"'
    return response


def _is_text(response: Response) -> bool:
    return (response.mimetype or "").startswith(("text/", "image/svg"))


@lru_cache(maxsize=KEPT)
def _coded(body: bytes, coding: str) -> bytes:
    if coding == "br":
        return bytes(brotli.compress(body, quality=11))
    return gzip.compress(body, 9, mtime=0)
