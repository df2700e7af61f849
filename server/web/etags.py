"""Entity tags and conditional requests: same release, request, format and coding, same bytes."""

import hashlib
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeAlias

from flask import Response
from werkzeug.datastructures import Headers
from werkzeug.http import parse_date, parse_etags

__all__ = [
    "FOR_EVER",
    "REVALIDATED",
    "asked_range",
    "evaluated",
    "is_held",
    "is_meant",
    "ranged",
    "tag",
]

Conditions: TypeAlias = Headers | Mapping[str, str]
REVALIDATED: Final = "public, no-cache"
"""How an answer of the current release is cached: kept, and asked for again with its tag."""
FOR_EVER: Final = "public, max-age=31536000, immutable"
"""How what never changes under its name is cached."""
LENGTH: Final = 32
RANGE: Final = re.compile(r"bytes=(?P<first>\d*)-(?P<last>\d*)", re.ASCII | re.IGNORECASE)


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


def is_meant(if_match: str, etag: str) -> bool:
    """Whether a client that names bytes means those of a tag.

    Source: RFC 9110, section 13.1.1 (strong comparison; an empty list is no condition).

    >>> is_meant('"a", "b"', '"b"'), is_meant('W/"b"', '"b"'), is_meant("*", ""), is_meant("", "")
    (True, False, True, True)
    """
    wanted = parse_etags(if_match)
    if not if_match.strip() or wanted.star_tag:
        return True
    return etag.startswith('"') and wanted.is_strong(etag.strip('"'))


def evaluated(conditions: Conditions, etag: str, modified: datetime | None = None) -> int:
    """Return the status by the conditions of a GET or HEAD: 200, 304 or 412.

    Source: RFC 9110, section 13.2.2 (the order), 13.1.3 and 13.1.4 (bad dates are no condition).

    >>> evaluated({"If-Match": '"a"', "If-None-Match": '"a"'}, '"a"')
    304
    >>> evaluated({"If-Match": '"b"', "If-None-Match": '"a"'}, '"a"')
    412
    """
    since = parse_date(conditions.get("If-Unmodified-Since", ""))
    if meant := conditions.get("If-Match", "").strip():
        if not is_meant(meant, etag):
            return 412
    elif since and modified and modified > since:
        return 412
    if held := conditions.get("If-None-Match", "").strip():
        return 304 if parse_etags(held).star_tag or is_held(held, etag) else 200
    since = parse_date(conditions.get("If-Modified-Since", ""))
    return 304 if since and modified and modified <= since else 200


def asked_range(conditions: Conditions, etag: str, size: int) -> str:
    """Return the one range of bytes that a GET asks for, or nothing where it is to get the whole.

    A server ignores units and more ranges than it knows, and a range of other bytes than these. A
    date in `If-Range` is no strong validator here, so it is false.
    Source: RFC 9110, sections 13.1.5 (If-Range), 14.1.2 (a suffix that is too long), 14.2.

    >>> asked_range({"Range": "bytes=0-9"}, '"a"', 5), asked_range({"Range": "bytes=-9"}, '"a"', 5)
    ('bytes=0-9', 'bytes=0-')
    """
    found = RANGE.fullmatch(conditions.get("Range", "").strip())
    if not found or conditions.get("If-Range", etag).strip() != etag:
        return ""
    if not found["first"] and _is_more(found["last"], size):
        return "bytes=0-"
    return found[0]


def ranged(response: Response) -> Response:
    """Mark a whole file of which parts may be had: these are cut after conditions are evaluated.

    The file is sent with `conditional=False`: werkzeug would weigh `If-Match` last, without `*`,
    and give ranges to HEAD.
    """
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _is_more(digits: str, size: int) -> bool:
    """Compare without reading a number, which may have thousands of digits."""
    digits, known = digits.lstrip("0"), str(size)
    return (len(digits), digits) > (len(known), known)
