"""Share cards: the title and the gist of a page as a picture, for previews of links to it."""

import re
from functools import lru_cache
from html import unescape
from typing import Final

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from ontology import OURS, NotFound
from server.drawing.marks import PATHS, colours_with, mark
from server.drawing.raster import has_fonts, png
from server.drawing.wrapping import wrapped
from server.languages.current import current
from server.sharing.gist import page_gist
from server.web.formats import PNG, respond
from server.web.headers import code_version
from server.web.look import logo_data
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("cards", __name__)

WIDTH: Final = 1200
HEIGHT: Final = 630
LEAD: Final = re.compile(r'<p class="lead[^>]*>(.*?)</p>', re.DOTALL)
TAG: Final = re.compile("<[^>]*>")
KEPT: Final = 200
"""Cards that each process keeps."""
TITLE: Final = (30, 4)
GIST: Final = (66, 4)
"""Letters of a line, and lines, of the title and of the text below it."""


@blueprint.app_template_filter()
def lead(page: str) -> str:
    """Return the text of the leading paragraph of a page, or an empty string.

    >>> lead('<h1>About</h1> <p class="lead">What <a href="/">this</a> &amp; that is.</p>')
    'What this & that is.'
    """
    found = LEAD.search(page)
    return " ".join(unescape(TAG.sub("", found[1])).split()) if found else ""


@blueprint.get("/card/<path:page>.png")
def card(page: str) -> Answer:
    """Send the card of a page, 1200 by 630, as Open Graph recommends.

    Without the fonts it is the same card for all pages.
    """
    if not has_fonts() and site().project.title != OURS.title:
        raise NotFound("there are no cards without the fonts that draw them")
    if not has_fonts():
        return redirect(url_for("static", filename="share.png"))
    query = request.query_string.decode("latin-1")
    name, gist = page_gist(f"/{page}" if page != "home" else "/", query)
    key = (site().version, code_version(), current().code)
    return respond(_drawn(key, page, name, gist), PNG)


@lru_cache(maxsize=KEPT)
def _drawn(key: tuple[str, str, str], page: str, title: str, gist: str) -> bytes:  # noqa: ARG001 - release, code, language
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
            colour=colours_with(site().project.colours)[icon],
            colours=colours_with(site().project.colours),
            logo=logo_data(),
            shape=PATHS[icon],
            release=site().release,
        )
    )
