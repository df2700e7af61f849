"""Share cards: the title and the gist of a page as a picture, for previews of links to it."""

import re
from contextlib import closing
from functools import lru_cache
from html import unescape
from typing import Final

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from ontology import NotFound
from server.drawing.marks import COLOURS, PATHS, mark
from server.drawing.raster import has_fonts, png
from server.drawing.wrapping import wrapped
from server.records.meta_tags import has_card
from server.web.formats import PNG, respond
from server.web.headers import code_version
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("cards", __name__)

WIDTH: Final = 1200
HEIGHT: Final = 630
KEPT: Final = 200
"""Cards that each process keeps."""
META: Final = re.compile(r'<meta (?:property|name)="([a-z:]+)" content="([^"]*)">')
TITLE: Final = (30, 4)
GIST: Final = (66, 4)
"""Letters of a line, and lines, of the title and of the text below it."""


@blueprint.get("/card/<path:page>.png")
def card(page: str) -> Answer:
    """Send the card of a page, 1200 by 630, as Open Graph recommends.

    Without the fonts it is the same card for all pages.
    """
    if not has_fonts():
        return redirect(url_for("static", filename="share.png"))
    query = request.query_string.decode("latin-1")
    name, gist = _gist(f"/{page}" if page != "home" else "/", query)
    return respond(_drawn(site().release.name, code_version(), page, name, gist), PNG)


def _gist(path: str, query: str) -> tuple[str, str]:
    """Return the title and the description of a page of this server.

    Raises `NotFound` where there is no such page.
    """
    headers = {"Accept": "text/html"}
    with current_app.test_request_context(path, query_string=query, headers=headers):
        if not has_card():
            raise NotFound("this page has no card")
        with closing(current_app.full_dispatch_request()) as answer:
            if answer.status_code != 200 or answer.mimetype != "text/html":
                raise NotFound("there is no card, since there is no such page")
            text = answer.get_data(as_text=True)
    found = dict(META.findall(text.partition("</head>")[0]))
    title, description = (
        unescape(found.get(f"og:{name}", "")) for name in ("title", "description")
    )
    return title.removesuffix(f" · {site().project.title}"), description


@lru_cache(maxsize=KEPT)
def _drawn(release: str, version: str, page: str, title: str, gist: str) -> bytes:  # noqa: ARG001 - part of the key
    """Return a card; what it shows is the key by which it is kept."""
    icon = mark(f"{site().base}{page}")
    icon = "issue" if icon == "term" else icon
    return png(
        render_template(
            "card.svg",
            width=WIDTH,
            height=HEIGHT,
            title=wrapped(title, *TITLE),
            gist=wrapped(gist, *GIST),
            colour=COLOURS[icon],
            shape=PATHS[icon],
            release=site().release,
        )
    )
