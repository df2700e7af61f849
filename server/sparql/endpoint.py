"""SPARQL 1.1 Protocol endpoint in Flask; `server/asgi/front.py` answers most queries before it."""

from itertools import chain

from flask import Blueprint, Response, request

from graph.engine.base import Answer
from graph.metadata.sparql_service import service_description
from graph.rdf.formats import GRAPH_FORMATS
from server.sparql.execution import executable, told_by
from server.sparql.protocol import (
    FORMAT_NAMES,
    MAX_BODY,
    Asked,
    Message,
    asked,
    format_names,
)
from server.sparql.query_page import is_for_people, query_page
from server.web.addresses import known_address
from server.web.formats import content_type, respond
from server.web.negotiation import choose_named
from server.web.site import site
from server.web.versions import VERSION, choose_release

__all__ = ["answer", "blueprint", "send"]

blueprint = Blueprint("sparql", __name__)

LIMITS = (
    "A query may take {0.seconds:g} seconds (fewer with timeout=), {0.megabytes} megabytes of "
    "memory, and give {0.result_megabytes} megabytes of result, after which it is cut. Updates and "
    "SERVICE are refused."
)


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query; browsers get the query page, a request without query the description.

    Source: SPARQL 1.1 Protocol, section 2.1; SPARQL 1.1 Service Description, section 2.
    """
    message = _message()
    if is_for_people(message):
        return query_page(message, _address())
    if message.method == "POST" or {*request.args} - {*FORMAT_NAMES, VERSION}:
        return answer(asked(message))
    return _description(message)


def _description(message: Message) -> Response:
    """Return the service description; its address never comes from a header of the request."""
    names = format_names({name: tuple(values) for name, values in request.args.lists()})
    found, chosen = site(), choose_named(message.accept, GRAPH_FORMATS, names)
    settings = found.settings
    limits = LIMITS.format(settings)
    body = service_description(found.release, chosen, _address(), limits, found.base)
    return respond(body, chosen)


def _address() -> str:
    """Return the endpoint's address where it is known, else nothing."""
    return f"{known}sparql" if (known := known_address()) else ""


def _message() -> Message:
    request.max_content_length = MAX_BODY
    return Message(
        request.method,
        request.query_string.decode("latin-1"),
        request.headers.get("Accept", ""),
        request.content_type or "",
        request.get_data(),
        request.headers.get("Content-Encoding", ""),
    )


def answer(wished: Asked) -> Response:
    """Evaluate a query and send its result in the negotiated format."""
    choose_release(wished.version)
    with told_by(wished.query):
        query = executable(wished.query, site())
        found = site().engine.evaluate(query, wished.format, wished.seconds)
    if wished.refusal:
        next(found.chunks, b"")  # a generator that has not begun frees nothing when closed
        found.chunks.close()
        raise wished.refusal
    response = send(found)
    if not wished.query.is_stable:
        response.cache_control.no_store = True
    return response


def send(found: Answer) -> Response:
    """Send a result: with Content-Length if it fits into one chunk, else as a stream."""
    first, second = next(found.chunks, b""), next(found.chunks, b"")
    response = Response(chain((first, second), found.chunks) if second else first)
    response.call_on_close(found.chunks.close)
    response.headers["Content-Type"] = content_type(found.format.media_type)
    return response
