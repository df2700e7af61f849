"""Chart pages: each chart as a picture, a table and data."""

import json
from collections import defaultdict
from dataclasses import replace
from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.reports.charts import CHARTS, Chart, ChartType, Counts, chart, charts, read_counts
from graph.reports.coverage import Share, read_coverage
from graph.search import Comparison
from ontology import BadQuery
from server.drawing.chart_grid import Grid, grid
from server.drawing.charts import EVENTS, Event, Panels, Scale, panels
from server.drawing.encoding import encoded
from server.languages.current import gettext, gettext_noop, translated
from server.reports.chart_file import sheet
from server.reports.compare import COMPARED, suggested
from server.reports.counted_lists import counted_list
from server.reports.finding import finding
from server.reports.wording import chart_in_language, counts_in_language, share_in_language
from server.search.filters import facet_names
from server.web.formats import CSV, JSON, PNG, SVG, respond
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.site import query_text, site

__all__ = ["blueprint", "counts_of"]

blueprint = Blueprint("charts", __name__)
blueprint.add_app_template_global(counted_list, "counted_list")

OFFERS: Final = (CSV, JSON, SVG, PNG)
SCALES: Final = {
    Scale.OWN: gettext_noop("A scale for each"),
    Scale.ONE: gettext_noop("One scale for all"),
    Scale.SHARE: gettext_noop("Shares of each year"),
}


@blueprint.get("/charts")
def listing() -> str:
    """Show every chart with data to compare, and a form for comparisons."""
    ours = (one for one in map(chart_in_language, charts()) if _compares(one))
    shown = [(one, drawn(one), unit_of(one), finding(one, counts_of(one))) for one in ours]
    examples = {facet: suggested(site().search, facet) for facet in COMPARED}
    return render_template("charts.html", charts=shown, facets=facet_names(), examples=examples)


@blueprint.get("/charts/<name>")
def page(name: str) -> Answer | str:
    """Show a chart with its table and query, or send its data."""
    slug, suffix = split_suffix(name, OFFERS)
    one, scale = chart_in_language(chart(slug)), _scale()
    accept = request.headers.get("Accept", "")
    if prefers_html(accept, OFFERS) and not suffix:
        counts = counts_of(one)
        return render_template(
            "chart.html",
            chart=one,
            counts=counts,
            picture=drawn(one, scale),
            unit=unit_of(one),
            shares=_missing(one),
            finding=finding(one, counts),
            events=_marked(one),
            kinds_of_events={
                kind: (path, translated(says)) for kind, (path, says) in EVENTS.items()
            },
            scales=_scales() if one.drawn is ChartType.PANELS else {},
            scale=scale,
        )
    chosen = choose(accept, OFFERS, suffix)
    if chosen in (SVG, PNG):
        svg = sheet(one, drawn(one, scale), unit_of(one), finding(one, counts_of(one)))
        return respond(encoded(svg, chosen.name), chosen)
    if chosen.name == "csv":
        path = site().release.folder / CHARTS / f"{slug}.csv"
        counts_of(one)
        return respond(path.read_bytes(), chosen)
    return respond(json.dumps(_as_json(one), ensure_ascii=False), chosen)


def drawn(one: Chart, scale: Scale = Scale.OWN) -> Panels | Grid:
    """Return the picture of a chart."""
    counts = counts_of(one)
    return panels(counts, scale, _events()) if one.drawn is ChartType.PANELS else grid(counts)


def _scales() -> dict[Scale, str]:
    return {one: gettext(words) for one, words in SCALES.items()}


def _scale() -> Scale:
    """Return the scale that the address asks for; raises `BadQuery` for an unknown one."""
    given = request.args.get("scale", Scale.OWN.value)
    if given not in {scale.value for scale in Scale}:
        scales = [scale.value for scale in Scale]
        known = ", ".join(scales)
        raise BadQuery(f"scale={given[:40]}: choose one of {known}").among(given, scales)
    return Scale(given)


def _events() -> dict[str, list[Event]]:
    """Return cases, rulings and laws about issues of each justice area, by its IRI."""
    events: dict[str, dict[Event, None]] = defaultdict(dict)
    for row in site().engine.rows(query_text("events-by-area")):
        words = row["label"].text, row["event"].text, row["kind"].text
        events[row["area"].text][Event(int(row["when"].text), *words)] = None
    return {area: [*some] for area, some in events.items()}


def _marked(one: Chart) -> list[Event]:
    """Return the events that a chart marks, each once, the newest first."""
    if one.drawn is not ChartType.PANELS:
        return []
    rows = {cell.id for cell in counts_of(one).rows}
    found = {event for area, some in _events().items() if area in rows for event in some}
    return sorted(found, key=lambda event: (-event.year, event.label, event.iri))


def unit_of(one: Chart) -> str:
    """Return the unit of a chart."""
    return gettext("groups of workers") if one.kind == "workers" else gettext("issues")


def counts_of(one: Chart) -> Counts:
    """Return the counts of a chart; those by year with what lists count of each row."""
    counts = read_counts(site().release.folder, one)
    return counts_in_language(
        _with_wholes(counts, one) if one.drawn is ChartType.PANELS else counts
    )


def _with_wholes(counts: Counts, one: Chart) -> Counts:
    """Return the counts by year of values of a facet with what has no year, as lists count it."""
    search, rows = site().search, {row.id: row for row in counts.rows}
    values = [value for value in search.values.listed[one.kind] if value.value in rows]
    by_year = Comparison(search, one.kind, values).by("year")
    wholes, absent = (
        {rows[cell.id]: number for cell, number in some.items()}
        for some in (by_year.wholes, by_year.absent)
    )
    return replace(counts, wholes=wholes, absent=absent)


def _compares(one: Chart) -> bool:
    """Whether a chart has numbers, and columns enough to compare."""
    counts = counts_of(one)
    return bool(counts.numbers) and len(counts.columns) >= one.least


def _missing(one: Chart) -> list[Share]:
    """Return the coverage measures of the data that a chart lacks."""
    shares = {share.measure.slug: share for share in read_coverage(site().engine).shares}
    return [share_in_language(shares[slug]) for slug in one.missing if slug in shares]


def _as_json(one: Chart) -> dict[str, Any]:
    counts = counts_of(one)
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
