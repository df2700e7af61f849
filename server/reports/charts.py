"""Chart pages: each chart as a picture, a table and data."""

import json
from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.reports.charts import CHARTS, Chart, ChartType, Counts, chart, charts, read_counts
from graph.reports.coverage import Share, read_coverage
from graph.search import FACETS
from server.drawing.charts import Grid, Panels, grid, panels
from server.reports.chart_file import sheet
from server.reports.compare import COMPARED, suggested
from server.web.formats import CSV, JSON, SVG, respond
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("charts", __name__)

OFFERS: Final = (CSV, JSON, SVG)


@blueprint.get("/charts")
def listing() -> str:
    """Show every chart, and a form for comparisons."""
    shown = [(one, drawn(one), unit_of(one)) for one in charts()]
    examples = {facet: suggested(site().search, facet) for facet in COMPARED}
    return render_template("charts.html", charts=shown, facets=FACETS, examples=examples)


@blueprint.get("/charts/<name>")
def page(name: str) -> Answer | str:
    """Show a chart with its table and query, or send its data."""
    slug, suffix = split_suffix(name, OFFERS)
    one, accept = chart(slug), request.headers.get("Accept", "")
    if prefers_html(accept, OFFERS) and not suffix:
        counts = _counts(one)
        return render_template(
            "chart.html",
            chart=one,
            counts=counts,
            picture=drawn(one),
            unit=unit_of(one),
            shares=_missing(one),
        )
    chosen = choose(accept, OFFERS, suffix)
    if chosen.name == "svg":
        return respond(sheet(one, drawn(one), unit_of(one)), chosen)
    if chosen.name == "csv":
        path = site().release.folder / CHARTS / f"{slug}.csv"
        _counts(one)
        return respond(path.read_bytes(), chosen)
    return respond(json.dumps(_as_json(one), ensure_ascii=False), chosen)


def drawn(one: Chart) -> Panels | Grid:
    """Return the picture of a chart."""
    counts = _counts(one)
    return panels(counts) if one.drawn is ChartType.PANELS else grid(counts)


def unit_of(one: Chart) -> str:
    """Return the unit of a chart."""
    return "groups of workers" if one.kind == "workers" else "issues"


def _counts(one: Chart) -> Counts:
    return read_counts(site().release.folder, one)


def _missing(one: Chart) -> list[Share]:
    """Return the coverage measures of the data that a chart lacks."""
    shares = {share.measure.slug: share for share in read_coverage(site().engine).shares}
    return [shares[slug] for slug in one.missing if slug in shares]


def _as_json(one: Chart) -> dict[str, Any]:
    counts = _counts(one)
    row, column, number = counts.names
    return {
        "title": one.title,
        "reading": one.reading,
        "query": one.text,
        "rows": [
            {
                row: at.label,
                f"{row}Id": at.id,
                column: by.label,
                f"{column}Id": by.id,
                number: value,
            }
            for (at, by), value in counts.numbers.items()
        ],
    }
