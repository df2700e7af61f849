"""SPARQL 1.1 Protocol request parser, in pure functions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.http import parse_options_header

from graph.engine.query import Dataset, Query
from graph.rdf.formats import Format
from ontology import BadQuery, QueryRefused
from server.web.negotiation import choose

__all__ = ["MAX_BODY", "Asked", "Message", "asked"]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MAX_BODY: Final = 1 << 20
MAX_FIELDS: Final = 1_000
UPDATES: Final = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)

Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Message:
    """The parts of an HTTP request that the protocol uses."""

    method: str
    target: str
    """The query string, percent-encoded as sent."""
    accept: str = ""
    content_type: str = ""
    body: bytes = b""


@dataclass(frozen=True)
class Asked:
    """A parsed request: a query, the result format and a time limit in seconds, if one is given."""

    query: Query
    format: Format
    seconds: float | None = None


def asked(message: Message) -> Asked:
    """Read a request of GET, HEAD or POST.

    Raises `BadQuery` for anything but exactly one query in UTF-8, `QueryRefused` for an update,
    `NotAcceptable` for a format that is not there, and werkzeug's errors of HTTP for a body of
    another type or beyond the limit.
    Source: SPARQL 1.1 Protocol, sections 2.1 and 2.2.

    >>> asked(Message("GET", "query=ASK%7B%7D&format=xml&timeout=2")).seconds
    2.0
    """
    fields = _fields(message)
    if "update" in fields:
        raise QueryRefused(READING)
    texts = fields.get("query", ())
    if len(texts) != 1:
        raise BadQuery(f"send exactly one query; {len(texts)} came")
    dataset = Dataset(fields.get("default-graph-uri", ()), fields.get("named-graph-uri", ()))
    query = Query(texts[0], dataset)
    if not query.form and UPDATES.intersection(query.words):
        raise QueryRefused(READING)
    wanted = fields.get("format", ("",))[-1]
    return Asked(query, choose(message.accept, query.formats, wanted), _seconds(fields))


READING: Final = "this endpoint is for reading: it takes no updates"


def _fields(message: Message) -> Fields:
    """Return the parameters of query string and form by name; a bare body is `query`."""
    pairs = _pairs(message.target.encode("latin-1"))
    if message.method == "POST":
        pairs += _body(message)
    names = dict.fromkeys(name for name, _ in pairs)
    return {name: tuple(value for key, value in pairs if key == name) for name in names}


def _body(message: Message) -> list[tuple[str, str]]:
    if len(message.body) > MAX_BODY:
        raise RequestEntityTooLarge(f"a request holds {MAX_BODY:,} bytes at most")
    kind, options = parse_options_header(message.content_type)
    kind = kind.lower()
    if kind == UPDATE:
        raise QueryRefused(READING)
    if kind not in (FORM, QUERY) or options.get("charset", "utf-8").lower() != "utf-8":
        raise UnsupportedMediaType(f"send a query as {FORM} or as {QUERY}, in UTF-8")
    return _pairs(message.body) if kind == FORM else [("query", _text(message.body))]


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("utf-8")
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MAX_FIELDS)
    except UnicodeDecodeError:
        raise BadQuery("the query is not UTF-8") from None
    except ValueError:
        raise BadQuery(f"a request has {MAX_FIELDS:,} parameters at most") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise BadQuery("the query is not UTF-8") from None


def _seconds(fields: Fields) -> float | None:
    """Return the time limit of the request; the endpoint's own limit still applies."""
    text = fields.get("timeout", ("",))[-1]
    if not text:
        return None
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise BadQuery(f"timeout={text[:40]}: give a number of seconds above 0")
    return seconds
