"""Standalone SVG file of a chart, with title, numbers and origin."""

import re
import textwrap
from typing import Any, Final

from flask import render_template, request

from graph.reports.charts import Chart
from server.drawing.chart_grid import Grid
from server.drawing.charts import Panels
from server.drawing.marks import colours_with
from server.records.meta_tags import page_url
from server.web.site import site

__all__ = ["NOT_XML", "sheet"]

ABREAST: Final = 3
"""Panels in a row."""
GAP: Final = 28
CAPTION: Final = 72
"""Height of the caption above a panel."""
MARGIN: Final = 28
FOOT: Final = 108
"""Height of the lines below the picture: bias, unit and origin."""
LEGEND: Final = 22
NARROWEST: Final = 640
LETTER: Final = 12.5
"""Approximate width of a letter of the title."""
SMALLER: Final = 6.6
"""Approximate width of a letter of the text."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 does not allow."""


def sheet(chart: Chart, picture: Panels | Grid, unit: str, title: str = "") -> str:
    """Return a chart as SVG without style sheet, font or script.

    Colours are written out, in attributes, since the pages' security policy refuses styles.
    Complexity: linear in the marks. Source: Scalable Vector Graphics 1.1.
    """
    wide, tall = _size(picture)
    width = max(wide, NARROWEST) + 2 * MARGIN
    title = title or chart.title
    lines = textwrap.wrap(title, int((width - 2 * MARGIN) / LETTER))
    query = request.query_string.decode("latin-1")
    colours = colours_with(site().project.colours)
    variables: dict[str, Any] = {
        "chart": chart,
        "title": title,
        "bias": textwrap.wrap(chart.bias, int((width - 2 * MARGIN) / SMALLER))[:2],
        "picture": picture,
        "unit": unit,
        "ink": colours.get(chart.kind, colours["issue"]),
        "lines": lines,
        "top": MARGIN + 26 * len(lines) + 10,
        "width": width,
        "height": MARGIN + 26 * len(lines) + tall + FOOT + (LEGEND if _has_legend(picture) else 0),
        "margin": MARGIN,
        "abreast": ABREAST,
        "gap": GAP,
        "caption": CAPTION,
        "release": site().release,
        "address": page_url(request.path.rpartition(".")[0], query),
    }
    return NOT_XML.sub("\ufffd", render_template("chart.svg", **variables))


def _has_legend(picture: Panels | Grid) -> bool:
    return isinstance(picture, Panels) and bool(picture.legend)


def _size(picture: Panels | Grid) -> tuple[int, int]:
    """Return width and height of a picture, with captions."""
    if isinstance(picture, Grid):
        return picture.width, picture.height
    rows = -(-len(picture.panels) // ABREAST)
    return (
        ABREAST * picture.width + (ABREAST - 1) * GAP,
        rows * (picture.height + CAPTION + GAP) - GAP,
    )
