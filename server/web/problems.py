"""Errors as clients read them: problem details for programs, a page for people."""

import json
from collections.abc import Callable, Iterable, Iterator
from http import HTTPStatus
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology import BadQuery, Busy, JusticeGraphError, RateExceeded
from server.web.negotiation import best, prefers_html

__all__ = ["Near", "Problem", "answer", "problem", "register"]

TYPES = ("application/problem+json", "application/json", "text/plain")
ABOUT_BODY = ("Content-Length", "Content-Type")


class Near(NamedTuple):
    """Suggestion for an unknown address: a similar address, its name and its kind."""

    address: str
    name: str
    kind: str = ""


class Problem:
    """An error on its way to a client: status, headers and body.

    Source: RFC 9457, section 3; RFC 9110, section 10.2.3 (Retry-After).
    """

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        self.status, self.detail, self.more = status, detail, more
        self.headers: dict[str, str] = {"Cache-Control": "no-store"}
        self.title = HTTPStatus(status).phrase

    def body(self, accept: str) -> tuple[bytes, str]:
        """Return the body and its media type: text where a client asks for text and no JSON."""
        chosen = best(accept, TYPES) if accept else 0
        if chosen == 2:
            return f"{self.title}: {self.detail}\n".encode(), "text/plain; charset=utf-8"
        told = {"type": "about:blank", "title": self.title, "status": self.status}
        told |= {"detail": self.detail, **self.more}
        return (json.dumps(told, ensure_ascii=False) + "\n").encode(), TYPES[0]


def problem(error: JusticeGraphError | HTTPException) -> Problem:
    """Return the problem details of an error."""
    if isinstance(error, HTTPException):
        found = Problem(error.code or 500, error.description or error.name)
        found.headers |= {k: v for k, v in error.get_headers() if k not in ABOUT_BODY}
        return found
    if isinstance(error, BadQuery) and error.line:
        return Problem(error.status, str(error), line=error.line, column=error.column)
    found = Problem(error.status, str(error))
    if isinstance(error, (Busy, RateExceeded)):
        found.headers["Retry-After"] = str(error.retry_after)
    return found


def register(app: Flask) -> None:
    """Answer our own errors and those of HTTP in one form."""
    app.register_error_handler(JusticeGraphError, answer)
    app.register_error_handler(HTTPException, answer)


def answer(
    error: JusticeGraphError | HTTPException, near: Callable[[], Iterable[Near]] = tuple
) -> Response:
    """Return an error as a page or as problem details, as the client accepts.

    A page leads to what may have been meant: by the error itself, else to what `near` finds.
    """
    found, accept = problem(error), request.headers.get("Accept", "")
    if prefers_html(accept):
        offers = [*_offers(error)] or [*near()]
        body, media_type = (
            render_template("problem.html", problem=found, offers=offers).encode(),
            "text/html; charset=utf-8",
        )
    else:
        body, media_type = found.body(accept)
    response = Response(body, found.status, found.headers)
    response.content_type = media_type
    return response


def _offers(error: JusticeGraphError | HTTPException) -> Iterator[Near]:
    """Yield the address that was asked for with each of the names that are near."""
    if isinstance(error, JusticeGraphError) and request.method in ("GET", "HEAD"):
        for name in error.nearest:
            if (address := _instead(_slug(error.mistaken), name)) != request.full_path:
                yield Near(address, name)


def _instead(mistaken: str, name: str) -> str:
    """Return the address that was asked for with another name in place of the mistaken one."""
    folder, _, last = request.path.rpartition("/")
    stem, dot, suffix = last.partition(".")
    last = f"{quote(name)}{dot}{suffix}" if _slug(stem) == mistaken else last
    pairs = [
        (name if _slug(key) == mistaken else key, name if _slug(value) == mistaken else value)
        for key, value in request.args.items(multi=True)
    ]
    return f"{folder}/{last}" + (f"?{urlencode(pairs)}" if pairs else "")


def _slug(text: str) -> str:
    return "-".join(text.lower().split())
