"""SPARQL 1.1 Protocol request parser, in pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType
from werkzeug.http import parse_options_header

from graph.engine.base import ADDRESS
from graph.engine.query import Dataset, Query
from graph.rdf.formats import Format
from ontology import BadQuery, NotAcceptable, QueryRefused
from server.sparql.percent import percent_decoded
from server.sparql.unpacking import unpack
from server.web.negotiation import choose_named
from server.web.versions import VERSION

__all__ = [
    "FORMAT_NAMES",
    "MAX_BODY",
    "Asked",
    "Message",
    "asked",
    "by_name",
    "format_names",
]

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
MAX_BODY: Final = 1 << 20
MAX_FIELDS: Final = 1_000
UPDATES: Final = frozenset(
    {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
)
FORMAT_NAMES: Final = ("format", "output", "results")
"""Parameters that name a format; no standard has one, and clients send all three."""
GRAPHS: Final = ("default-graph-uri", "named-graph-uri")
PARAMETERS: Final = ("query", *GRAPHS, *FORMAT_NAMES, "timeout", VERSION)
BOM: Final = "\ufeff"
UTF_8_BOM: Final = BOM.encode()

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
    content_encoding: str = ""

    @property
    def size(self) -> int:
        """Return the bytes in which a query may be."""
        return len(self.target) + len(self.body)


@dataclass(frozen=True)
class Asked:
    """A parsed request: a query, the result format and a time limit in seconds, if one is given.

    `refusal` is set where no format is acceptable: whether the query is SPARQL at all is known only
    to the engine, and a malformed query is 400 whatever the client accepts. `version` names the
    release to ask; it is empty for the current one.
    """

    query: Query
    format: Format
    seconds: float | None = None
    refusal: NotAcceptable | None = None
    version: str = ""


def asked(message: Message) -> Asked:
    """Parse a request of GET, HEAD or POST.

    Raises `BadQuery` for anything but exactly one query in UTF-8 and for an unknown parameter or a
    bad value, `QueryRefused` for an update, and werkzeug's errors of HTTP for a body of
    another type or coding or beyond the limit.
    Source: SPARQL 1.1 Protocol, sections 2.1 and 2.2.

    >>> asked(Message("GET", "query=ASK%7B%7D&format=xml&timeout=2")).seconds
    2.0
    """
    fields = _fields(message)
    if "update" in fields:
        raise QueryRefused(READING)
    _check_names(fields)
    texts = fields.get("query", ())
    if len(texts) != 1:
        raise BadQuery(f"send exactly one query; {len(texts)} came")
    query = Query(texts[0].removeprefix(BOM), Dataset(*(_graphs(fields, name) for name in GRAPHS)))
    if not query.form and UPDATES.intersection(query.words):
        raise QueryRefused(READING)
    seconds, version = _seconds(fields), fields.get(VERSION, ("",))[-1]
    try:
        chosen = choose_named(message.accept, query.formats, format_names(fields))
    except NotAcceptable as refusal:
        return Asked(query, query.formats[0], seconds, refusal, version)
    return Asked(query, chosen, seconds, None, version)


def format_names(fields: Fields) -> tuple[str, ...]:
    """Return the formats that the parameters name, the last of each parameter first.

    >>> format_names({"format": ("json-ld", "application/ld+json"), "output": ("json",)})
    ('application/ld+json', 'json-ld', 'json')
    """
    return tuple(value for name in FORMAT_NAMES for value in reversed(fields.get(name, ())))


def _check_names(fields: Fields) -> None:
    """Refuse parameters that the endpoint does not know, with the most similar name."""
    for name in fields:
        if name not in PARAMETERS:
            nearest, *_ = process.extractOne(
                name[:LONGEST].lower(), PARAMETERS, scorer=JaroWinkler.similarity
            )
            raise BadQuery(
                f"unknown parameter {name[:LONGEST]!r}: the nearest is {nearest!r}; "
                f"there are: {', '.join(PARAMETERS)}"
            )


LONGEST: Final = 40
"""Characters of a parameter that a message repeats."""


def _graphs(fields: Fields, name: str) -> tuple[str, ...]:
    """Return the graphs that a parameter names; an empty value counts as absent.

    Raises `BadQuery` for what is no absolute IRI.
    """
    graphs = tuple(value for value in fields.get(name, ()) if value)
    for graph in graphs:
        if not ADDRESS.fullmatch(graph):
            raise BadQuery(f"{name}={graph[:LONGEST]}: give an absolute IRI")
    return graphs


READING: Final = "this endpoint is for reading: it takes no updates"


def _fields(message: Message) -> Fields:
    """Return the parameters of query string and form by name; a bare body is `query`."""
    pairs = _pairs(message.target.encode("latin-1"))
    if message.method == "POST":
        pairs += _body(message)
    return by_name(pairs)


def by_name(pairs: Iterable[tuple[str, str]]) -> Fields:
    """Return fields by name, with all values of each.

    Complexity: linear in the fields.

    >>> by_name([("a", "1"), ("b", "2"), ("a", "3")])
    {'a': ('1', '3'), 'b': ('2',)}
    """
    fields: dict[str, list[str]] = {}
    for name, value in pairs:
        fields.setdefault(name, []).append(value)
    return {name: tuple(values) for name, values in fields.items()}


def _body(message: Message) -> list[tuple[str, str]]:
    if len(message.body) > MAX_BODY:
        raise RequestEntityTooLarge(f"a request holds {MAX_BODY:,} bytes at most")
    body = unpack(message.body, message.content_encoding, MAX_BODY)
    kind, options = parse_options_header(message.content_type)
    kind = kind.lower()
    if kind == UPDATE:
        raise QueryRefused(READING)
    if kind not in (FORM, QUERY) or options.get("charset", "utf-8").lower() != "utf-8":
        raise UnsupportedMediaType(f"send a query as {FORM} or as {QUERY}, in UTF-8")
    return _pairs(body) if kind == FORM else [("query", _text(body))]


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    """Return the fields of a form, those with empty values too.

    Source: URL Standard, section 5.1 (application/x-www-form-urlencoded parsing).
    """
    pieces = encoded.removeprefix(UTF_8_BOM).split(b"&", MAX_FIELDS)
    if len(pieces) > MAX_FIELDS:
        raise BadQuery(f"a request has {MAX_FIELDS:,} parameters at most")
    parts = [piece.partition(b"=") for piece in pieces if piece]
    try:
        return [(percent_decoded(name), percent_decoded(value)) for name, _, value in parts]
    except UnicodeDecodeError:
        raise BadQuery("the query is not UTF-8") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8-sig")
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
