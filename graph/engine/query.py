"""A SPARQL query and its dataset: form, formats and normal form, known without evaluating it."""

import re
from dataclasses import dataclass, field
from typing import Final

from graph.engine.query_guard import examine
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format

__all__ = ["EVERYTHING", "Dataset", "Query"]

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
