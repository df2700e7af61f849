"""Graph Store Protocol, read only: each named graph, and the union as default graph."""

from flask import Blueprint, Response, request

from graph.engine.base import ADDRESS
from graph.engine.query import Dataset, Query
from graph.rdf.formats import GRAPH_FORMATS, Format
from ontology import Misuse, NotFound
from server.dataset.downloads import send_listed
from server.sparql.endpoint import send
from server.web.negotiation import choose
from server.web.site import query_text, site

__all__ = ["blueprint"]

blueprint = Blueprint("graph_store", __name__)

UNION = {
    "ttl": "justicegraph.ttl",
    "nt": "justicegraph.nt",
    "nq": "justicegraph.nt",
    "rdf": "justicegraph.rdf",
}
"""Downloads that hold the union of the graphs; N-Triples are N-Quads of a default graph."""


@blueprint.get("/graph-store")
def graph() -> Response:
    """Send the graph that `?graph=IRI` names, or with `?default` the union of all.

    Source: SPARQL 1.1 Graph Store HTTP Protocol, sections 4.2 and 5.2.
    """
    name = _named()
    chosen = choose(
        request.headers.get("Accept", ""), GRAPH_FORMATS, request.args.get("format", "")
    )
    if not name:
        return _default(chosen)
    if not site().engine.rows(query_text("graph-exists"), graph=name):
        raise NotFound(f"there is no graph {name} here: /sparql names those that there are")
    return _content(Dataset(default=(name,)), chosen)


def _named() -> str:
    """Return the IRI of the requested graph, or an empty string for the default graph."""
    names = request.args.getlist("graph")
    if len(names) + ("default" in request.args) != 1:
        raise Misuse("name one graph: ?graph= and its IRI, or ?default for the union of all")
    if names and not ADDRESS.fullmatch(names[0]):
        raise Misuse(f"graph={names[0]}: give an absolute IRI, such as {site().base}graph/related")
    return names[0] if names else ""


def _default(chosen: Format) -> Response:
    """Send the union graph, from a download if one has the format."""
    release, file = site().release, UNION.get(chosen.name, "")
    if file in release.manifest["files"]:
        return send_listed(release.folder, file, chosen.media_type)
    return _content(Dataset(), chosen)


def _content(dataset: Dataset, chosen: Format) -> Response:
    return send(site().engine.evaluate(Query(query_text("graph"), dataset), chosen))
