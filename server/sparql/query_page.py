"""SPARQL query page: an editor in HTML, at the address of the endpoint.

Without JavaScript it is a plain form with the answer in a table below it (`format=html`).
"""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import Response, make_response, render_template

from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import PREFIXES, BadQuery, JusticeGraphError, QueryRefused, questions
from server.sparql.client_code import snippets
from server.sparql.execution import executable, told_by
from server.sparql.protocol import FORMAT_NAMES, Message, asked, by_name, format_names
from server.sparql.result_table import shown
from server.web.negotiation import prefers_html
from server.web.problems import problem
from server.web.site import Site, query_text, site
from server.web.versions import VERSION

__all__ = ["HTML", "is_for_people", "query_page"]

HTML: Final = "html"
"""The value of `format=` for the page with the answer in it."""
FIRST: Final = "areas-by-year"
"""The example in the editor at the start."""
MOMENT: Final = 0.1
"""Seconds in which any query is parsed."""
OTHERS: Final = ("http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/terms/source")
"""Properties of other vocabularies that most queries need."""


def is_for_people(message: Message) -> bool:
    """Whether a request prefers the HTML page to the formats that a result of its query has.

    >>> is_for_people(Message("GET", "query=ASK%7B%7D", "text/html,*/*;q=0.8"))
    True
    >>> is_for_people(Message("GET", "query=ASK%7B%7D&format=json", "text/html,*/*;q=0.8"))
    False
    >>> is_for_people(Message("GET", "query=ASK%7B%7D", "application/json, text/html;q=0.9"))
    False
    """
    if message.method == "POST":
        return False
    fields = parameters(message)
    names = [name for name in format_names(fields) if name]
    if names:
        return names[0].lower() == HTML
    return prefers_html(message.accept, _offers(fields))


def _offers(fields: Mapping[str, tuple[str, ...]]) -> tuple[Format, ...]:
    """Return the formats of a query's result; without a query, those of the description."""
    if "query" not in fields:
        return GRAPH_FORMATS
    try:
        return Query(fields["query"][0]).formats
    except JusticeGraphError:
        return RESULT_FORMATS


def parameters(message: Message) -> Mapping[str, tuple[str, ...]]:
    """Return the parameters of an address by name; what cannot be decoded is replaced."""
    return by_name(parse_qsl(message.target, keep_blank_values=True, errors="replace"))


def query_page(message: Message, address: str) -> Response:
    """Return the page with a query in it, and its answer if `format=html`.

    An error is shown above the answer, with the status that programs get.
    """
    found, examples = site(), questions()
    fields = parameters(message)
    is_run = HTML in map(str.lower, format_names(fields))
    pairs = [(name, value) for name, values in fields.items() for value in values]
    pairs = [pair for pair in pairs if pair[0] not in FORMAT_NAMES]
    first = next(one.asked({}, found.base) for one in examples if one.slug == FIRST)
    text = dict(pairs).get("query", first)
    told = _told(found, Message("GET", urlencode(pairs)), is_run) if pairs else {}
    page = render_template(
        "sparql.html",
        text=text,
        is_given="query" in dict(pairs),
        examples=[(one, urlencode({"query": one.asked({}, found.base)})) for one in examples],
        link=urlencode({"query": text, **_version(fields)}),
        limits=found.settings,
        vocabulary=vocabulary(found),
        **_snippets(text, address or f"{found.base}sparql"),
        **told,
    )
    response = make_response(page, told["problem"].status if "problem" in told else 200)
    if "problem" in told or not told.get("is_stable", True):
        response.cache_control.no_store = True
    return response


def _version(fields: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the parameter that names a release, where the address has one."""
    return {VERSION: fields[VERSION][-1]} if any(fields.get(VERSION, ())) else {}


def _told(found: Site, message: Message, is_run: bool) -> dict[str, Any]:
    """Return the answer or the error of a query, as variables of the template.

    A query that the page does not run, but its editor, is only parsed: the engine reads it whole
    before it begins, so a moment is enough.
    """
    try:
        wanted = asked(message)
        with told_by(wanted.query):
            query = executable(wanted.query, found)
            if not is_run:
                _parse(found, query)
                return {}
            answer = shown(found.engine, query, wanted.seconds)
    except JusticeGraphError as error:
        if isinstance(error, (BadQuery, QueryRefused)) or is_run:
            return {"problem": problem(error)}
        return {}
    return {"answer": answer, "is_stable": wanted.query.is_stable}


def _parse(found: Site, query: Query) -> None:
    """Have the engine parse a query; raises `BadQuery` where it is malformed."""
    chunks = found.engine.evaluate(query, query.formats[0], MOMENT).chunks
    next(chunks, b"")
    chunks.close()


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
