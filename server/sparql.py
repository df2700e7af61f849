"""The SPARQL endpoint."""

from itertools import chain

from flask import Blueprint, Response, abort, render_template, request

from graph import Answer, Dataset, Query
from ontology import BadQuery, QueryRefused, questions
from server.negotiation import choose, prefers_html
from server.site import site

__all__ = ["answer", "blueprint", "send"]

blueprint = Blueprint("sparql", __name__)

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MAX_BODY = 1_000_000


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response | str:
    """Answer a query, or show the form to people who send none.

    Source: SPARQL 1.1 Protocol, section 2.1.
    """
    if request.method == "GET" and not request.args and _is_person():
        return render_template("sparql.html", questions=questions())
    return answer(_asked())


def answer(query: Query, wanted: str = "") -> Response:
    """Evaluate a query and send its result in the format that the client wants."""
    wanted = wanted or request.values.get("format", "")
    chosen = choose(request.headers.get("Accept", ""), query.formats, wanted)
    return send(site().engine.evaluate(query, chosen))


def send(found: Answer) -> Response:
    """Send a result: with its length where it fits into one chunk, else as it comes."""
    first, second = next(found.chunks, b""), next(found.chunks, b"")
    response = Response(chain((first, second), found.chunks) if second else first)
    response.call_on_close(found.chunks.close)
    response.headers["Content-Type"] = _with_charset(found.format.media_type)
    return response


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _is_person() -> bool:
    return prefers_html(request.headers.get("Accept", ""))


def _asked() -> Query:
    """Return the one query of a request, asked of the dataset that its parameters name."""
    request.max_content_length = MAX_BODY
    kind = request.mimetype
    if request.method == "POST" and kind not in (FORM, QUERY, UPDATE):
        abort(415, f"send a query as {FORM} or as {QUERY}")
    if kind == UPDATE or "update" in request.values:
        raise QueryRefused("this endpoint is for reading: it takes no updates")
    texts = [_body()] if kind == QUERY else request.values.getlist("query")
    if len(texts) != 1:
        raise BadQuery(f"send exactly one query; {len(texts)} came")
    default = tuple(request.values.getlist("default-graph-uri"))
    named = tuple(request.values.getlist("named-graph-uri"))
    return Query(texts[0], Dataset(default, named))


def _body() -> str:
    try:
        return request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise BadQuery("the query is not UTF-8") from None
