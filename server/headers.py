"""Headers of every answer, errors included."""

from typing import Final

from flask import Response

__all__ = ["add_headers"]

HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Length, ETag, Location",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def add_headers(response: Response) -> Response:
    """Let any page read any answer, and let no answer run anything.

    Source: Fetch standard, section 3.3 (CORS); Content Security Policy 3.
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.vary.add("Accept")
    return response
