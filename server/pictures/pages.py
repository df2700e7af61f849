"""Routes of pictures: the page of each, and its files as SVG, PNG, CSV and JSON."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from ontology import NotFound
from server.drawing.encoding import encoded
from server.drawing.marks import colours_with
from server.drawing.wrapping import wrapped
from server.pictures.answers import answer_picture
from server.pictures.bars import bars_of_list
from server.pictures.columns import around_picture, model_flow
from server.pictures.coverage import coverage_picture
from server.pictures.picture import Picture, as_csv, as_json
from server.pictures.wage_lines import pay_picture, wage_line_picture
from server.records.meta_tags import page_url
from server.reports.chart_file import NOT_XML
from server.reports.wording import heading
from server.web.formats import CSV, JSON, PNG, SVG, respond
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.site import site

__all__ = ["blueprint", "picture_of"]

blueprint = Blueprint("pictures", __name__)

OFFERS: Final = (CSV, JSON, SVG, PNG)
KINDS: Final[Mapping[str, Callable[[str], Picture]]] = {
    "answer": answer_picture,
    "around": around_picture,
    "bars": lambda name: bars_of_list(name, request.args),
    "coverage": coverage_picture,
    "model": model_flow,
    "pay": pay_picture,
    "wage-line": wage_line_picture,
}
"""Kind of picture, as in its address → what makes one of a name."""
MARGIN: Final = 28
TITLE: Final = 26
"""Height of a line of the title."""
SMALLER: Final = 16
FOOT: Final = 44
LETTER, TEXT = 12.5, 7.0
"""Approximate widths of a letter of the title and of the text."""


@blueprint.get("/pictures/<kind>/<name>")
def page(kind: str, name: str) -> Answer | str:
    """Show a picture with how to read it, its table and its files, or send one of these."""
    stem, suffix = split_suffix(name, OFFERS)
    accept = request.headers.get("Accept", "")
    is_page = prefers_html(accept, OFFERS) and not suffix
    chosen = None if is_page else choose(accept, OFFERS, suffix)
    picture = picture_of(kind, stem)
    if chosen is None:
        return render_template("pictures/page.html", picture=picture, heading=heading)
    if chosen in (SVG, PNG):
        svg = sheet(picture)
        return respond(encoded(svg, chosen.name), chosen)
    return respond(as_csv(picture) if chosen is CSV else as_json(picture), chosen)


def picture_of(kind: str, name: str) -> Picture:
    """Return a picture by its kind and name; raises `NotFound` with the nearest, if any is near."""
    if kind not in KINDS:
        known = ", ".join(KINDS)
        message = f"there is no kind of picture '{kind[:40]}': choose one of {known}"
        raise NotFound(message).among(kind, KINDS)
    return KINDS[kind](name)


def sheet(picture: Picture) -> str:
    """Return a picture as SVG without style sheet, font or script, with its origin.

    Complexity: linear in the marks. Source: Scalable Vector Graphics 1.1.
    """
    width = picture.layout.width + 2 * MARGIN
    letters = int(picture.layout.width / TEXT)
    title = wrapped(picture.finding, int(picture.layout.width / LETTER), 4)
    below = [*wrapped(picture.reading, letters, 3), *wrapped(picture.bias, letters, 3)]
    top = MARGIN + TITLE * len(title) + 30
    query = request.query_string.decode("latin-1")
    colours = colours_with(site().project.colours)
    variables: dict[str, Any] = {
        "picture": picture,
        "title": title,
        "subject": wrapped(picture.subject, letters, 1),
        "below": [line for line in below if line],
        "width": round(width),
        "top": top,
        "height": round(top + picture.layout.height + 20 + SMALLER * len(below) + FOOT),
        "margin": MARGIN,
        "ink": colours.get(picture.mark, colours["term"]),
        "colours": colours,
        "release": site().release,
        "address": page_url(_without_suffix(request.path), query),
    }
    return NOT_XML.sub("\ufffd", render_template("pictures/sheet.svg", **variables))


def _without_suffix(path: str) -> str:
    return split_suffix(path, OFFERS)[0]
