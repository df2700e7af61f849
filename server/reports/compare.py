"""Comparison page: up to five facet values, counted by year, area, impact, region and country."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from string import Template
from typing import Final
from urllib.parse import urlencode

from flask import Blueprint, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Answer

from graph.csv_safety import escape_formula
from graph.reports.charts import Cell, Chart, ChartType, Counts
from graph.search import SIDES, Comparison, Search, Value
from ontology import BadQuery
from server.drawing.chart_grid import Grid, grid
from server.drawing.charts import Panels, Scale, panels
from server.drawing.raster import SHARPNESS, png
from server.languages.current import gettext, gettext_noop, translated
from server.reports import cross_table
from server.reports.chart_file import sheet
from server.reports.compared_names import Unknown, read_names
from server.reports.side_by_side import Row, side_by_side
from server.reports.wording import counts_in_language
from server.search.filters import facet_names
from server.search.formats import path_of
from server.web.formats import CSV, JSON, PNG, SVG, respond
from server.web.negotiation import choose, prefers_html
from server.web.site import Site, query_text, site

__all__ = ["COMPARED", "ComparisonRequest", "blueprint", "suggested"]

blueprint = Blueprint("compare", __name__)

COMPARED: Final = ("actor", "system", "place", "area", "impact", "sector", "task")
"""The facets whose values can be compared."""
NOUNS: Final = {
    "actor": ("actor", "actors"),
    "system": ("AI system", "AI systems"),
    "place": ("place", "places"),
    "area": ("justice area", "justice areas"),
    "impact": ("impact", "impacts"),
    "sector": ("sector", "sectors"),
    "task": ("task", "tasks"),
}
"""What the values of each facet are called, one and several."""


@dataclass(frozen=True)
class Dimension:
    """A dimension of a comparison: its facet, and the values that count.

    `among` says in SPARQL what a `?value` is, where not every one counts.
    """

    facet: str
    most: int | None = None
    among: str = ""


DIMENSIONS: Final = {
    "year": Dimension("year"),
    "area": Dimension("area"),
    "impact": Dimension("impact", 12),
    # The regions that the world is parted in, apart from countries, which are parts of these.
    "region": Dimension(
        "place", among="?value jg:within ?world . FILTER NOT EXISTS { ?world jg:within ?wider }"
    ),
    "country": Dimension("place", 12, "?value a jg:Country ."),
}
"""Dimensions of a comparison."""
MOST: Final = 5
KNOWN: Final = 300
"""The most values that are suggested, those with the most records."""
OFFERS: Final = (CSV, JSON, SVG, PNG)
MARKS: Final = {"task": "workers", "sector": "source"}
"""Icons of the facets that have none of their own name."""
BIAS: Final = gettext_noop(
    "More reports can mean more harm, more size, or more attention: it says what was reported, not "
    "who is worse. What is not told in English is mostly missing."
)
COLUMNS: Final = ("compared", "comparedId", "by", "value", "valueId", "issues")


@dataclass(frozen=True)
class ComparisonRequest:
    """A comparison: a facet, the names of its values as they were given, and what they mean."""

    site: Site
    facet: str
    names: tuple[str, ...]

    @cached_property
    def read(self) -> tuple[tuple[Value, ...], tuple[Unknown, ...]]:
        """Return the values that the names mean, and the names that mean none."""
        return read_names(self.site, self.facet, self.names)

    @property
    def unknown(self) -> tuple[Unknown, ...]:
        """Return the names that mean no value, each with the nearest."""
        return self.read[1]

    @cached_property
    def found(self) -> Comparison:
        """Return the counts of the values."""
        return Comparison(self.site.search, self.facet, self.read[0])

    @property
    def title(self) -> str:
        """Return the labels of the values, or else what is asked for."""
        labels = [one.label for one in self.found.chosen]
        return ", ".join(labels) or f"Compare {NOUNS[self.facet][1]}"

    @cached_property
    def sides(self) -> tuple[Row, ...]:
        """Return what is known of each value, side by side."""
        return side_by_side(self.site, self.facet, [one.value for one in self.found.chosen])

    @cached_property
    def parts(self) -> dict[str, Counts]:
        """Return the counts by each dimension with another facet."""
        parts = {by: part for by, part in DIMENSIONS.items() if part.facet != self.facet}
        return {by: self._counts(by, part) for by, part in parts.items()}

    def _counts(self, by: str, part: Dimension) -> Counts:
        among = None
        if part.among:
            text = Template(query_text("among")).substitute(among=part.among)
            among = {row["value"].text for row in self.site.engine.rows(text)}
        counts = self.found.by(part.facet, part.most, among)
        return counts_in_language(replace(counts, names=(self.facet, by, counts.names[2])))

    def rows(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield all numbers above zero, as rows of `COLUMNS`."""
        for by, counts in self.parts.items():
            for (row, column), number in counts.numbers.items():
                if number:
                    yield row.label, row.id, by, column.label, column.id, number

    def picture(self, by: str) -> Panels | Grid:
        """Return the picture of one dimension."""
        counts = self.parts[by]
        return panels(counts, Scale.ONE) if by == "year" else grid(counts)

    def query(self, by: str) -> str:
        """Return the equivalent SPARQL query."""
        things = " ".join(f"<{one.value}>" for one in self.found.chosen)
        text = Template(query_text("compare"))
        part = DIMENSIONS[by]
        return text.substitute(
            things=things, facet=path_of(self.facet), by=path_of(part.facet), among=part.among
        )

    def address(self, suffix: str = "") -> str:
        """Return the address of this comparison."""
        pairs = [("of", self.facet), *(("is", one.word) for one in self.found.chosen)]
        return f"/compare{suffix}?{urlencode(pairs)}"

    def instead(self, mistaken: Unknown, name: str) -> str:
        """Return the address with another name in place of one that means no value."""
        names = [name if " ".join(one.split()) == mistaken.name else one for one in self.names]
        return f"/compare?{urlencode([('of', self.facet), *(('is', one) for one in names)])}"

    def list_of(self, cell: Cell) -> str:
        """Return the address of the list that one number counts."""
        word = next(one.word for one in self.found.chosen if one.label == cell.label)
        return f"/search?{urlencode({self.facet: word})}"


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
        return respond(png(svg, SHARPNESS) if chosen is PNG else svg, chosen)
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
    title = gettext("Issues by year: %(title)s", title=comparison.title)
    chart = Chart(
        "compare",
        title,
        ChartType.PANELS,
        mark,
        reading,
        (),
        comparison.query("year"),
        bias=translated(BIAS),
    )
    return sheet(chart, comparison.picture("year"), gettext("issues"))


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
        raise BadQuery(f"of={facet[:40]}: choose one of {', '.join(COMPARED)}")
    names = tuple(name for name in arguments.getlist("is") if name.strip())
    if len(names) > MOST:
        raise BadQuery(f"{len(names)} are too many to compare: choose {MOST} at most")
    return ComparisonRequest(site(), facet, names)


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
        totals=comparison.found.totals(),
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
