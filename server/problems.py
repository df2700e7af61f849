"""Errors as clients read them: problem details for programs, a page for people."""

import json

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from ontology import JusticeGraphError
from server.negotiation import prefers_html

__all__ = ["register"]


def register(app: Flask) -> None:
    """Answer our own errors and those of HTTP in one form."""
    app.register_error_handler(JusticeGraphError, _ours)
    app.register_error_handler(HTTPException, _of_http)


def _ours(error: JusticeGraphError) -> Response:
    return _problem(error.status, str(error))


def _of_http(error: HTTPException) -> Response:
    response = _problem(error.code or 500, error.description or error.name)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value
    return response


def _problem(status: int, detail: str) -> Response:
    """Write a problem.

    Source: RFC 9457, section 3.
    """
    title = Response(status=status).status.partition(" ")[2].title()
    if prefers_html(request.headers.get("Accept", "")):
        page = render_template("problem.html", status=status, title=title, detail=detail)
        return Response(page, status, mimetype="text/html")
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return Response(json.dumps(body) + "\n", status, mimetype="application/problem+json")
