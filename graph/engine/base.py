"""The interface of every engine: a query in, bytes of a result in a format out.

A store in this process, a pool of processes and a distant endpoint answer alike.
"""

import json
import re
from abc import ABC, abstractmethod
from collections.abc import Generator, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from graph.engine.lookup import Found
from graph.engine.query_guard import examine
from ontology import BadQuery

__all__ = [
    "EVERYTHING",
    "GRAPH_FORMATS",
    "RESULT_FORMATS",
    "Answer",
    "Dataset",
    "Engine",
    "Format",
    "Query",
    "Value",
]


@dataclass(frozen=True)
class Format:
    """A format of results or of graphs: its short name, its media type and other names of that."""

    name: str
    media_type: str
    also: tuple[str, ...] = ()


RESULT_FORMATS: Final = (
    Format("json", "application/sparql-results+json", ("application/json",)),
    Format("xml", "application/sparql-results+xml", ("application/xml", "text/xml")),
    Format("csv", "text/csv"),
    Format("tsv", "text/tab-separated-values"),
)
"""Formats of SELECT and ASK; CSV and TSV hold no ASK result."""

GRAPH_FORMATS: Final = (
    Format("ttl", "text/turtle", ("application/x-turtle",)),
    Format("nt", "application/n-triples", ("text/plain",)),
    Format("nq", "application/n-quads"),
    Format("jsonld", "application/ld+json", ("application/json",)),
    Format("rdf", "application/rdf+xml", ("application/xml", "text/xml")),
)
"""Formats of CONSTRUCT and DESCRIBE."""

BLANK: Final = re.compile(r"\[|_:")
SPACE: Final = re.compile(
    r"""
    (?P<kept> <[^<>"{}|^`\\\x00-\x20]*+> | \\.           # IRIs, escapes, strings stay
      | \"\"\"(?:"{0,2}+(?:[^"\\]|\\.))*+\"\"\" | '''(?:'{0,2}+(?:[^'\\]|\\.))*+'''
      | "(?:[^"\\\n\r]|\\.)*+" | '(?:[^'\\\n\r]|\\.)*+' )
    | (?: [ \t\r\n] | \#[^\n\r]* )++
    """,
    re.VERBOSE | re.DOTALL,
)
UNCLEAR: Final = re.compile(r"""<(?![A-Za-z][\w+.-]*://[^\s<>"{}|^`\\']*+>)[^\s<>]*?[#'"\\]""")
"""A `<` after which only a parser knows what is an IRI, and what a comment or a string."""
FORMS: Final = frozenset({"ASK", "CONSTRUCT", "DESCRIBE", "SELECT"})
FICKLE: Final = frozenset({"BNODE", "NOW", "RAND", "STRUUID", "UUID"})


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query is asked of; where none is named, the union of all.

    Source: SPARQL 1.1 Protocol, section 2.1.4.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()

    @property
    def is_given(self) -> bool:
        """Whether a graph is named, so that the dataset is just these graphs."""
        return bool(self.default or self.named)


EVERYTHING: Final = Dataset()


