"""Headers of every answer, errors included."""

import hashlib
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from flask import Response, g, request
from werkzeug.exceptions import (
    HTTPException,
    PreconditionFailed,
    RequestedRangeNotSatisfiable,
)

from server.web.compression import SMALLEST, choose_coding, coded
from server.web.etags import REVALIDATED, asked_range, evaluated, tag
from server.web.packing import pack
from server.web.problems import answer
from server.web.site import site

__all__ = ["HEADERS", "PREFLIGHT", "STYLES", "add_headers", "code_version"]

NOT_MODIFIED: Final = 304
OTHER: Final = "If-Match or If-Unmodified-Since does not mean these bytes, which have {}"
CLOSED: Final = "frame-ancestors 'none'"
STYLES: Final = "style-src 'self'"
HEADERS: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Content-Length, Content-Location, ETag, Link, Location, Retry-After"
    ),
    "Content-Security-Policy": (
        f"default-src 'none'; script-src 'self'; {STYLES}; connect-src 'self'; "
        "img-src 'self' data:; font-src 'self'; frame-src 'self'; form-action 'self'; "
        f"base-uri 'none'; {CLOSED}"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Server": "JusticeGraph",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
PREFLIGHT: Final = {
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, Range",
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Max-Age": "86400",
}
FRAMED: Final = frozenset({"embedded_answer", "embedding", "frames", "reconcile_preview"})
"""The blueprints whose pages others may frame."""
TEXTS: Final = ("text/", "application/ld+json", "application/n-", "application/rdf+xml")


def add_headers(response: Response) -> Response:
    """Let any page read any answer, let no answer run anything, and say how it is kept.

    Source: Fetch standard, section 3.3 (CORS); Content Security Policy 3; RFC 9110, sections 8.8
    and 12.5.5; RFC 9111.
    """
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if not response.headers["Access-Control-Allow-Origin"]:
        del response.headers["Access-Control-Allow-Origin"]
    if wallet := site().settings.monetization:
        _let_pay(response, wallet)
    if request.blueprint in FRAMED:
        _let_frame(response)
    if request.method == "OPTIONS":
        response.headers.update(PREFLIGHT)
        return response
    response.vary.update(("Accept", "Accept-Encoding"))
    if response.status_code == 200 and request.method in ("GET", "HEAD"):
        return _kept(pack(response) if request.endpoint == "static" else response)
    return response


def _let_pay(response: Response, wallet: str) -> None:
    """Let the browser ask the wallet of the operator.

    Source: Web Monetization, section on Content Security Policy (monetization-src).
    """
    policy = response.headers["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = f"{policy}; monetization-src {origin_of(wallet)}"


def origin_of(address: str) -> str:
    """Return the origin of an address.

    >>> origin_of("https://wallet.example/alice")
    'https://wallet.example'
    """
    return "/".join(address.split("/", 3)[:3])


def _let_frame(response: Response) -> None:
    """Let any page frame an answer.

    Source: Content Security Policy 3, section 6.4.2 (frame-ancestors); HTML, X-Frame-Options.
    """
    policy = HEADERS["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace(CLOSED, "frame-ancestors *")
    response.headers.pop("X-Frame-Options", None)


def _kept(response: Response) -> Response:
    """Tag an answer, write it in the coding that the client takes, or say that it holds it."""
    coding = _coding(response)
    if not response.headers.get("ETag") and not response.cache_control.no_store:
        response.headers["ETag"] = tag(*_identity(response), response.content_type or "", coding)
    response.headers.setdefault("Cache-Control", REVALIDATED)
    # Counting the bytes of a stream would hold all of them in memory before the first is sent.
    response.automatically_set_content_length = response.is_sequence
    etag = response.headers.get("ETag", "")
    status = evaluated(request.headers, etag, response.last_modified)
    if status == PreconditionFailed.code:
        return _refused(response, PreconditionFailed(OTHER.format(etag or "no tag")))
    response.status_code = status
    if status == NOT_MODIFIED:
        return response
    if coding:
        response.set_data(coded(response.get_data(), coding))
        response.headers["Content-Encoding"] = coding
    return _part(response, etag) if response.headers.get("Accept-Ranges") == "bytes" else response


def _part(response: Response, etag: str) -> Response:
    """Send the part of a file that is asked for: conditions are evaluated before."""
    size = response.content_length or 0
    wanted = asked_range(request.headers, etag, size) if request.method == "GET" else ""
    environ = {"REQUEST_METHOD": "GET"} | ({"HTTP_RANGE": wanted} if wanted else {})
    try:
        response.make_conditional(environ, accept_ranges=True, complete_length=size)
    except RequestedRangeNotSatisfiable as error:
        return _refused(response, error)
    return response


def _refused(response: Response, error: HTTPException) -> Response:
    """Answer with a problem in place of a response, whose headers of every answer it takes."""
    refused = answer(error)
    for name in (*HEADERS, "Vary"):
        if name in response.headers:
            refused.headers[name] = response.headers[name]
    refused.call_on_close(response.close)
    return refused


def _identity(response: Response) -> tuple[str, ...]:
    """Return what tells a body from every other: its hash, or what a streamed one is made of.

    A hash of the body cannot be wrong: whatever a page depends on, other bytes get another tag.
    """
    if response.is_sequence:
        return (hashlib.sha256(response.get_data()).hexdigest(),)
    state = f"{site().version}{g.get('stamp', '')}"
    return (state, code_version(), request.host, request.full_path)


def _coding(response: Response) -> str:
    """Return the coding for an answer that lies ready as text; what is streamed stays as it is."""
    is_text = (response.content_type or "").startswith(TEXTS) or "json" in (response.mimetype or "")
    if not response.is_sequence or not is_text or "Content-Encoding" in response.headers:
        return ""
    if (response.content_length or len(response.get_data())) < SMALLEST:
        return ""
    return choose_coding(request.headers.get("Accept-Encoding", ""))


@cache
def code_version() -> str:
    """Return what changes whenever the code or a template of the server does."""
    digest = hashlib.sha256()
    with as_file(files("server")) as folder:
        for path in sorted(folder.rglob("*.*")):
            if path.suffix in CODE:
                digest.update(path.read_bytes())
    return digest.hexdigest()


CODE: Final = (".css", ".html", ".js", ".py", ".rq")
