"""Standalone SVG file of a chart, with title, numbers and origin."""

import re
import textwrap
from typing import Any, Final

from flask import render_template, request

from graph.reports.charts import Chart
from server.drawing.charts import Grid, Panels
from server.drawing.marks import COLOURS
from server.records.meta_tags import root
from server.web.site import site

__all__ = ["sheet"]

ABREAST: Final = 3
"""Panels in a row."""
GAP: Final = 28
CAPTION: Final = 46
"""Height of the caption above a panel."""
MARGIN: Final = 28
NARROWEST: Final = 640
LETTER: Final = 11
"""Approximate width of a letter of the title."""
NOT_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sheet(chart: Chart, picture: Panels | Grid, unit: str) -> str:
    """Return a chart as SVG without style sheet, font or script.

    Colours are written out, in attributes, since the pages' security policy refuses styles.
    Complexity: linear in the marks. Source: Scalable Vector Graphics 1.1.
    """
    wide, tall = _size(picture)
    width = max(wide, NARROWEST) + 2 * MARGIN
    lines = textwrap.wrap(chart.title, (width - 2 * MARGIN) // LETTER)
    variables: dict[str, Any] = {
        "chart": chart,
        "picture": picture,
        "unit": unit,
        "ink": COLOURS.get(chart.kind, COLOURS["issue"]),
        "lines": lines,
        "top": MARGIN + 26 * len(lines) + 10,
        "width": width,
        "height": MARGIN + 26 * len(lines) + tall + 76,
        "margin": MARGIN,
        "abreast": ABREAST,
        "gap": GAP,
        "caption": CAPTION,
        "release": site().release,
        "address": root() + request.path.lstrip("/").removesuffix(".svg"),
    }
    return NOT_XML.sub("\ufffd", render_template("chart.svg", **variables))


def _size(picture: Panels | Grid) -> tuple[int, int]:
    """Return width and height of a picture, with captions."""
    if isinstance(picture, Grid):
        return picture.width, picture.height
    rows = -(-len(picture.panels) // ABREAST)
    return (
        ABREAST * picture.width + (ABREAST - 1) * GAP,
        rows * (picture.height + CAPTION + GAP) - GAP,
    )
