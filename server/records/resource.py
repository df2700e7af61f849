"""Dereferences IRIs: content negotiation, suffixes, redirects, 410 for withdrawn records."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from flask import Blueprint, Response, g, redirect, render_template, request
from werkzeug.wrappers import Response as Answer

from graph.rdf.formats import GRAPH_FORMATS, Format
from ontology import (
    BASE,
    JG,
    TOMBSTONE,
    Gone,
    NotAcceptable,
    NotFound,
    context,
    kind_of,
    own_names,
)
from ontology.namespaces import DCTERMS, RDF_TYPE
from server.records.citation import CITATIONS, Citation, cite, cited, is_taken_from_us
from server.records.corrections import corrections
from server.records.description import Description, describe, describe_issue
from server.records.kinds import template_context, templates
from server.records.kinds.chapters import chapters
from server.records.merged import merged
from server.records.not_found import nearest_pages
from server.records.serialization import FORMS, PROFILES, Addresses, form_of, write, write_each
from server.records.suggestions import nearest
from server.records.view_model import page
from server.web.etags import REVALIDATED
from server.web.formats import HTML, body_key, content_type
from server.web.negotiation import choose, split_suffix
from server.web.site import site
from server.web.versions import at_version

__all__ = ["DESCRIBED", "PATH", "Place", "Shared", "answer_at", "blueprint", "data_documents"]

blueprint = Blueprint("resources", __name__)
blueprint.add_app_template_global(corrections, "corrections")

OFFERS: Final = (*GRAPH_FORMATS[:1], HTML, *GRAPH_FORMATS[1:], *CITATIONS)
JSON_LD: Final = "application/ld+json"
PATH: Final = re.compile(r"[\w~-]+(?:[./][\w~-]+)*")
"""Valid paths of our IRIs: no leading, trailing or double dots, no percent-encoding.

Letters may be of any script, as in the IRI of a term that issues share."""
IN_URIS: Final = ":/?#[]@!$&'()*+,;=%~"
"""Characters that a URI in a header keeps."""

LONGEST: Final = 500
DESCRIBED: Final = "justicegraph.described"
"""The key in the WSGI environment of a `Shared` description; no kept page is an answer then."""


@dataclass
class Shared:
    """The description of a resource, once one is made, for its page in each language."""

    description: Description | None = None


@dataclass(frozen=True)
class Place:
    """Address of a resource: the base of its IRI, and the path below it.

    `named` is its IRI where that is another; `whole` names a query for all of a document of many
    things.
    """

    base: str
    path: str
    named: str = ""
    whole: str = ""

    @property
    def document(self) -> str:
        """Return the IRI of the document."""
        return self.base + self.path

    @property
    def iri(self) -> str:
        """Return the IRI of the thing."""
        return self.named or self.document


@blueprint.get("/<any(activity, concept, graph, id):root>/<path:name>", merge_slashes=False)
def thing(root: str, name: str) -> Answer:
    """Describe a record, a concept or scheme, a named graph, or an activity."""
    path, suffix = split_suffix(name, OFFERS)
    base = _base_of(f"{root}/{path}") if root == "concept" else site().base
    return answer_at(Place(base, f"{root}/{path}"), suffix)


@blueprint.get("/ontology", defaults={"suffix": ""})
@blueprint.get("/ontology.<suffix>")
def ontology(suffix: str) -> Answer:
    """Describe the vocabulary with all its terms and concepts."""
    if suffix and suffix not in {offer.name for offer in OFFERS}:
        raise NotFound("the vocabulary is not written in such a format")
    return answer_at(Place(BASE, "ontology", whole="ontology"), suffix)


@blueprint.get("/ontology/<name>", merge_slashes=False)
def term(name: str) -> Answer:
    """Describe one term of the vocabulary, and what uses it."""
    local, suffix = split_suffix(name, OFFERS)
    named = f"ontology#{local}"
    base = _base_of(named)
    return answer_at(Place(base, f"ontology/{local}", named=base + named), suffix)


@blueprint.get("/context.jsonld")
@blueprint.get("/ontology/context.jsonld")
def words() -> Response:
    """Send the JSON-LD context.

    Source: JSON-LD 1.1, section 3.1.
    """
    document = {"@context": context(_addresses().shown_base)}
    return Response(json.dumps(document, ensure_ascii=False, indent=2) + "\n", mimetype=JSON_LD)


def _base_of(path: str) -> str:
    """Return the base of a term or concept: that of the data for the project's own, else ours."""
    return site().base if site().base + path in own_names() else BASE


def _addresses() -> Addresses:
    return Addresses(site().base, site().settings.rewrite_to)


def answer_at(place: Place, suffix: str) -> Answer:
    """Describe a resource, redirect to its replacement, or say why it was withdrawn.

    The page of a record that is counted as another issue is the page of that issue.

    The format is that of the suffix, else what `Accept` asks for. Raises `NotFound`, `Gone` and
    `NotAcceptable`.
    Source: Cool URIs for the Semantic Web, section 4; RFC 9110, sections 12, 15.4.2 and 15.5.11.
    """
    is_page = _is_page(suffix)
    if is_page and (kept := site().bodies.find(body_key(HTML))):
        return _response(kept, place, HTML)
    g.described = description = _described(place, is_page=is_page)
    is_gone = JG + TOMBSTONE in description.values(RDF_TYPE)
    for replacement in description.values(DCTERMS + "isReplacedBy") if is_gone else ():
        response = redirect(_elsewhere(replacement, suffix), 301)
        response.headers["Cache-Control"] = REVALIDATED
        return response
    try:
        chosen = choose(request.headers.get("Accept", ""), OFFERS, suffix)
    except NotAcceptable:
        if is_gone:
            reasons = " ".join(description.values(JG + "withdrawalReason"))
            raise Gone(f"{place.iri} was withdrawn: {reasons}") from None
        raise
    if chosen.name == "html":
        for issue in description.values(JG + "countedAs"):
            return _see_other(issue, suffix)
    return _document(description, place, chosen, status=410 if is_gone else 200)


