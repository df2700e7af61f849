"""SPARQL query page: an editor in HTML, at the address of the endpoint.

Without JavaScript it is a plain form with the answer in a table below it (`format=html`).
"""

from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Response, make_response, render_template

from graph.engine.query import Query
from ontology import PREFIXES, JusticeGraphError, questions
from server.sparql.client_code import snippets
from server.sparql.protocol import Message, asked
from server.sparql.result_table import shown
from server.web.negotiation import prefers_html
from server.web.problems import problem
from server.web.site import Site, query_text, site

__all__ = ["HTML", "is_for_people", "query_page"]

HTML: Final = "html"
"""The value of `format=` for the page with the answer in it."""
FIRST: Final = "areas-by-year"
"""The example in the editor at the start."""
OTHERS: Final = ("http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/terms/source")
"""Properties of other vocabularies that most queries need."""


def is_for_people(message: Message, wanted: str) -> bool:
    """Whether a request prefers the HTML page to a result format of the protocol.

    >>> is_for_people(Message("GET", "query=ASK%7B%7D", "text/html,*/*;q=0.8"), "")
    True
    >>> is_for_people(Message("GET", "query=ASK%7B%7D", "text/html,*/*;q=0.8"), "json")
    False
    """
    if message.method == "POST":
        return False
    return wanted == HTML or (not wanted and prefers_html(message.accept))


def query_page(message: Message, wanted: str, address: str) -> Response:
    """Return the page with a query in it, and its answer if `format=html`.

    An error is shown above the answer, with the status that programs get.
    """
    found, examples = site(), questions()
    pairs = [
        pair for pair in parse_qsl(message.target, keep_blank_values=True) if pair[0] != "format"
    ]
    first = next(one.asked({}, found.base) for one in examples if one.slug == FIRST)
    text = dict(pairs).get("query", first)
    told = _told(found, Message("GET", urlencode(pairs)), wanted == HTML and bool(pairs))
    page = render_template(
        "sparql.html",
        text=text,
        is_given="query" in dict(pairs),
        examples=[(one, urlencode({"query": one.asked({}, found.base)})) for one in examples],
        link=urlencode({"query": text}),
        limits=found.settings,
        vocabulary=vocabulary(found),
        **_snippets(text, address or f"{found.base}sparql"),
        **told,
    )
    response = make_response(page, told["problem"].status if "problem" in told else 200)
    if "problem" in told or not told.get("is_stable", True):
        response.cache_control.no_store = True
    return response


def _told(found: Site, message: Message, is_run: bool) -> dict[str, Any]:
    """Return the answer or the error of a query, as variables of the template."""
    if not is_run:
        return {}
    try:
        wish = asked(message)
        answer = shown(found.engine, wish.query, wish.seconds)
    except JusticeGraphError as error:
        return {"problem": problem(error)}
    return {"answer": answer, "is_stable": wish.query.is_stable}


def _snippets(text: str, address: str) -> dict[str, Any]:
    """Return client code and result formats of a query; none for one that is refused."""
    try:
        query = Query(text)
    except JusticeGraphError:
        return {"snippets": (), "formats": ()}
    formats = tuple(one.name for one in query.formats)
    return {"snippets": snippets(query, address), "formats": formats}


def vocabulary(found: Site) -> dict[str, Any]:
    """Return the terms for auto-completion: prefixes, classes and properties of the vocabulary."""
    return {"prefixes": PREFIXES, "base": found.base} | _terms(found)


def _terms(found: Site) -> dict[str, list[str]]:
    rows = _rows(found.version)
    return {
        "classes": [term for term, kind in rows if kind == "class"],
        "properties": [*OTHERS, *(term for term, kind in rows if kind == "property")],
    }


@lru_cache(maxsize=2)
def _rows(version: str) -> tuple[tuple[str, str], ...]:  # noqa: ARG001 - what the answer depends on
    rows = site().engine.rows(query_text("terms"))
    return tuple((row["term"].text, row["kind"].text) for row in rows)
