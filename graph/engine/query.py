"""A SPARQL query and its dataset: form, formats and canonical text, without evaluating it."""

import re
from dataclasses import dataclass, field
from typing import Final

from graph.engine.query_guard import check_length, examine_tokens
from graph.engine.simple_query import SimpleQuery, recognise
from graph.engine.tokenizer import is_ambiguous, tokenize
from graph.rdf.formats import GRAPH_FORMATS, RESULT_FORMATS, Format

__all__ = ["EVERYTHING", "Dataset", "Query"]

BLANK: Final = re.compile(r"\[|_:")
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
    r"""A query that the guard let pass, with its form and canonical text.

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

    canonical: str = field(init=False, default="", repr=False, compare=False)
    r"""The text with one space in place of comments and runs of white space, for caches.

    An ambiguous text is taken as it is.

    >>> Query("ASK  { # is there any?\n ?s ?p 'a  b#c' }").canonical
    "ASK { ?s ?p 'a  b#c' }"
    """

    simple: SimpleQuery | None = field(init=False, default=None, repr=False, compare=False)
    """The triple patterns, where the query is nothing else; not where the words were given."""

    def __post_init__(self) -> None:
        words, canonical = self.words, self.text
        if not words:
            check_length(self.text)
            if simple := recognise(self.text):
                object.__setattr__(self, "simple", simple)
                words, canonical = (simple.form,), _one_space(self.text)
            else:
                words, canonical = _examined(self.text)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "canonical", canonical)
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
        return not (has_blanks or is_ambiguous(self.text) or FICKLE.intersection(self.words))

    @property
    def names_its_dataset(self) -> bool:
        """Whether the query itself says which graphs it is asked of."""
        return "FROM" in self.words


def _examined(text: str) -> tuple[tuple[str, ...], str]:
    """Return the words of a text that the guard let pass, and its canonical form.

    The text is split into tokens once, for both.
    """
    tokens = tokenize(text)
    words = examine_tokens(text, tokens)
    if is_ambiguous(text):
        return words, text
    return words, "".join(" " if kind == "space" else piece for kind, piece in tokens).strip()


def _one_space(text: str) -> str:
    """Return the canonical form of a simple query, whose white space is within strings or none."""
    return text if '"' in text else " ".join(text.split())
