"""The SPARQL endpoint."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, render_template, request

from graph import GRAPH_FORMATS, RESULT_FORMATS, Answer, Dataset, words
from ontology import BadQuery, QueryRefused, questions
from server.negotiation import choose, prefers_html
from server.site import site

__all__ = ["answer", "blueprint", "send"]

blueprint = Blueprint("sparql", __name__)

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
MAX_BODY = 1_000_000
CHUNK = 1 << 16


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response | str:
    """Answer a query, or show the form to people who send none.

    Source: SPARQL 1.1 Protocol, section 2.1.
    """
    if request.method == "GET" and not request.args and _is_person():
        return render_template("sparql.html", questions=questions())
    text, dataset = _asked()
    return answer(text, dataset)


def answer(text: str, dataset: Dataset, wanted: str = "") -> Response:
    """Evaluate a query and send its result in the format that the client wants."""
    is_graph = bool(words(text) & {"CONSTRUCT", "DESCRIBE"})
    offers = GRAPH_FORMATS if is_graph else RESULT_FORMATS
    wanted = wanted or request.values.get("format", "")
    chosen = choose(request.headers.get("Accept", ""), offers, wanted)
    return send(site().store.query(text, chosen, dataset))


def send(found: Answer) -> Response:
    """Send a result from its file, with its length."""
    length = found.body.seek(0, 2)
    found.body.seek(0)
    response = Response(_chunks(found))
    response.call_on_close(found.body.close)
    response.content_length = length
    response.headers["Content-Type"] = _with_charset(found.format.media_type)
    return response


def _chunks(found: Answer) -> Iterator[bytes]:
    with found.body as body:
        while chunk := body.read(CHUNK):
            yield chunk


def _with_charset(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _is_person() -> bool:
    return prefers_html(request.headers.get("Accept", ""))


def _asked() -> tuple[str, Dataset]:
    """Return the one query of a request and the dataset that its parameters name."""
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
    return texts[0], Dataset(default, named)


def _body() -> str:
    try:
        return request.get_data().decode("utf-8")
    except UnicodeDecodeError:
        raise BadQuery("the query is not UTF-8") from None
