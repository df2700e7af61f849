"""Map page: a list of issues by place, as a world map and as a table."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.csv_safety import escape_formula
from graph.rdf.formats import Format
from graph.search import Choice, SearchQuery, word_of
from ontology import NotFound
from server.drawing.encoding import encoded
from server.drawing.world_map import Shape, shapes, step_of, steps
from server.records.meta_tags import page_url
from server.reports.chart_file import NOT_XML
from server.reports.finding import leading
from server.search.issue_lists import ISSUE_KINDS
from server.search.search import address_of, asked_of
from server.web.formats import CSV, JSON, PNG, SVG, respond_kept
from server.web.negotiation import choose, prefers_html
from server.web.site import query_text, site

__all__ = ["Row", "blueprint"]

blueprint = Blueprint("places", __name__)

OFFERS: Final = (JSON, CSV, SVG, PNG)
WORLD: Final = "place/world"
"""The end of the IRI of the place that stands for the world as a whole."""
COLOURS: Final = (
    *("#e7e1d3", "#c3cfc0", "#a9beae", "#8fad9b", "#73977f", "#507e63", "#2a6544", "#1f4a33"),
)
"""Colours of the steps in files, as `map.css` mixes them on white paper."""
NARROWED_BY: Final = ("area", "impact", "task", "year")
"""Facets with a choice on the page; the address accepts all."""


@dataclass(frozen=True)
class Row:
    """A place: number of issues, and the address of their list."""

    iri: str
    name: str
    issues: int
    listed: str
    code: str = ""
    region: str = ""
    step: int = 0
    shape: Shape | None = None


@blueprint.get("/places")
@blueprint.get("/places.<suffix>")
def places(suffix: str = "") -> Answer | str:
    """Show a list of issues by place, as a page or as data. Most reported, never worst."""
    asked = asked_of(request.args)
    query = replace(asked, chosen=ISSUE_KINDS | dict(asked.chosen), first=0)
    accept = request.headers.get("Accept", "")
    if not suffix and prefers_html(accept, OFFERS):
        return _page(asked, query)
    chosen = choose(accept, OFFERS, suffix)
    return respond_kept(lambda: _written(asked, query, chosen), chosen)


def _written(asked: SearchQuery, query: SearchQuery, chosen: Format) -> bytes:
    countries, wider = _rows(query)
    if chosen in (SVG, PNG):
        svg = _sheet(asked, query, countries, wider)
        return encoded(svg, chosen.name, 1)
    rows = [_told(row) for row in (*countries, *wider)]
    text = json.dumps(rows, ensure_ascii=False) if chosen is JSON else _csv(rows)
    return text.encode()


def _told(row: Row) -> dict[str, str | int]:
    return {"id": row.iri, "place": row.name, "m49": row.code, "issues": row.issues}


def _csv(rows: list[dict[str, str | int]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "place", "m49", "issues"])
    writer.writeheader()
    writer.writerows(row | {"place": escape_formula(str(row["place"]))} for row in rows)
    return text.getvalue()


def _page(asked: SearchQuery, query: SearchQuery) -> str:
    result = site().search.find(replace(query, most=0), NARROWED_BY)
    countries, wider = _rows(query)
    named = [row for row in countries if row.issues]
    return render_template(
        "places.html",
        asked=asked,
        **_counted(query, countries, wider),
        world=shapes(),
        countries=countries,
        named=sorted(named, key=lambda row: (-row.issues, row.name)),
        wider=wider,
        choices={name: result.choices[name] for name in NARROWED_BY},
        listed=address_of(query),
        formats=[
            (offer, address_of(asked, suffix=f".{offer.name}", at="/places")) for offer in OFFERS
        ],
    )


def _counted(query: SearchQuery, countries: list[Row], wider: list[Row]) -> dict[str, Any]:
    """Return the numbers of a map: of all issues, those with a place, worldwide, and the steps."""
    named = [row for row in countries if row.issues]
    most = leading(named, lambda row: row.issues)
    world = next((row for row in wider if row.iri.endswith(WORLD)), None)
    return {
        "total": site().search.find(replace(query, most=0), ()).total,
        "placed": site().search.having("place", query),
        "worldwide": world,
        "most": most,
        "named_countries": len(named),
        "steps": steps(row.issues for row in named),
    }


def _sheet(asked: SearchQuery, query: SearchQuery, countries: list[Row], wider: list[Row]) -> str:
    """Return the map as a standalone SVG file; raises `NotFound` where there are no shapes."""
    if not (world := shapes()):
        raise NotFound("there is no map here: the front-end parts are not installed")
    svg = render_template(
        "map.svg",
        world=world,
        countries=[row for row in countries if row.shape],
        colours=COLOURS,
        release=site().release,
        address=page_url(*address_of(asked, at="/places").split("?", 1)),
        **_counted(query, countries, wider),
    )
    return NOT_XML.sub("\ufffd", svg)


def _rows(query: SearchQuery) -> tuple[list[Row], list[Row]]:
    """Return all countries by IRI, and the regions and blocs with issues."""
    counted = {choice.value: choice for choice in site().search.counts("place", query)}
    countries = list(_countries(query, counted))
    known = {row.iri for row in countries}
    wider = [
        Row(value, one.label, one.documents, _listed(query, one))
        for value, one in counted.items()
        if value not in known
    ]
    return countries, wider


def _countries(query: SearchQuery, counted: Mapping[str, Choice]) -> Iterator[Row]:
    rows = site().engine.rows(query_text("countries"))
    ranges = steps(one.documents for row in rows if (one := counted.get(row["country"].text)))
    world = shapes()
    for row in rows:
        iri, code = row["country"].text, row["code"].text
        choice = counted.get(iri, Choice(iri, word_of(iri), "", 0, False))
        issues, name = choice.documents, site().called(iri, row["name"].text)
        region = site().translated(row["regionName"].text) if "regionName" in row else ""
        shape = world.countries.get(code) if world else None
        listed = _listed(query, choice)
        yield Row(iri, name, issues, listed, code, region, step_of(issues, ranges), shape)


def _listed(query: SearchQuery, place: Choice) -> str:
    """Return the address of the list of a place; without words it is one of issues by itself."""
    chosen = dict(query.chosen) | {"place": (place.word,)}
    if not query.words and chosen.get("kind") == ISSUE_KINDS["kind"]:
        del chosen["kind"]
    return address_of(replace(query, chosen=chosen))
