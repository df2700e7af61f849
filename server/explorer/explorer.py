"""Explorer routes: a view of the graph as a picture, as tables and as data files."""

import json
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.explorer import (
    EXPLORER,
    Explorer,
    Link,
    Node,
    View,
    ViewRequest,
    as_network,
    compute_view,
    name_of,
)
from graph.explorer import KINDS as EXPLORED
from graph.network.export import EXPORTS, export
from graph.rdf.formats import Format
from graph.search import SearchQuery
from ontology import NotFound, kind_of
from server.drawing.marks import MARKS
from server.drawing.network import HEIGHT, WIDTH, draw, shortened
from server.explorer.view import NEIGHBOURS, WHOLE, ExplorerQuery, default_amount, parse_query
from server.web.formats import CSV, JSON, SVG, respond
from server.web.site import site

__all__ = ["FORMATS", "blueprint", "explorer_of"]

blueprint = Blueprint("explore", __name__)

FORMATS: Final = (
    JSON,
    Format("cyjs", "application/json"),
    Format("gexf", "application/xml"),
    Format("graphml", "application/xml"),
    CSV,
    Format("nodes.csv", "text/csv"),
    Format("edges.csv", "text/csv"),
    Format("dot", "text/vnd.graphviz"),
    SVG,
)
CLEARER: Final = {
    "addressee": "response asked of",
    "by": "response by",
    "relatedIssue": "related",
}
"""Clearer names of properties, for use away from their subject."""
SHOWN: Final = 300
"""The most rows of a table; the data files have all."""
SUGGESTED: Final = 8
CONCEPTS: Final = ("affected-group", "condition", "demand", "impact", "justice-area", "task")


class Row(NamedTuple):
    """A link as a table row."""

    source: Node
    target: Node
    via: str
    says: str


@lru_cache(maxsize=2)
def explorer_of(folder: Path) -> Explorer:
    """Return the explorer of a release."""
    return Explorer(folder / EXPLORER)


@blueprint.get("/explore")
@blueprint.get("/explore.<path:suffix>")
def look(suffix: str = "") -> Answer | str:
    """Show a view of the graph as a picture and as tables, or send it as data."""
    return _data(suffix) if suffix else _page()


def _page() -> Answer | str:
    query = parse_query(request.args)
    explorer = explorer_of(site().release.folder)
    suggestions = _suggested(explorer, query.add) if query.add else []
    if len(suggestions) == 1 or (suggestions and suggestions[0].name == query.add):
        return redirect(query.around(suggestions[0].name))
    seen = compute_view(explorer, query.look)
    nodes = {node.name: node for node in seen.nodes}
    return render_template(
        "explore.html",
        asked=query,
        seen=seen,
        nodes=nodes,
        selected=nodes.get(query.select),
        found=suggestions,
        rows=_rows(seen),
        drawn=draw(seen, (*query.look.named, query.select)),
        size=(WIDTH, HEIGHT),
        sorts=explorer.sorts,
        amounts=NEIGHBOURS if query.look.named else WHOLE,
        usual=default_amount(query.look),
        named_ways=_ways(seen),
        marks=MARKS,
        shown=SHOWN,
    )


def _data(suffix: str) -> Response:
    formats = {offer.name: offer for offer in FORMATS}
    if suffix not in formats:
        known = ", ".join(formats)
        raise NotFound(f"there is no format '{suffix[:40]}' of the explorer; there are: {known}")
    seen = compute_view(explorer_of(site().release.folder), parse_query(request.args).look)
    response = respond(_written(seen, suffix), formats[suffix])
    if suffix != "json":
        response.headers["Content-Disposition"] = f'attachment; filename="explore.{suffix}"'
    return response


def _written(seen: View, suffix: str) -> bytes:
    if suffix == "json":
        return json.dumps(_as_json(seen), ensure_ascii=False, separators=(",", ":")).encode()
    name = "edges.csv" if suffix == "csv" else suffix
    assert name in EXPORTS  # noqa: S101 - our own table says so
    return export(as_network(seen), name)


def _as_json(seen: View) -> dict[str, Any]:
    names = {node.number: node.name for node in seen.nodes}
    return {
        "nodes": [
            {
                "id": node.name,
                "iri": node.iri,
                "kind": node.kind,
                "mark": MARKS.get(node.kind, "term"),
                "label": node.label,
                "links": node.links,
                "more": seen.more.get(node.number, 0),
                "x": node.x,
                "y": node.y,
            }
            for node in seen.nodes
        ],
        "links": [
            {
                "source": names[link.source],
                "target": names[link.target],
                "via": link.via,
                "says": link.says,
            }
            for link in seen.links
        ],
        "ways": [[names[number] for number in way] for way in seen.ways],
        "isCut": seen.is_cut,
    }


def _suggested(explorer: Explorer, words: str) -> list[Node]:
    """Return nodes for a search text: the exact name, else concepts and search hits."""
    with explorer.opened() as reader:
        if exact := reader.named([words]):
            return [*exact.values()]
        concepts = reader.like(words, CONCEPTS, SUGGESTED)
        hits = site().search.find(SearchQuery(words, most=SUGGESTED)).hits
        named = reader.addressed([hit.iri for hit in hits])
    return [*concepts, *(named[hit.iri] for hit in hits if hit.iri in named)][: 2 * SUGGESTED]


def _rows(seen: View) -> dict[str, list[Row]]:
    """Return the links by the name of each end, and all links by an empty name."""
    nodes = {node.number: node for node in seen.nodes}
    rows: dict[str, list[Row]] = defaultdict(list)
    for link in seen.links:
        row = _row(link, nodes)
        rows[""].append(row)
        rows[row.source.name].append(row)
        rows[row.target.name].append(row)
    return rows


def _ways(seen: View) -> list[list[Node]]:
    nodes = {node.number: node for node in seen.nodes}
    return [[nodes[number] for number in way] for way in seen.ways]


def _row(link: Link, nodes: dict[int, Node]) -> Row:
    return Row(nodes[link.source], nodes[link.target], link.via, link.says)


@blueprint.app_template_global()
def explored(iri: str) -> str:
    """Return the explorer's address for a record or a concept, if its kind is included."""
    if kind_of(iri) not in EXPLORED or "#" in iri:
        return ""
    name = name_of(iri)
    return ExplorerQuery(ViewRequest((name,)), select=name).address()


@blueprint.app_template_filter()
def spelled(name: str) -> str:
    """Write the name of a property or a kind as words.

    >>> spelled("justiceArea"), spelled("worker-group")
    ('justice area', 'worker group')
    """
    parted = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return CLEARER.get(name) or parted.replace("-", " ").strip()


blueprint.add_app_template_filter(shortened)
