"""Errors as clients read them: problem details for programs, a page for people."""

import errno
import json
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from http import HTTPStatus
from typing import Any, Final, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology import BadQuery, Busy, JusticeGraphError, RateExceeded, Unavailable
from server.languages.current import gettext, translated
from server.languages.current import gettext_noop as _
from server.web.negotiation import best, prefers_html
from server.web.operator_log import log_for_operator

__all__ = ["Near", "Problem", "answer", "problem", "refusal", "register"]

TYPES = ("application/problem+json", "application/json", "text/plain")
ABOUT_BODY = ("Content-Length", "Content-Type")
REFUSALS: Final = {
    *(errno.EAGAIN, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EMFILE, errno.ENFILE),
    *(errno.ENOMEM, errno.ENOSPC, errno.EROFS),
}
"""Numbers of errors that say what the machine lacks, and not that a program is wrong."""


NAMED: Final = re.compile(r"[\w-]+(?==)")
"""The parameter with which an error begins."""
NO_THREAD: Final = "can't start new thread"
"""What Python says where the machine starts no thread, for want of memory or of processes."""
LACKS: Final = "this server lacks something now ({}): try again soon"


TITLES: Final = (
    *(_("Bad Request"), _("Forbidden"), _("Not Found"), _("Method Not Allowed"), _("Gone")),
    *(_("Not Acceptable"), _("Conflict"), _("Request Entity Too Large"), _("Too Many Requests")),
    *(_("Internal Server Error"), _("Service Unavailable"), _("Gateway Timeout")),
)
"""Titles of problems, by which a page is headed in its language."""


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


def refusal(error: BaseException) -> Unavailable | None:
    """Return our own error for one that says that the machine lacks something, else nothing.

    >>> str(refusal(OSError(errno.EMFILE, "Too many open files")))
    'this server lacks something now (Too many open files): try again soon'
    """
    if isinstance(error, MemoryError):
        return Unavailable(LACKS.format("memory"))
    if isinstance(error, RuntimeError) and str(error) == NO_THREAD:
        return Unavailable(LACKS.format("threads"))
    if isinstance(error, OSError) and error.errno in REFUSALS:
        return Unavailable(LACKS.format(error.strerror))
    return None


def _refuse(error: OSError | MemoryError) -> Response:
    """Answer that the machine lacks something; any other error is a fault of ours, and raised."""
    known = refusal(error)
    if known is None:
        raise error
    log_for_operator(f"{request.path}: {known}")
    return answer(known)


def register(app: Flask) -> None:
    """Answer our own errors, those of HTTP and refusals of the machine in one form."""
    app.register_error_handler(OSError, _refuse)
    app.register_error_handler(MemoryError, _refuse)
    app.register_error_handler(JusticeGraphError, answer)
    app.register_error_handler(HTTPException, answer)


def answer(
    error: JusticeGraphError | HTTPException, near: Callable[[], Iterable[Near]] = tuple
) -> Response:
    """Return an error as a page or as problem details, as the client accepts.

    A page leads to what may have been meant: by the error itself, else to what `near` finds.
    """
    found, accept = problem(error), request.headers.get("Accept", "")
    body, media_type = found.body(accept)
    if prefers_html(accept):
        with suppress(JusticeGraphError):  # a page may need the engine, which may be away itself
            offers = [*_offers(error)] or [*near()] or [*_plainer(found)]
            page = render_template("problem.html", problem=found, offers=offers)
            body, media_type = page.encode(), "text/html; charset=utf-8"
    response = Response(body, found.status, found.headers)
    response.content_type = media_type
    return response


def _offers(error: JusticeGraphError | HTTPException) -> Iterator[Near]:
    """Yield the address that was asked for with each of the names that are near."""
    if isinstance(error, JusticeGraphError) and request.method in ("GET", "HEAD"):
        for name in error.nearest:
            if (address := _instead(_slug(error.mistaken), name)) != request.full_path:
                yield Near(address, translated(error.labels.get(name, name)))


def _plainer(found: Problem) -> Iterator[Near]:
    """Yield the address without the parameter that an error names first, or without any."""
    if found.status != 400 or request.method not in ("GET", "HEAD") or not request.args:
        return
    name = NAMED.match(found.detail)
    pairs = [one for one in request.args.items(multi=True) if name and one[0] != name[0]]
    if pairs or (name and name[0] in request.args):
        words = gettext("The same without %(name)s", name=name[0] if name else "")
        yield Near(request.path + (f"?{urlencode(pairs)}" if pairs else ""), words)


def _instead(mistaken: str, name: str) -> str:
    """Return the address that was asked for with another name in place of the mistaken one."""
    parts = [one.partition(".") for one in request.path.split("/")]
    replaced = ((quote(name) if _slug(one) == mistaken else one, *rest) for one, *rest in parts)
    path = "/".join("".join(one) for one in replaced)
    pairs = _replaced(request.args.items(multi=True), mistaken, name)
    return path + (f"?{urlencode([*pairs])}" if request.args else "")


def _replaced(
    pairs: Iterable[tuple[str, str]], mistaken: str, name: str
) -> Iterator[tuple[str, str]]:
    """Yield parameters with another name in place of a mistaken one, also within an address."""
    for key, value in pairs:
        path, mark, query = value.partition("?")
        if mark and path.startswith("/"):
            value = f"{path}?{urlencode([*_replaced(parse_qsl(query), mistaken, name)])}"
        yield (
            name if _slug(key) == mistaken else key,
            name if _slug(value) == mistaken else value,
        )


def _slug(text: str) -> str:
    return "-".join(text.lower().split())
