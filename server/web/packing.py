"""Static files: a fingerprint in their addresses (cache busting), and precompression.

Pages name them below a hash of all of them, so that modules that import one another by relative
addresses have it, too. Each is coded once, as small as it gets, and kept in memory.
"""

import gzip
import hashlib
import re
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final
from urllib.parse import quote

import brotli
from flask import Response, request

from server.web.compression import SMALLEST, choose_coding

__all__ = ["OWN", "pack", "parted", "static_address", "static_version"]

OWN: Final = "own/"
"""Folder of a project's static files, which may change while a server runs."""
LENGTH: Final = 12
VERSIONED: Final = re.compile(rf"([0-9a-f]{{{LENGTH}}})/(.+)")
KEPT: Final = 200
"""Coded files that each process keeps."""
LARGEST: Final = 1_000_000
"""Bytes of the largest file that is coded; larger ones are sent as they are."""


@cache
def static_version() -> str:
    """Return a hash of all our static files. Complexity: linear in their bytes, once."""
    digest = hashlib.sha256()
    with as_file(files("server") / "static") as folder:
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(path.read_bytes())
    return digest.hexdigest()[:LENGTH]


def static_address(name: str) -> str:
    """Return the address of a static file, which never changes under it unless a project has it.

    >>> static_address("style.css") == f"/static/{static_version()}/style.css"
    True
    >>> static_address("own/colours.css")
    '/static/own/colours.css'
    """
    version = "" if name.startswith(OWN) else f"{static_version()}/"
    return f"/static/{version}{quote(name)}"


def parted(name: str) -> tuple[str, str]:
    """Return the version in the name of a static file, if any, and the name without it.

    >>> parted("0123456789ab/explorer/main.js"), parted("style.css")
    (('0123456789ab', 'explorer/main.js'), ('', 'style.css'))
    """
    match = VERSIONED.fullmatch(name)
    return (match[1], match[2]) if match else ("", name)


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
