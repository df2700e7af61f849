"""Entity tags: the same release, request, format and coding give the same bytes."""

import hashlib
from typing import Final

from werkzeug.http import parse_etags

__all__ = ["FOR_EVER", "REVALIDATED", "is_held", "tag"]

REVALIDATED: Final = "public, no-cache"
"""How an answer of the current release is cached: kept, and asked for again with its tag."""
FOR_EVER: Final = "public, max-age=31536000, immutable"
"""How what never changes under its name is cached."""
LENGTH: Final = 32


def tag(*parts: str) -> str:
    """Return a strong entity tag.

    Source: RFC 9110, section 8.8.3.

    >>> tag("9b06cc1d7b7ae22d", "ASK {}", "json", "")
    '"a7e9cc4ce342aa6f19839568bc5291d7"'
    """
    joined = "\0".join(parts).encode("utf-8", "surrogatepass")
    return f'"{hashlib.sha256(joined).hexdigest()[:LENGTH]}"'


def is_held(if_none_match: str, etag: str) -> bool:
    """Whether the client holds what has this tag.

    `*` is left to callers that know whether the resource exists.
    Source: RFC 9110, section 13.1.2 (weak comparison).

    >>> is_held('W/"a", "b"', '"b"'), is_held("*", '"b"'), is_held("", '"b"')
    (True, False, False)
    """
    if not (if_none_match and etag):
        return False
    held = parse_etags(if_none_match)
    return not held.star_tag and held.contains_weak(etag.strip('"'))
