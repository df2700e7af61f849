"""The engine behind one small interface: a query in, bytes of a result in a format out."""

import io
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from graph.guard import refuse_what_is_not_served, words
from ontology import PREFIXES, BadQuery, Unavailable

__all__ = ["GRAPH_FORMATS", "RESULT_FORMATS", "Answer", "Dataset", "Format", "Store", "Value"]

IN_MEMORY: Final = 1 << 20


@dataclass(frozen=True)
class Format:
    """A format of results or of graphs: its short name, media type and the engine's name for it."""

    name: str
    media_type: str
    engine: ox.QueryResultsFormat | ox.RdfFormat


RESULT_FORMATS: Final = (
    Format("json", "application/sparql-results+json", ox.QueryResultsFormat.JSON),
    Format("xml", "application/sparql-results+xml", ox.QueryResultsFormat.XML),
    Format("csv", "text/csv", ox.QueryResultsFormat.CSV),
    Format("tsv", "text/tab-separated-values", ox.QueryResultsFormat.TSV),
)
"""Formats of SELECT and ASK; CSV and TSV hold no ASK result."""

GRAPH_FORMATS: Final = (
    Format("ttl", "text/turtle", ox.RdfFormat.TURTLE),
    Format("nt", "application/n-triples", ox.RdfFormat.N_TRIPLES),
    Format("jsonld", "application/ld+json", ox.RdfFormat.JSON_LD),
    Format("rdf", "application/rdf+xml", ox.RdfFormat.RDF_XML),
)
"""Formats of CONSTRUCT and DESCRIBE."""


@dataclass(frozen=True)
class Answer:
    """A result in a format, ready to be read from its beginning."""

    format: Format
    body: IO[bytes]


@dataclass(frozen=True)
class Value:
    """A value of a result row, as pages need it."""

    text: str
    is_iri: bool = False


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query is asked of; where none is named, the union of all."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
EVERYTHING: Final = Dataset()


class Store:
    r"""A release's graph, open for reading only.

    >>> store = Store.in_memory("<a:kenya> <a:within> <a:africa> <a:graph> .")
    >>> with store.query("SELECT ?s { ?s ?p ?o }", RESULT_FORMATS[2]).body as body:
    ...     body.read()
    b's\r\na:kenya\r\n'
    """

    def __init__(self, engine: ox.Store) -> None:
        self.engine = engine

    @classmethod
    def open(cls, folder: Path) -> "Store":
        """Open the on-disk store of a release; raises `Unavailable` where it cannot be read."""
        try:
            return cls(ox.Store.read_only(str(folder)))
        except OSError as error:
            raise Unavailable(f"{folder}: the store cannot be opened: {error}") from error

    @classmethod
    def in_memory(cls, n_quads: str | bytes) -> "Store":
        """Load N-Quads into a store of their own."""
        engine = ox.Store()
        engine.bulk_load(n_quads, format=ox.RdfFormat.N_QUADS)
        return cls(engine)

    @staticmethod
    def write(n_quads: Path, folder: Path) -> None:
        """Load an N-Quads file into a new on-disk store, optimised for reading."""
        engine = ox.Store(str(folder))
        engine.bulk_load(path=n_quads, format=ox.RdfFormat.N_QUADS)
        engine.optimize()
        engine.flush()

    def rows(self, text: str, **bound: str) -> list[dict[str, Value]]:
        """Return the rows of a SELECT, with some variables bound to IRIs beforehand.

        >>> store = Store.in_memory("<a:kenya> <a:within> <a:africa> <a:graph> .")
        >>> store.rows("SELECT ?place ?in { ?place <a:within> ?in }", place="a:kenya")[0]["in"]
        Value(text='a:africa', is_iri=True)
        """
        found = self._evaluate(text, EVERYTHING, bound)
        if not isinstance(found, ox.QuerySolutions):
            raise BadQuery("only a SELECT query has rows")
        names = [variable.value for variable in found.variables]
        return [{name: _value(row[name]) for name in names if row[name]} for row in found]

    def query(
        self, text: str, format_: Format, dataset: Dataset = EVERYTHING, **bound: str
    ) -> Answer:
        """Evaluate a query and write its result in a format of its kind.

        Raises `BadQuery` for what is not SPARQL or has no such format, and `QueryRefused` before
        evaluation for what would reach outside or end the process.
        Source: SPARQL 1.1 Query Language; the default graph is the union of all graphs.
        """
        found = self._evaluate(text, dataset, bound)
        if isinstance(found, ox.QueryTriples) != isinstance(format_.engine, ox.RdfFormat):
            raise BadQuery(f"this kind of query has no result in {format_.media_type}")
        body: IO[bytes] = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        _serialize(found, body, format_)
        body.seek(0)
        return Answer(format_, body)

    def _evaluate(self, text: str, dataset: Dataset, bound: Mapping[str, str]) -> Found:
        refuse_what_is_not_served(text)
        chosen = bool(dataset.default or dataset.named)
        try:
            return self.engine.query(
                text,
                prefixes=PREFIXES,
                use_default_graph_as_union=not chosen and "FROM" not in words(text),
                default_graph=[ox.NamedNode(name) for name in dataset.default] if chosen else None,
                named_graphs=[ox.NamedNode(name) for name in dataset.named] if chosen else None,
                substitutions={ox.Variable(name): ox.NamedNode(iri) for name, iri in bound.items()},
            )
        except (SyntaxError, ValueError) as error:
            raise BadQuery(f"the query is not SPARQL: {error}") from None


def _serialize(found: Found, body: IO[bytes], format_: Format) -> None:
    """Write a result through a large buffer, since the engine writes in small pieces."""
    buffer = io.BufferedWriter(cast(io.RawIOBase, body), 1 << 16)
    if isinstance(found, ox.QueryTriples):
        ox.serialize(found, buffer, format=cast(ox.RdfFormat, format_.engine), prefixes=PREFIXES)
    else:
        found.serialize(buffer, cast(ox.QueryResultsFormat, format_.engine))
    buffer.flush()
    buffer.detach()


def _value(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Value:
    return Value(str(getattr(term, "value", term)), isinstance(term, ox.NamedNode))
