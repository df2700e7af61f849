"""Formats that pages offer besides RDF, and the Content-Type header of every response."""

from collections.abc import Callable
from typing import Final

from flask import Response, request

from graph.rdf.formats import Format
from server.languages.current import current, gettext_noop, translated
from server.web.etags import tag
from server.web.site import site

__all__ = [
    "ATOM",
    "CSV",
    "HTML",
    "JSON",
    "JSON_FEED",
    "PNG",
    "SVG",
    "body_key",
    "content_type",
    "format_name",
    "respond",
    "respond_kept",
]

ATOM: Final = Format("atom", "application/atom+xml")
CSV: Final = Format("csv", "text/csv")
HTML: Final = Format("html", "text/html")
JSON: Final = Format("json", "application/json")
JSON_FEED: Final = Format("jsonfeed", "application/feed+json")
PNG: Final = Format("png", "image/png")
SVG: Final = Format("svg", "image/svg+xml")
NAMES: Final = {
    "atom": gettext_noop("a feed (Atom)"),
    "jsonfeed": "JSON Feed",
    "jsonld": "JSON-LD",
    "nq": "N-Quads",
    "nt": "N-Triples",
    "rdf": "RDF/XML",
    "ttl": "Turtle",
}
"""What people call formats whose names are no abbreviations."""


def format_name(name: str) -> str:
    """Return what people call a format.

    >>> format_name("jsonfeed"), format_name("csv")
    ('JSON Feed', 'CSV')
    """
    return translated(NAMES[name]) if name in NAMES else name.upper()


def content_type(media_type: str) -> str:
    """Return the Content-Type of a media type: text types get a charset parameter, no others.

    JSON is UTF-8 and has no such parameter; XML declares its encoding itself.
    Source: RFC 2046, section 4.1.2; RFC 8259, sections 8.1 and 11; RFC 7303, section 3.

    >>> content_type("text/csv"), content_type("application/json")
    ('text/csv; charset=utf-8', 'application/json')
    """
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def respond(body: str | bytes, format_: Format) -> Response:
    """Return a response with a body in a format.

    >>> respond("[]", JSON).content_type
    'application/json'
    """
    return Response(body, content_type=content_type(format_.media_type))


def respond_kept(write: Callable[[], bytes], format_: Format) -> Response:
    """Return a response with a list in a format, which is written once and kept.

    For what depends on nothing but the release and what `body_key` names.
    """
    key, bodies = body_key(format_), site().bodies
    return respond(bodies.find(key) or bodies.keep(key, write()), format_)


def body_key(format_: Format) -> str:
    """Return the key of a body: its format, address and language, and the records that are hidden.

    Complexity: linear in the hidden records.
    """
    hidden = sorted(site().hidden_ids())
    return tag(format_.name, request.full_path, current().code, *hidden)