def _is_page(suffix: str) -> bool:
    """Whether a page is asked for that may have been kept."""
    try:
        chosen = choose(request.headers.get("Accept", ""), OFFERS, suffix)
    except NotAcceptable:
        return False
    return chosen is HTML and DESCRIBED not in request.environ


def _see_other(issue: str, suffix: str) -> Answer:
    """Redirect from a record to the page of the issue that it reports with others.

    The record has not moved: its data are at its own address, and its page is that of another
    resource, which a merge that is undone parts again. So it is 303, not 301 or 308.
    Source: RFC 9110, section 15.4.4; Cool URIs for the Semantic Web, section 4.2.
    """
    response = redirect(_elsewhere(issue, suffix), 303)
    response.headers["Cache-Control"] = REVALIDATED
    return response


def _elsewhere(iri: str, suffix: str) -> str:
    """Return the address of another resource, in the same format and release."""
    return site().address(iri) + (f".{suffix}" if suffix else "") + at_version()


def _described(place: Place, *, is_page: bool) -> Description:
    """Return the description of a resource, of an issue what its page shows where that is asked.

    Raises `NotFound` with similar names.
    """
    if len(place.path) > LONGEST or not PATH.fullmatch(place.path):
        raise NotFound("there is nothing at this address")
    shared: Shared = request.environ.get(DESCRIBED) or Shared()
    if shared.description and shared.description.iri == place.iri:
        return shared.description
    if is_page and kind_of(place.iri) == "issue":
        description = describe_issue(site().engine, place.iri)
    else:
        description = describe(site().engine, place.iri, place.document, place.whole)
        shared.description = description
    if not description.nodes:
        near = ", ".join(nearest(site().engine, place.path))
        message = f"there is nothing at {place.iri}"
        raise NotFound(f"{message}; the nearest are: {near}" if near else message)
    return description


def _document(description: Description, place: Place, chosen: Format, status: int) -> Response:
    """Serialise a description as a response, with its headers.

    Source: RFC 9110, section 8.7 (Content-Location); JSON-LD 1.1, section C (profiles).
    """
    is_json_ld = chosen.media_type == JSON_LD
    form = form_of(request.headers.get("Accept", "")) if is_json_ld else ""
    if chosen.name == "html":
        made = _page(description, place, status).encode()
        body: str | bytes = site().bodies.keep(body_key(HTML), made) if status == 200 else made
    elif chosen.name in {offer.name for offer in CITATIONS}:
        body = cited(_citation(description), chosen.name)
    else:
        body = write(description, chosen, form or FORMS[0], _addresses())
    return _response(body, place, chosen, form, status)


def _response(
    body: str | bytes, place: Place, chosen: Format, form: str = "", status: int = 200
) -> Response:
    response = Response(body, status)
    profile = f'; profile="{PROFILES}{form}"' if form else ""
    response.headers["Content-Type"] = content_type(chosen.media_type) + profile
    response.headers["Content-Location"] = _uri(f"/{place.path}.{chosen.name}{at_version()}")
    response.headers["Link"] = ", ".join(_links(place, chosen))
    response.headers["Cache-Control"] = REVALIDATED
    return response


def data_documents(description: Description) -> Iterator[tuple[str, bytes]]:
    """Yield each format of a resource but the page, by its suffix, from one description.

    The bytes are those that a request for the suffix gets.
    """
    addresses, citation = _addresses(), _citation(description)
    names = (offer.name for offer in GRAPH_FORMATS)
    yield from zip(names, write_each(description, GRAPH_FORMATS, addresses), strict=True)
    for offer in CITATIONS:
        yield offer.name, cited(citation, offer.name)


def _citation(description: Description) -> Citation:
    is_taken = is_taken_from_us(description.iri)
    return cite(page(description), site().release, is_taken_from_us=is_taken)


def _page(description: Description, place: Place, status: int) -> str:
    if place.whole:
        return render_template("ontology.html", iri=place.iri, formats=GRAPH_FORMATS, **chapters())
    description = merged(site().engine, description)
    this = page(description)
    given = {"this": this, "path": f"/{place.path}", "formats": GRAPH_FORMATS}
    if status == 410:
        return render_template("gone.html", offers=nearest_pages(f"/{place.path}"), **given)
    more = template_context(description, this)
    names = templates(place.iri, is_thin=bool(more.get("is_thin")))
    return render_template(names, **given, **more)


def _links(place: Place, chosen: Format) -> Iterator[str]:
    """Yield the Link header: the resource, this document and its other formats.

    Source: RFC 8288, section 3; RFC 6892 (describes); RFC 6596 (canonical).
    """
    iri, here = _uri(_addresses().shown(place.iri)), _uri(f"/{place.path}")
    yield f'<{iri}>; rel="describes"'
    at = at_version()
    yield f'<{here}.{chosen.name}{at}>; rel="describedby"; anchor="{iri}"'
    yield f'<{iri}>; rel="canonical"'
    for offer in OFFERS:
        if offer.name != chosen.name:
            yield f'<{here}.{offer.name}{at}>; rel="alternate"; type="{offer.media_type}"'


def _uri(iri: str) -> str:
    """Return an IRI as the URI that headers hold.

    Source: RFC 3987, section 3.1.
    """
    return quote(iri, safe=IN_URIS)
