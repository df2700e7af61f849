"""The SHACL shapes as linked data, in every format of graphs."""

from functools import cache

import pyoxigraph as ox
from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as Answer

from graph.rdf.formats import GRAPH_CODECS, GRAPH_FORMATS
from graph.rdf.turtle import NAMESPACES
from ontology import NotFound
from server.web.etags import REVALIDATED
from server.web.formats import content_type
from server.web.negotiation import choose, prefers_html
from shapes import SHAPES, canonical_triples, shape_files

__all__ = ["blueprint"]

blueprint = Blueprint("shapes", __name__)


@blueprint.get("/shapes", defaults={"suffix": ""})
@blueprint.get("/shapes.<suffix>")
def shapes(suffix: str) -> Answer:
    """Give the shapes that every release is validated with, in a format of graphs.

    A browser is led to the page of the data model, which says the same in words. With the shapes
    any SHACL engine gives the report that a release holds as `validation.ttl`.
    Source: SHACL, section 3.1 (shapes graph); RFC 9110, sections 8.7 (Content-Location) and
    15.4.4 (See Other).
    """
    if suffix and suffix not in {one.name for one in GRAPH_FORMATS}:
        raise NotFound("the shapes are not written in such a format")
    accept = request.headers.get("Accept", "")
    if not suffix and prefers_html(accept, GRAPH_FORMATS):
        return redirect("/ontology/model", 303)
    chosen = choose(accept, GRAPH_FORMATS, suffix)
    response = Response(_written(chosen.name), content_type=content_type(chosen.media_type))
    response.headers["Content-Location"] = f"/shapes.{chosen.name}"
    response.headers["Cache-Control"] = REVALIDATED
    return response


@cache
def _written(format_name: str) -> bytes:
    """Serialize the shapes with canonical names for blank nodes, so that bytes repeat."""
    triples = canonical_triples(
        quad
        for path in shape_files()
        for quad in ox.parse(path=path, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    )
    prefixes = NAMESPACES | {"sh": "http://www.w3.org/ns/shacl#", "shape": SHAPES}
    return ox.serialize(triples, format=GRAPH_CODECS[format_name], prefixes=prefixes) or b""
