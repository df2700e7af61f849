"""One page for each resource, in every format, at the path of its IRI."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, render_template, request

from graph import GRAPH_FORMATS, Format, compact_document
from ontology import CONCEPT, NotFound
from server.description import describe
from server.negotiation import choose, split_suffix
from server.site import query_text, site
from server.sparql import send

__all__ = ["blueprint"]

blueprint = Blueprint("resources", __name__)

ADDRESS = re.compile(r"https?://[A-Za-z0-9./:_~-]+")


@dataclass(frozen=True)
class Page:
    """HTML among the formats on offer."""

    name: str = "html"
    media_type: str = "text/html"


OFFERS: Sequence[Page | Format] = (*GRAPH_FORMATS[:1], Page(), *GRAPH_FORMATS[1:])


@blueprint.get("/id/<kind>/<name>")
def record(kind: str, name: str) -> Response | str:
    """Describe a record."""
    slug, suffix = split_suffix(name, OFFERS)
    return _resource(f"{site().base}id/{kind}/{slug}", suffix)


@blueprint.get("/graph/<path:name>")
def graph(name: str) -> Response | str:
    """Describe a named graph: where its statements are from."""
    path, suffix = split_suffix(name, OFFERS)
    return _resource(f"{site().base}graph/{path}", suffix)


@blueprint.get("/activity/<name>")
def activity(name: str) -> Response | str:
    """Describe an activity that made statements."""
    slug, suffix = split_suffix(name, OFFERS)
    return _resource(f"{site().base}activity/{slug}", suffix)


@blueprint.get("/concept/<path:name>")
def concept(name: str) -> Response | str:
    """Describe a concept or a concept scheme."""
    path, suffix = split_suffix(name, OFFERS)
    return _resource(CONCEPT + path, suffix)


@blueprint.get("/<any(ontology):stem>")
@blueprint.get("/<any('ontology.ttl','ontology.jsonld','ontology.nt','ontology.rdf'):stem>")
def ontology(stem: str) -> Response | str:
    """Describe the vocabulary with all of its terms."""
    _, suffix = split_suffix(stem, OFFERS)
    chosen = choose(request.headers.get("Accept", ""), OFFERS, suffix)
    if isinstance(chosen, Page):
        return render_template("ontology.html", terms=site().engine.rows(query_text("terms")))
    return send(site().engine.query(query_text("ontology"), chosen))


def _resource(iri: str, suffix: str) -> Response | str:
    """Describe what an IRI names; the same graph in each format.

    Source: Linked Data Platform, section 4.2; RFC 9110, section 12.
    """
    if not ADDRESS.fullmatch(iri):
        raise NotFound("there is nothing at this address")
    chosen = choose(request.headers.get("Accept", ""), OFFERS, suffix)
    if isinstance(chosen, Page):
        return render_template("resource.html", this=describe(site(), iri))
    if not site().engine.rows(query_text("exists"), this=iri):
        raise NotFound(f"there is nothing at {iri}")
    if chosen.name == "jsonld":
        return _compact(iri)
    return send(site().engine.query(query_text("description"), chosen, this=iri))


def _compact(iri: str) -> Response:
    """Describe what an IRI names in the words of records.

    Source: JSON-LD 1.1, section 4.1.
    """
    n_triples = GRAPH_FORMATS[1]
    described = site().engine.query(query_text("description"), n_triples, this=iri).read()
    document = compact_document(described, iri, site().base)
    return Response(json.dumps(document, ensure_ascii=False), mimetype="application/ld+json")
