"""Dataset discovery: VoID and DCAT descriptions of the dataset and of each release."""

from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, make_response, request

from graph.engine.query import Dataset, Query
from graph.files import file_version
from graph.rdf.formats import GRAPH_FORMATS, Format
from graph.rdf.turtle import rewrite
from graph.release.release import read_release
from server.dataset.downloads import folder_of, listing
from server.dataset.releases import release_page
from server.records.citation import CITATIONS, cite_release, cited
from server.sparql.endpoint import send
from server.web.formats import respond
from server.web.negotiation import choose, prefers_html, split_suffix
from server.web.site import query_text, site

__all__ = ["blueprint"]

blueprint = Blueprint("discovery", __name__)

VOID = "void.ttl"
DATASET = ("dataset", *(f"dataset.{format_.name}" for format_ in GRAPH_FORMATS))


@blueprint.get("/.well-known/void")
def well_known() -> Response:
    """Describe the current release.

    Source: VoID, section 7.2; RFC 8615.
    """
    return _described(site().release.folder)


@blueprint.get("/release/<name>")
def release(name: str) -> Response:
    """Describe a release by its name, as a page or as data, or send its citation."""
    formats = (*GRAPH_FORMATS, *CITATIONS)
    stem, suffix = split_suffix(name, formats)
    folder, accept = folder_of(stem), request.headers.get("Accept", "")
    if not _wanted(suffix) and prefers_html(accept, formats):
        return make_response(release_page(stem))
    chosen: Format = choose(accept, formats, _wanted(suffix))
    if chosen.name not in {offer.name for offer in CITATIONS}:
        return _described(folder, chosen.name)
    found = read_release(folder.parent.parent, stem)
    body = cited(cite_release(found), chosen.name)
    return respond(body, chosen)


@blueprint.get(f"/<any({','.join(map(repr, DATASET))}):name>")
def dataset(name: str) -> Response:
    """Describe the dataset of all releases; browsers get the downloads page.

    Source: RFC 9110, section 8.7 (Content-Location).
    """
    _, suffix = split_suffix(name, GRAPH_FORMATS)
    if not _wanted(suffix) and prefers_html(request.headers.get("Accept", ""), GRAPH_FORMATS):
        return make_response(listing())
    chosen = _chosen(suffix)
    graph = Dataset(default=(f"{site().base}graph/description",))
    response = send(site().engine.evaluate(Query(query_text("graph"), graph), chosen))
    response.headers["Content-Location"] = f"/dataset.{chosen.name}"
    return response


def _described(folder: Path, suffix: str = "") -> Response:
    chosen = _chosen(suffix)
    return respond(_written(folder / VOID, chosen.name, file_version(folder / VOID)), chosen)


def _chosen(suffix: str) -> Format:
    chosen: Format = choose(request.headers.get("Accept", ""), GRAPH_FORMATS, _wanted(suffix))
    return chosen


def _wanted(suffix: str) -> str:
    return suffix or request.args.get("format", "")


@lru_cache(maxsize=8)
def _written(turtle: Path, name: str, _version: str) -> bytes:
    written = turtle.read_bytes()
    return written if name == "ttl" else rewrite(written, name)
