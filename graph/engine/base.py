"""The interface of every SPARQL engine: a query in, bytes of a result in a format out.

An Oxigraph store in this process, a pool of worker processes and a remote endpoint implement it.
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.engine.lookup.result import Found
from graph.engine.query import Query
from graph.rdf.formats import RESULT_FORMATS, Format
from ontology import BadQuery

__all__ = ["Answer", "Engine", "Row", "Value", "rows_of"]


@dataclass(frozen=True)
class Answer:
    """Streamed result in a format: chunks to iterate once; closing it frees the worker."""

    format: Format
    chunks: Generator[bytes, None, None]

    def read(self) -> bytes:
        """Return all of it."""
        return b"".join(self.chunks)


class Value(NamedTuple):
    """Value of a result row: its text, and whether it is an IRI."""

    text: str
    is_iri: bool = False


Row = dict[str, Value]


class Engine(ABC):
    """Abstract SPARQL engine over one release."""

    @abstractmethod
    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        """Evaluate a query within a time and give its result in a format of its form.

        `seconds` asks for less time than the engine's own limit, where it has one. Raises
        `BadQuery` for what is not SPARQL, `OutOfTime`, `Ended`, `Busy` and `Unavailable`.
        """

    def query(self, text: str, format_: Format, **bound: str) -> Answer:
        """Evaluate one of our own queries over all graphs, with IRIs put in place of variables."""
        return self.evaluate(Query(_bound(text, bound)), format_)

    def rows(self, text: str, **bound: str) -> list[Row]:
        """Return the rows of one of our own SELECT queries, with IRIs put in place of variables.

        >>> from graph import Store
        >>> store = Store.in_memory("<a:kenya> <a:within> <a:africa> <a:graph> .")
        >>> store.rows("SELECT ?in { ?place <a:within> ?in }", place="a:kenya")[0]["in"]
        Value(text='a:africa', is_iri=True)
        """
        return rows_of(self.query(text, RESULT_FORMATS[0], **bound).read())

    @abstractmethod
    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        """Look nodes up by index, without SPARQL where the store is our own.

        `what` is a kind of `graph.engine.lookup.kinds`: labels, statements, a neighbourhood, a
        description or provenance. Our own store reads its index, at a few microseconds a node and
        statement; other engines get a few bounded queries.
        """


def rows_of(result: bytes) -> list[Row]:
    """Return the rows of a result in JSON; raises `BadQuery` where it has none.

    Source: SPARQL 1.1 Query Results JSON Format, section 3.2.
    """
    document = json.loads(result)
    if "results" not in document:
        raise BadQuery("only a SELECT query has rows")
    return [
        {name: Value(term["value"], term["type"] == "uri") for name, term in row.items()}
        for row in document["results"]["bindings"]
    ]


def _bound(text: str, bound: Mapping[str, str]) -> str:
    """Substitute IRIs for variables that the query does not project."""
    for name, iri in bound.items():
        if not ADDRESS.fullmatch(iri):
            raise BadQuery(f"'{iri}' is no IRI")
        text = re.sub(rf"[?$]{name}\b", lambda _, iri=iri: f"<{iri}>", text)  # type: ignore[misc]
    return text


ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
"""Source: SPARQL 1.1 Query Language, section 19.8, rule 139 (IRIREF)."""
