"""Explorer routes: a view of the graph as a picture, as tables and as data files."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.explorer import (
    Explorer,
    Link,
    Node,
    View,
    ViewRequest,
    compute_view,
    explored_kinds,
    name_of,
)
from ontology import NotFound, kind_of
from server.drawing.marks import MARKS, PATHS, colours_with
from server.drawing.network import HEIGHT, WIDTH, draw, shortened
from server.explorer.beginnings import Ambiguous, ambiguous, examples, explorer_of, suggested
from server.explorer.columns import sheet
from server.explorer.data import FORMATS, written
from server.explorer.picture_file import picture_file
from server.explorer.summary import around, kinds_seen, title_of
from server.explorer.view import (
    NEIGHBOURS,
    PARAMETERS,
    WHOLE,
    ExplorerQuery,
    default_amount,
    parse_query,
)
from server.explorer.words import said, spelled
from server.web.formats import respond
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("explore", __name__)

SHOWN: Final = 60
"""The most rows of a table; the data files have all."""
KEPT: Final = 32
"""Views that each process keeps."""


Page = tuple[str, int]
"""HTML with a status."""


class Row(NamedTuple):
    """A link as a table row."""

    source: Node
    target: Node
    via: str
    says: str


@blueprint.get("/explore")
@blueprint.get("/explore.<path:suffix>")
def look(suffix: str = "") -> Answer | Page | str:
    """Show a view of the graph as a picture and as tables, or send it as data."""
    if suffix:
        return _data(suffix)
    return _page() if PARAMETERS & request.args.keys() else _beginnings(ExplorerQuery())


def _beginnings(query: ExplorerQuery, unclear: Sequence[Ambiguous] = ()) -> Answer | Page:
    """Offer where to begin, and what words of the address may mean."""
    explorer = explorer_of(site().release.folder)
    is_misspelt = any("/" in one.words for one in unclear)
    if unclear and not is_misspelt and len(unclear[0].choices) == 1:
        return redirect(unclear[0].choices[0][1])
    offered: dict[str, list[Node]] = defaultdict(list)
    for beginning, node in examples(explorer):
        offered[beginning].append(node)
    page = render_template("explore/begin.html", asked=query, unclear=unclear, examples=offered)
    return page, 404 if is_misspelt else 200


def _page() -> Answer | Page | str:
    query = parse_query(request.args)
    explorer = explorer_of(site().release.folder)
    if unclear := ambiguous(explorer, query):
        return _beginnings(query, unclear)
    suggestions = suggested(explorer, query.add) if query.add else []
    if len(suggestions) == 1 or (suggestions and suggestions[0].name == query.add):
        return redirect(query.around(suggestions[0].name))
    seen = _in_language(_view(explorer, query.look))
    nodes = {node.name: node for node in seen.nodes}
    return render_template(
        "explore.html",
        asked=query,
        seen=seen,
        nodes=nodes,
        title=title_of(seen, query),
        selected=nodes.get(query.select),
        found=suggestions,
        rows=_rows(seen),
        sheet=sheet(seen, query) if query.is_sheet else None,
        drawn=None if query.is_sheet else draw(seen, (query.select,)),
        size=(WIDTH, HEIGHT),
        sorts=explorer.sorts,
        counts=kinds_seen(seen),
        kinds=sorted(explored_kinds()),
        told=[*around(seen, query)],
        amounts=NEIGHBOURS if query.look.named else WHOLE,
        usual=default_amount(query.look),
        named_ways=_ways(seen),
        shown=SHOWN,
    )


@lru_cache(maxsize=KEPT)
def _view(explorer: Explorer, look: ViewRequest) -> View:
    """Return a view of a release, which never changes: its page, pictures and data share it."""
    return compute_view(explorer, look)


def _data(suffix: str) -> Response:
    formats = {offer.name: offer for offer in FORMATS}
    if suffix not in formats:
        known = ", ".join(formats)
        raise NotFound(f"there is no format '{suffix[:40]}' of the explorer; there are: {known}")
    query = parse_query(request.args)
    seen = _in_language(_view(explorer_of(site().release.folder), query.look))
    if suffix in ("svg", "png"):
        return respond(picture_file(seen, query, suffix), formats[suffix])
    response = respond(written(seen, suffix), formats[suffix])
    if suffix != "json":
        response.headers["Content-Disposition"] = f'attachment; filename="explore.{suffix}"'
    return response


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
    return Row(nodes[link.source], nodes[link.target], link.via, said(link))


def _in_language(seen: View) -> View:
    """Return a view with the labels of its nodes in the language of the request."""
    called = site().called
    nodes = tuple(node._replace(label=called(node.iri, node.label)) for node in seen.nodes)
    return replace(seen, nodes=nodes)


@blueprint.app_template_global()
def explored(iri: str) -> str:
    """Return the explorer's address for a record or a concept, if its kind is included."""
    if kind_of(iri) not in explored_kinds() or "#" in iri:
        return ""
    name = name_of(iri)
    return ExplorerQuery(ViewRequest((name,)), select=name).address()


blueprint.add_app_template_filter(shortened)
blueprint.add_app_template_filter(lambda word: site().in_small(word), "in_small")
blueprint.add_app_template_filter(spelled)


@blueprint.app_context_processor
def _marks() -> dict[str, object]:
    return {
        "marks": MARKS,
        "mark_paths": PATHS,
        "mark_colours": colours_with(site().project.colours),
    }
