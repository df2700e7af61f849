"""HTML view of a query result: its first rows or lines, bounded."""

from contextlib import closing
from dataclasses import dataclass
from typing import Final

from graph.engine.base import Answer, Engine
from graph.engine.query import Query
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS
from graph.rdf.quads import parsed
from ontology import Unavailable

__all__ = ["Cell", "Shown", "shown"]

TURTLE: Final = GRAPH_FORMATS[0]
JSON, *_, TSV = RESULT_FORMATS
ROWS: Final = 500
BYTES: Final = 1 << 19
"""The most bytes of a result that are read for a page."""


@dataclass(frozen=True)
class Cell:
    """A value of a row: its text, its address if it is an IRI, and its language."""

    text: str
    iri: str = ""
    language: str = ""


@dataclass(frozen=True)
class Shown:
    """The visible part of a result: rows under columns, or text; `is_cut` if there is more."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    text: str = ""
    is_cut: bool = False


def shown(engine: Engine, query: Query, seconds: float | None = None) -> Shown:
    """Evaluate a query and return the part of its result that a page shows.

    Raises what `Engine.evaluate` raises, and `Unavailable` for what is no result, as an engine
    elsewhere may send it. Complexity: that of the query; of its result, half a megabyte is read at
    most.
    """
    format_ = JSON if query.form == "ASK" else TURTLE if query.is_of_graph else TSV
    answer = engine.evaluate(query, format_, seconds)
    try:
        return _shown(query, *_beginning(answer))
    except (ValueError, LookupError, OverflowError):
        raise Unavailable("the engine's answer is no SPARQL result: is it damaged?") from None


def _shown(query: Query, text: str, is_cut: bool) -> Shown:
    if query.form == "ASK":
        return Shown(text=text, is_cut=is_cut)
    lines = text.split("\n")
    if is_cut or not lines[-1]:
        lines.pop()
    if query.is_of_graph:
        return Shown(text="\n".join(lines), is_cut=is_cut)
    head, *rows = lines
    return Shown(
        tuple(name.lstrip("?") for name in head.split("\t")),
        tuple(tuple(map(_cell, row.split("\t"))) for row in rows[:ROWS]),
        is_cut=is_cut or len(rows) > ROWS,
    )


def _beginning(answer: Answer) -> tuple[str, bool]:
    """Return the first bytes of an answer as text, and whether there is more."""
    read = bytearray()
    with closing(answer.chunks):
        for chunk in answer.chunks:
            read += chunk
            if len(read) > BYTES:
                return read[:BYTES].decode(errors="ignore"), True
    return read.decode(), False


def _cell(term: str) -> Cell:
    r"""Parse a term of SPARQL TSV results.

    >>> _cell("<https://example.org/>").iri
    'https://example.org/'
    >>> _cell('"caf\\u00e9"@fr'), _cell("12").text
    (Cell(text='café', iri='', language='fr'), '12')
    """
    if term.startswith("<<") or not term.startswith(("<", '"')):
        return Cell(term)
    if term.startswith("<"):
        return Cell(term[1:-1], term[1:-1])
    text, _, language = parsed(term)
    text.encode()  # a half of a surrogate pair can be written nowhere
    return Cell(text, "", language)
