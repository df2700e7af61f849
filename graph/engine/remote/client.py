"""SPARQL 1.1 Protocol client: a remote endpoint as engine."""

import json
import time
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import cached_property
from importlib.resources import files
from typing import Final
from urllib.parse import quote, urlencode

import urllib3

from graph.engine.base import Answer, Engine, Row
from graph.engine.lookup.by_query import ByQuery
from graph.engine.lookup.kinds import LOOKUPS
from graph.engine.lookup.result import Found
from graph.engine.query import Dataset, Query
from graph.engine.remote.conversion import converted
from graph.engine.remote.errors import refusal
from graph.engine.remote.http import (
    NO_LOGIN,
    Caller,
    Login,
    checked,
    message,
    out_of_time,
    releasing,
    translate_errors,
)
from graph.engine.remote.prologue import named_dataset, prologue
from graph.engine.remote.wholeness import Wholeness, marks_its_end
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format
from ontology import BASE, BadQuery, Ended, JusticeGraphError, QueryRefused, Unavailable

__all__ = ["Remote", "query_text"]

FORM: Final = "application/x-www-form-urlencoded"
MAX_BYTES: Final = 1 << 30
MOST_HELD: Final = 128_000_000
"""The most bytes of an answer to a query of our own."""
CONNECTIONS: Final = 32
CHUNK: Final = 1 << 16
TURTLE, N_TRIPLES = GRAPH_FORMATS[:2]
SPARE: Final = (*RESULT_FORMATS[:2], N_TRIPLES, TURTLE)
"""Formats that others are converted from, where an engine lacks them."""
NOWHERE: Final = Dataset(default=("urn:justicegraph:nowhere",))
BELOW: Final = ("/query", "/sparql")


def query_text(name: str) -> str:
    """Return one of this layer's own queries by its name."""
    return (files("graph.engine.remote") / "queries" / f"{name}.rq").read_text(encoding="utf-8")


class Remote(Engine):
    """SPARQL engine at a URL; threads may share it.

    Its default graph is to be the union of all its graphs, as that of our own store is. `seconds`
    bounds what the engine takes, however long the client does; `max_bytes` bounds a result.
    Close it, or use it in a `with`.
    Source: SPARQL 1.1 Protocol, section 2.1.
    """

    def __init__(
        self,
        address: str,
        seconds: float = 10.0,
        max_bytes: int = MAX_BYTES,
        base: str = BASE,
        login: Login = NO_LOGIN,
        connections: int = CONNECTIONS,
    ) -> None:
        self.address = checked(address)
        self.seconds, self.max_bytes, self.base = seconds, max_bytes, base
        self._caller = Caller(connections, login)

    @classmethod
    def find(cls, address: str, seconds: float = 10.0, login: Login = NO_LOGIN) -> "Remote":
        """Discover the endpoint at an address, or below it at `query` or `sparql`.

        Raises `Unavailable`, with the address, where none does.
        """
        root, errors = checked(address), []
        for place in (root, *(root.rstrip("/") + below for below in BELOW)):
            remote = cls(place, seconds, login=login)
            try:
                remote.rows(query_text("any"))
            except JusticeGraphError as error:
                remote.close()
                errors.append(error)
            else:
                return remote
        raise Unavailable(f"{address}: no SPARQL endpoint answers: {errors[0]}") from errors[0]

    def __enter__(self) -> "Remote":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._caller.close()

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        """Let the engine evaluate a query, and stream its result.

        Closing the answer closes the connection, so that the engine can stop. Graphs that a query
        names are named in the request as well, since Oxigraph's server does not heed `FROM` where
        it asks the union of all graphs by default. Raises `BadQuery` with the engine's words,
        `QueryRefused` for a dataset where the engine heeds none, `Busy`, `OutOfTime`, `Ended` where
        it gives up or the result is too large, and `Unavailable`.
        Source: SPARQL 1.1 Protocol, sections 2.1.2 and 2.1.5.
        """
        if not query.form:
            raise BadQuery("this is no query: it has no SELECT, ASK, CONSTRUCT or DESCRIBE", 1, 1)
        if (format_ in GRAPH_FORMATS) != query.is_of_graph:
            raise BadQuery(f"this kind of query has no result in {format_.media_type}")
        if query.names_its_dataset and not query.dataset.is_given:
            query = Query(query.text, named_dataset(query.text, self.base), query.words)
        if query.dataset.is_given and not self.heeds_datasets:
            raise QueryRefused("this endpoint cannot be asked of single graphs: use GRAPH instead")
        return self._evaluated(query, format_, min(seconds or self.seconds, self.seconds))

    def query(self, text: str, format_: Format, **bound: str) -> Answer:
        """Evaluate one of our own queries, which an engine that refuses it cannot evaluate."""
        try:
            answer = super().query(text, format_, **bound)
        except BadQuery as error:
            raise Unavailable(f"a query of this server is not answered: {error}") from None
        return Answer(answer.format, _begun(_bounded(answer.chunks)))

    def rows(self, text: str, **bound: str) -> list[Row]:
        """Return the rows of one of our own SELECT queries; `Unavailable` for other answers."""
        with _well_formed():
            found = super().rows(text, **bound)
            for row in found:
                for value in row.values():
                    value.text.encode()  # a half of a surrogate pair can be written nowhere
            return found

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        """Look nodes up by a few bounded queries; `Unavailable` for answers of another form."""
        with _well_formed():
            return LOOKUPS[what](ByQuery(self), nodes)

    @cached_property
    def heeds_datasets(self) -> bool:
        """Whether the engine asks the graphs that a request names, and not all it has."""
        asked = Query(query_text("any"), NOWHERE)
        with _well_formed():
            found = json.loads(self._evaluated(asked, RESULT_FORMATS[0], self.seconds).read())
            return not found["results"]["bindings"]

    def _evaluated(self, query: Query, format_: Format, seconds: float) -> Answer:
        opening = prologue(query.text, self.base)
        wanted = N_TRIPLES if format_.name == "nq" else format_  # the same, without graph names
        response = self._caller.send(
            "POST",
            self.address,
            seconds,
            {"Content-Type": FORM, "Accept": _accept(wanted)},
            _form(opening + query.text, query.dataset),
        )
        try:
            given = _given(response, wanted, seconds, len(opening))
        except JusticeGraphError:
            with releasing(response):
                raise
        chunks = _begun(self._chunks(response, given, seconds))
        if given == wanted:
            return Answer(format_, chunks)
        with closing(chunks):
            return Answer(format_, _begun(converted(chunks, given, format_)))

    def _chunks(
        self, response: urllib3.BaseHTTPResponse, given: Format, seconds: float
    ) -> Generator[bytes, None, None]:
        """Yield an empty chunk, then the body, within the limits of time and size."""
        size, spent, followed = 0, 0.0, Wholeness(given.name)
        with releasing(response):
            yield b""
            for chunk, took in _timed(response, seconds):
                size, spent = size + len(chunk), spent + took
                followed.take(chunk)
                if spent > seconds:
                    raise out_of_time(seconds)
                if size > self.max_bytes:
                    raise Ended(
                        f"the result is larger than {self.max_bytes:,} bytes: ask for less with "
                        "LIMIT, or take a download of the whole graph"
                    )
                yield chunk
        if not followed.is_whole:
            raise Ended("the engine cut its result short, as at a limit of its own: ask for less")


