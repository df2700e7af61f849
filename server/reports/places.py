"""Map page: a list of issues by place, as a world map and as a table."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.csv_safety import escape_formula
from graph.search import Choice, SearchQuery, word_of
from server.drawing.world_map import Shape, shapes, step_of, steps
from server.search.issue_lists import ISSUE_KINDS
from server.search.search import address_of, asked_of
from server.web.formats import CSV, JSON, respond
from server.web.negotiation import choose, prefers_html
from server.web.site import query_text, site

__all__ = ["Row", "blueprint"]

blueprint = Blueprint("places", __name__)

OFFERS: Final = (JSON, CSV)
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
    wish = replace(asked, chosen=dict(ISSUE_KINDS) | dict(asked.chosen), first=0)
    accept = request.headers.get("Accept", "")
    if not suffix and prefers_html(accept, OFFERS):
        return _page(asked, wish)
    chosen = choose(accept, OFFERS, suffix)
    countries, wider = _rows(wish)
    rows = [_told(row) for row in (*countries, *wider)]
    body = json.dumps(rows, ensure_ascii=False) if chosen.name == "json" else _csv(rows)
    return respond(body, chosen)


def _told(row: Row) -> dict[str, str | int]:
    return {"id": row.iri, "place": row.name, "m49": row.code, "issues": row.issues}


def _csv(rows: list[dict[str, str | int]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, ["id", "place", "m49", "issues"])
    writer.writeheader()
    writer.writerows(row | {"place": escape_formula(str(row["place"]))} for row in rows)
    return text.getvalue()


def _page(asked: SearchQuery, wish: SearchQuery) -> str:
    found = site().search.find(replace(wish, most=0), NARROWED_BY)
    countries, wider = _rows(wish)
    named = [row for row in countries if row.issues]
    return render_template(
        "places.html",
        asked=asked,
        total=found.total,
        placed=site().search.having("place", wish),
        world=shapes(),
        countries=countries,
        named=sorted(named, key=lambda row: (-row.issues, row.name)),
        wider=wider,
        steps=steps(row.issues for row in named),
        choices={name: found.choices[name] for name in NARROWED_BY},
        listed=address_of(wish),
        formats=[
            (offer, address_of(asked, suffix=f".{offer.name}", at="/places")) for offer in OFFERS
        ],
    )


def _rows(wish: SearchQuery) -> tuple[list[Row], list[Row]]:
    """Return all countries by IRI, and the regions and blocs with issues."""
    counted = {choice.value: choice for choice in site().search.counts("place", wish)}
    countries = list(_countries(wish, counted))
    known = {row.iri for row in countries}
    wider = [
        Row(value, one.label, one.documents, _listed(wish, one))
        for value, one in counted.items()
        if value not in known
    ]
    return countries, wider


def _countries(wish: SearchQuery, counted: Mapping[str, Choice]) -> Iterator[Row]:
    told = site().engine.rows(query_text("countries"))
    ranges = steps(one.documents for row in told if (one := counted.get(row["country"].text)))
    world = shapes()
    for row in told:
        iri, code = row["country"].text, row["code"].text
        choice = counted.get(iri, Choice(iri, word_of(iri), "", 0, False))
        issues, name = choice.documents, row["name"].text
        region = row["regionName"].text if "regionName" in row else ""
        shape = world.countries.get(code) if world else None
        listed = _listed(wish, choice)
        yield Row(iri, name, issues, listed, code, region, step_of(issues, ranges), shape)


def _listed(wish: SearchQuery, place: Choice) -> str:
    return address_of(replace(wish, chosen=dict(wish.chosen) | {"place": (place.word,)}))
