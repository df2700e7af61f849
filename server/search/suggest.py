"""Suggestions while typing: the first records of a search, without counts, as JSON."""

import json
from typing import Final

from flask import Blueprint, Response, request

from server.search.filters import check_names
from server.web.formats import JSON, respond
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("suggest", __name__)

SHOWN: Final = 8
LONGEST: Final = 200
"""Characters that are searched for; more is a text, for which there is /similar."""


@blueprint.get("/suggest")
def suggest() -> Response:
    """Send the records that words, or the beginning of one, find first."""
    check_names(request.args, ("q",))
    words = " ".join(request.args.get("q", "")[:LONGEST].strip("\x00").split())
    found = site().search.first(words, SHOWN) if words else ()
    hits = [
        {"id": hit.iri, "title": hit.title, "kind": hit.kind, "page": site().address(hit.iri)}
        for hit in found
    ]
    return respond(json.dumps(hits, ensure_ascii=False) + "\n", JSON)
