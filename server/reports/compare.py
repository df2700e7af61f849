"""Comparison page: up to five facet values, counted by year, area, impact, region and country."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.csv_safety import escape_formula
from graph.reports.charts import Chart, ChartType
from graph.search import SIDES, Search
from ontology import BadQuery
from server.drawing.encoding import encoded
from server.languages.current import gettext, gettext_noop, translated
from server.reports import cross_table
from server.reports.chart_file import sheet
from server.reports.comparison import COLUMNS, DIMENSIONS, NOUNS, ComparisonRequest
from server.search.filters import facet_names
from server.web.formats import CSV, JSON, PNG, SVG, respond
from server.web.negotiation import choose, prefers_html
from server.web.site import site

__all__ = ["COMPARED", "blueprint", "suggested"]

blueprint = Blueprint("compare", __name__)

COMPARED: Final = ("actor", "system", "place", "area", "impact", "sector", "task")
"""The facets whose values can be compared."""
MOST: Final = 5
KNOWN: Final = 300
"""The most values that are suggested, those with the most records."""
OFFERS: Final = (CSV, JSON, SVG, PNG)
LETTERS: Final = "abcde"
"""Parameters by which people name what they compare, though `is` is the one that is documented."""
MARKS: Final = {"task": "workers", "sector": "source"}
"""Icons of the facets that have none of their own name."""
BIAS: Final = gettext_noop(
    "More reports can mean more harm, more size, or more attention: it says what was reported, not "
    "who is worse. What the sources do not tell is missing."
)


@blueprint.get("/compare")
@blueprint.get("/compare.<suffix>")
def page(suffix: str = "") -> Answer | str:
    """Show a comparison or the form for one, or send its numbers; with `by`, a cross table."""
    if "by" in request.args:
        return cross_table.answer(suffix)
    comparison = _wish(request.args)
    accept = request.headers.get("Accept", "")
    if not suffix and prefers_html(accept, OFFERS):
        return _page(comparison)
    chosen = choose(accept, OFFERS, suffix)
    _check(comparison)
    if chosen in (SVG, PNG):
        svg = _drawn(comparison)
        return respond(encoded(svg, chosen.name), chosen)
    body = _csv(comparison) if chosen.name == "csv" else _json(comparison)
    return respond(body, chosen)


def _check(comparison: ComparisonRequest) -> None:
    """Raise `BadQuery` for a name that means no value, with the nearest: data hold all or none."""
    for one in comparison.unknown:
        message = f"no {comparison.facet} is called '{one.name[:80]}'; the nearest are: "
        raise BadQuery(message + (", ".join(one.nearest) or "none")).with_nearest(
            one.name, [*one.nearest]
        )


def _drawn(comparison: ComparisonRequest) -> str:
    """Return the numbers by year as one SVG; raises `BadQuery` where nothing is compared."""
    if not comparison.found.chosen:
        raise BadQuery("there is no picture of nothing: name two or more with `is`")
    mark = MARKS.get(comparison.facet, comparison.facet)
    reading = gettext("Each issue counts once, also where several records report it.")
    chart = Chart(
        "compare",
        comparison.finding,
        ChartType.PANELS,
        mark,
        reading,
        (),
        comparison.query(comparison.drawn),
        bias=translated(BIAS),
    )
    return sheet(chart, comparison.picture(comparison.drawn), gettext("issues"))


def suggested(search: Search, facet: str, most: int = 3) -> Sequence[str]:
    """Return the values of a facet with the most issues; of actors, those most often implicated."""
    side = SIDES[0] if facet == "actor" else facet
    known = sorted(search.values.listed[side], key=lambda one: (-len(one.documents), one.label))
    return tuple(dict.fromkeys(one.label for one in known[:most]))


def _known(search: Search, facet: str) -> list[str]:
    """Return values to choose from by name; actors of both sides, so that none is ranked."""
    sides = SIDES if facet == "actor" else (facet,)
    return sorted({label for side in sides for label in suggested(search, side, KNOWN)})


def _wish(arguments: "MultiDict[str, str]") -> ComparisonRequest:
    facet = arguments.get("of", COMPARED[0])
    if facet not in COMPARED:
        message = f"of={facet[:40]}: choose one of {', '.join(COMPARED)}"
        raise BadQuery(message).among(facet, COMPARED)
    given = [name for key in ("is", *LETTERS) for name in arguments.getlist(key)]
    names = tuple(name for name in given if name.strip())
    if len(names) > MOST:
        raise BadQuery(f"{len(names)} are too many to compare: choose {MOST} at most")
    return ComparisonRequest(site(), facet, names, _only(facet, arguments.get("only", "")))


def _only(facet: str, only: str) -> str:
    """Return the one dimension that is shown, or nothing for all of them."""
    known = [by for by, part in DIMENSIONS.items() if part.facet != facet]
    if only and only not in known:
        raise BadQuery(f"only={only[:40]}: choose one of {', '.join(known)}").among(only, known)
    return only


def _page(comparison: ComparisonRequest) -> str:
    search = comparison.site.search
    return render_template(
        "compare.html",
        wish=comparison,
        facets=facet_names(),
        nouns=NOUNS,
        compared=COMPARED,
        places=range(MOST),
        known=_known(search, comparison.facet),
        examples=suggested(search, comparison.facet),
        totals=comparison.totals,
    )


def _csv(comparison: ComparisonRequest) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for one, id_, by, value, value_id, issues in comparison.rows() if comparison.names else ():
        writer.writerow((escape_formula(one), id_, by, escape_formula(value), value_id, issues))
    return text.getvalue()


def _json(comparison: ComparisonRequest) -> str:
    rows = (
        [dict(zip(COLUMNS, row, strict=True)) for row in comparison.rows()]
        if comparison.names
        else []
    )
    return json.dumps({"of": comparison.facet, "rows": rows}, ensure_ascii=False)