def _bounded(chunks: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """Yield an empty chunk, then what answers a query of ours, which is held in memory."""
    size = 0
    with closing(chunks):
        yield b""
        for chunk in chunks:
            size += len(chunk)
            if size > MOST_HELD:
                raise Unavailable(f"the engine's answer is larger than {MOST_HELD:,} bytes")
            yield chunk


@contextmanager
def _well_formed() -> Iterator[None]:
    """Translate what parsing raises for an answer that is no SPARQL result."""
    try:
        yield
    except (ValueError, SyntaxError, LookupError, TypeError, AttributeError, RecursionError):
        raise Unavailable("the engine's answer is no SPARQL result: is it damaged?") from None


def _begun(chunks: Generator[bytes, None, None]) -> Generator[bytes, None, None]:
    """Start a generator: only one that has started runs its `finally` when it is closed."""
    next(chunks)
    return chunks


def _timed(response: urllib3.BaseHTTPResponse, seconds: float) -> Iterator[tuple[bytes, float]]:
    """Yield each chunk of a body, and how long it took to be had, many small ones to be joined."""
    while True:
        began = time.monotonic()
        with translate_errors(seconds):
            chunk = response.read1(CHUNK)
        if not chunk:
            return
        yield chunk, time.monotonic() - began


def _form(text: str, dataset: Dataset) -> bytes:
    """Write a request as a form, which every engine takes, of any length.

    Source: SPARQL 1.1 Protocol, section 2.1.2; a space is %20, which all read alike.
    """
    fields = [
        ("query", text),
        *(("default-graph-uri", name) for name in dataset.default),
        *(("named-graph-uri", name) for name in dataset.named),
    ]
    return urlencode(fields, quote_via=quote).encode()


def _accept(format_: Format) -> str:
    """Return the Accept header: a format, and with lower weight those it can be converted from.

    Alternative media types are left out: application/json means another format to each engine.

    >>> from graph.rdf.formats import RESULT_FORMATS
    >>> _accept(RESULT_FORMATS[2])
    'text/csv, application/sparql-results+json;q=0.5, application/sparql-results+xml;q=0.4'
    """
    spare = [f"{one.media_type};q={q}" for one, q in zip(_spare(format_), (0.5, 0.4), strict=False)]
    return ", ".join([format_.media_type, *spare])


def _spare(format_: Format) -> list[Format]:
    """Return the formats that another can be converted from."""
    formats = GRAPH_FORMATS if format_ in GRAPH_FORMATS else RESULT_FORMATS
    return [one for one in SPARE if one in formats and one != format_]


def _given(
    response: urllib3.BaseHTTPResponse, format_: Format, seconds: float, ahead: int
) -> Format:
    """Return the format of an answer; raises the error that a refusal means."""
    if response.status != 200:
        text = message(response, seconds)
        raise refusal(response.status, text, response.headers.get("retry-after", ""), ahead)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    for one in (format_, *_spare(format_)):
        if kind == one.media_type:
            _refuse_unframed(response, one)
            return one
    raise Unavailable(
        f"the engine answers in '{kind}' where {format_.media_type} was asked for: is it a "
        "SPARQL endpoint?"
    )


def _refuse_unframed(response: urllib3.BaseHTTPResponse, format_: Format) -> None:
    """Refuse a body of which nothing says where it ends: one that was cut would look whole.

    Source: RFC 9112, section 8.
    """
    is_framed = "content-length" in response.headers or "transfer-encoding" in response.headers
    if not is_framed and not marks_its_end(format_.name):
        raise Unavailable(
            f"the engine does not say how long its answer in {format_.media_type} is, so that a "
            "whole one cannot be told from a part: ask for JSON, or mend the engine's proxy"
        )
