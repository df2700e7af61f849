"""Embedded Oxigraph engine: a release's graph in memory or on disk, read-only, in this process."""

import io
import re
import tempfile
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import IO, Final, cast

import pyoxigraph as ox

from graph.engine.base import Answer, Engine
from graph.engine.lookup import Found
from graph.engine.lookup.by_index import ByIndex, label_cache
from graph.engine.lookup.kinds import LOOKUPS
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_CODECS, RESULT_CODECS, Format
from ontology import BASE, PREFIXES, BadQuery, Unavailable

__all__ = ["Store", "fault"]

IN_MEMORY: Final = 1 << 20
CHUNK: Final = 1 << 16

PLACE: Final = re.compile(
    r"error at (?P<line>\d{1,9}):(?P<column>\d{1,9}): expected (?:one of )?(?P<wanted>.*)",
    re.DOTALL,
)
CLASSES: Final = re.compile(r"\[(?:'.*?'|[^\]'])*\]", re.DOTALL)


class Store(Engine):
    r"""SPARQL engine over an Oxigraph store in this process.

    >>> from graph.rdf.formats import RESULT_FORMATS
    >>> store = Store.in_memory("<a:kenya> <a:within> <a:africa> <a:graph> .")
    >>> store.query("SELECT ?s { ?s ?p ?o }", RESULT_FORMATS[2]).read()
    b's\r\na:kenya\r\n'
    """

    def __init__(self, engine: ox.Store, base: str = BASE) -> None:
        self.engine, self.base = engine, base
        self._labels = label_cache(engine)

    @classmethod
    def open(cls, folder: Path, base: str = BASE) -> "Store":
        """Open the on-disk store of a release; raises `Unavailable` where it cannot be read."""
        try:
            return cls(ox.Store.read_only(str(folder)), base)
        except OSError as error:
            raise Unavailable(f"{folder}: the store cannot be opened: {error}") from error

    @classmethod
    def in_memory(cls, n_quads: str | bytes | Path, base: str = BASE) -> "Store":
        """Load N-Quads, as text or from a file, into a new in-memory store.

        Raises `Unavailable` for a file that cannot be read.
        """
        engine = ox.Store()
        if isinstance(n_quads, Path):
            try:
                engine.bulk_load(path=n_quads, format=ox.RdfFormat.N_QUADS)
            except OSError as error:
                raise Unavailable(f"{n_quads}: cannot be read: {error}") from error
        else:
            engine.bulk_load(n_quads, format=ox.RdfFormat.N_QUADS)
        return cls(engine, base)

    @staticmethod
    def write(n_quads: Path, folder: Path) -> None:
        """Load an N-Quads file into a new on-disk store, optimised for reading.

        The file is one that we wrote, so its IRIs are not checked again (`lenient`).
        """
        engine = ox.Store(str(folder))
        engine.bulk_load(path=n_quads, format=ox.RdfFormat.N_QUADS, lenient=True)
        engine.optimize()
        engine.flush()

    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:  # noqa: ARG002
        """Evaluate a query without a time limit: the engine cannot cancel it in this process."""
        file = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115
        try:
            self.write_result(query, format_, file)
        except BaseException:
            file.close()
            raise
        file.seek(0)
        return Answer(format_, _chunks(file))

    def write_result(self, query: Query, format_: Format, to: IO[bytes] | io.RawIOBase) -> None:
        """Evaluate a query and stream its result into a file object.

        Raises `BadQuery` for what is not SPARQL or has no such format.
        Source: SPARQL 1.1 Query Language; the default graph is the union of all graphs.
        """
        found = self._found(query)
        if isinstance(found, ox.QueryTriples) != (format_.name in GRAPH_CODECS):
            raise BadQuery(f"this kind of query has no result in {format_.media_type}")
        buffer = io.BufferedWriter(cast(io.RawIOBase, to), CHUNK)  # the engine writes small pieces
        try:
            _write(found, format_, buffer)
        except OSError as error:
            if type(error) is OSError and error.errno is None:  # of the engine, not of a file
                raise BadQuery(f"the result cannot be written: {error}") from None
            raise
        buffer.flush()
        buffer.detach()

    def result(self, query: Query, format_: Format) -> bytes:
        """Evaluate a query of SELECT or ASK, and return its result, for results that are small.

        Raises as `write_result` does.
        """
        found = self._found(query)
        if isinstance(found, ox.QueryTriples) or format_.name not in RESULT_CODECS:
            raise BadQuery(f"this kind of query has no result in {format_.media_type}")
        return found.serialize(format=RESULT_CODECS[format_.name]) or b""

    def look_up(self, what: str, nodes: Iterable[str], engine: Engine | None = None) -> Found:
        """Look nodes up in the index, without a time limit.

        What needs a query, such as a count of many statements, is asked of `engine`, if given.
        """
        return LOOKUPS[what](ByIndex(engine or self, self.engine, self._labels), nodes)

    def _found(self, query: Query) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        given, dataset = query.dataset.is_given, query.dataset
        try:
            return self.engine.query(
                query.text,
                base_iri=self.base,
                prefixes=_used(query.text),
                use_default_graph_as_union=not given and not query.names_its_dataset,
                default_graph=[ox.NamedNode(name) for name in dataset.default] if given else None,
                named_graphs=[ox.NamedNode(name) for name in dataset.named] if given else None,
            )
        except (RuntimeError, SyntaxError, ValueError) as error:
            raise fault(str(error)) from None


def _write(
    found: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples, format_: Format, to: IO[bytes]
) -> None:
    if isinstance(found, ox.QueryTriples):
        ox.serialize(found, to, format=GRAPH_CODECS[format_.name], prefixes=PREFIXES)
    else:
        found.serialize(to, RESULT_CODECS[format_.name])


def _used(text: str) -> dict[str, str]:
    """Return the prefixes that a text may use; passing only these saves the engine time."""
    return {prefix: iri for prefix, iri in PREFIXES.items() if f"{prefix}:" in text}


def fault(message: str) -> BadQuery:
    """Translate a syntax error of Oxigraph: line, column and expected tokens in plain words."""
    found = PLACE.fullmatch(message)
    if not found:
        return BadQuery(f"the query is not SPARQL: {message}")
    line, column = int(found["line"]), int(found["column"])
    wanted = [word for word in CLASSES.sub("", found["wanted"]).split(", ") if word.strip()]
    expected = f": expected {' or '.join(wanted)}" if wanted else ""
    return BadQuery(
        f"the query is not SPARQL at line {line}, column {column}{expected}", line, column
    )


def _chunks(file: IO[bytes]) -> Generator[bytes, None, None]:
    with file:
        while chunk := file.read(CHUNK):
            yield chunk