@dataclass(frozen=True)
class Query:
    r"""One query that may be asked, and what can be told of it without evaluating it.

    Raises `QueryRefused` for what would reach outside or is too long or deep.

    >>> Query("# as of today\nPREFIX a: <a:SELECT> ASK { ?s a:p ?o FILTER(NOW() > ?o) }").form
    'ASK'
    """

    text: str
    dataset: Dataset = EVERYTHING
    words: tuple[str, ...] = field(default=(), repr=False, compare=False)
    """The bare words of the text; given where another process has examined it already."""

    form: str = field(init=False, default="", repr=False, compare=False)
    """SELECT, ASK, CONSTRUCT or DESCRIBE; nothing where the text is no query.

    Source: SPARQL 1.1 Query Language, section 19.8: before it stand prefixes alone.
    """

    def __post_init__(self) -> None:
        words = self.words or examine(self.text)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "form", next((word for word in words if word in FORMS), ""))

    @property
    def is_of_graph(self) -> bool:
        """Whether the result is a graph."""
        return self.form in ("CONSTRUCT", "DESCRIBE")

    @property
    def formats(self) -> tuple[Format, ...]:
        """Return the formats that a result of this form has."""
        if self.is_of_graph:
            return GRAPH_FORMATS
        return RESULT_FORMATS[:2] if self.form == "ASK" else RESULT_FORMATS

    @property
    def is_stable(self) -> bool:
        """Whether the same query gives the same bytes each time.

        What asks for a clock or for chance does not, nor what makes blank nodes.
        """
        has_blanks = self.is_of_graph and BLANK.search(self.text)
        return not (has_blanks or self.is_unclear or FICKLE.intersection(self.words))

    @property
    def is_unclear(self) -> bool:
        r"""Whether the text cannot be told apart into tokens without the whole grammar.

        >>> Query("ASK { FILTER(1<2#> && false\n) }").is_unclear
        True
        """
        return bool(UNCLEAR.search(self.text))

    @property
    def canonical(self) -> str:
        r"""The text with comments and runs of space taken for one space, where it is clear.

        >>> Query("ASK  { # is there any?\n ?s ?p 'a  b#c' }").canonical
        "ASK { ?s ?p 'a  b#c' }"
        """
        if self.is_unclear:
            return self.text
        return SPACE.sub(lambda found: found["kept"] or " ", self.text).strip()

    @property
    def names_its_dataset(self) -> bool:
        """Whether the query itself says which graphs it is asked of."""
        return "FROM" in self.words


@dataclass(frozen=True)
class Answer:
    """A result in a format, as chunks to be taken once; closing it frees what it holds."""

    format: Format
    chunks: Generator[bytes, None, None]

    def read(self) -> bytes:
        """Return all of it."""
        return b"".join(self.chunks)


@dataclass(frozen=True)
class Value:
    """A value of a result row, as pages need it."""

    text: str
    is_iri: bool = False


Row = dict[str, Value]


class Engine(ABC):
    """Whatever evaluates queries over one release."""

    @abstractmethod
    def evaluate(self, query: Query, format_: Format, seconds: float | None = None) -> Answer:
        """Evaluate a query within a time and give its result in a format of its form.

        `seconds` asks for less time than the engine's own limit, where it has one. Raises
        `BadQuery` for what is not SPARQL, `OutOfTime`, `Ended`, `Busy` and `Unavailable`.
        """

    def query(self, text: str, format_: Format, **bound: str) -> Answer:
        """Evaluate a query of our own over everything, with some variables standing for IRIs."""
        return self.evaluate(Query(_bound(text, bound)), format_)

    def rows(self, text: str, **bound: str) -> list[Row]:
        """Return the rows of a SELECT of our own, with some variables standing for IRIs.

        >>> from graph import Store
        >>> store = Store.in_memory("<a:kenya> <a:within> <a:africa> <a:graph> .")
        >>> store.rows("SELECT ?in { ?place <a:within> ?in }", place="a:kenya")[0]["in"]
        Value(text='a:africa', is_iri=True)
        """
        document = json.loads(self.query(text, RESULT_FORMATS[0], **bound).read())
        if "results" not in document:
            raise BadQuery("only a SELECT query has rows")
        return [
            {name: Value(term["value"], term["type"] == "uri") for name, term in row.items()}
            for row in document["results"]["bindings"]
        ]

    def look_up(self, what: str, nodes: Iterable[str]) -> Found:
        """Look up nodes: their names, what is said of them, around them or near one, who states it.

        `what` is a kind of `graph.lookup.kinds`. Where the store is not our own, by queries.
        Complexity: a few queries of bounded size; in our own store, a look at the index for each
        node and statement.
        """
        from graph.engine.lookup.by_query import ByQuery
        from graph.engine.lookup.kinds import LOOKUPS

        return LOOKUPS[what](ByQuery(self), nodes)


def _bound(text: str, bound: Mapping[str, str]) -> str:
    """Put IRIs in the place of variables, which such a query does not project."""
    for name, iri in bound.items():
        if not ADDRESS.fullmatch(iri):
            raise BadQuery(f"'{iri}' is no IRI")
        text = re.sub(rf"[?$]{name}\b", lambda _, iri=iri: f"<{iri}>", text)  # type: ignore[misc]
    return text


ADDRESS: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|^`\\]*")
"""Source: SPARQL 1.1 Query Language, section 19.8, rule 139 (IRIREF)."""
