"""Standalone file of a view's picture, with title, legend and origin, as SVG and as PNG."""

from flask import render_template

from graph.explorer import View
from server.drawing.encoding import encoded
from server.drawing.marks import MARKS, PATHS, colours_with
from server.drawing.network import HEIGHT, WIDTH, draw
from server.drawing.wrapping import wrapped
from server.explorer.columns import sheet
from server.explorer.summary import kinds_seen, title_of
from server.explorer.view import ExplorerQuery
from server.records.meta_tags import page_url
from server.web.site import site

__all__ = ["picture_file"]

LETTER = 11.5
"""Approximate width of a letter of the title."""
SMALL = 6.5
"""Approximate width of a letter of a note."""


def picture_file(seen: View, query: ExplorerQuery, suffix: str) -> bytes:
    """Return the picture of a view as a file; colours are attributes, so that it needs no style.

    Complexity: that of `sheet` or `draw`, and of drawing it.
    """
    columns = sheet(seen, query) if query.is_sheet else None
    picture = columns and (columns.tall if query.is_tall else columns.picture)
    width = picture.width if picture else WIDTH
    title = title_of(seen, query)
    svg = render_template(
        "explore/file.svg",
        title=title,
        lines=wrapped(title, int(width / LETTER), 6 if query.is_tall else 3),
        width=width,
        height=picture.height if picture else HEIGHT,
        sheet=columns,
        drawn=None if columns else draw(seen, (query.select,)),
        asked=query,
        kinds=sorted(kinds_seen(seen)),
        in_lines=lambda text: wrapped(text, int(width / SMALL), 9),
        release=site().release,
        address=page_url(*_page_of(query).split("?", 1)),
        marks=MARKS,
        mark_paths=PATHS,
        mark_colours=colours_with(site().project.colours),
    )
    return encoded(svg, suffix)


def _page_of(query: ExplorerQuery) -> str:
    """Return the address of the page of a view, with nothing selected."""
    return query.address(".html").replace(".html", "", 1)
