"""Query guard: refuses federated queries (SERVICE), and queries that are too long or too deep.

The engine would fetch what SERVICE names, and a long or deeply nested query exhausts its stack. It
reads letters and no tokens (`trueSERVICE<…>{}` is a call to it, as is one after `1<2&&'>'='>'`), so
a call is looked for in the text itself: one that is commented out or quoted is refused too.
"""

import re
from collections.abc import Iterable
from typing import Final

from graph.engine.tokenizer import Token, tokenize
from ontology import QueryRefused

__all__ = ["check_length", "examine", "examine_tokens"]

MAX_CHARACTERS: Final = 200_000
MAX_DEPTH: Final = 100
MAX_OPERATORS: Final = 2_000
MAX_MENTIONS: Final = 50

MENTION: Final = re.compile(r"(?<![?$:])SERVICE", re.IGNORECASE)
CALL: Final = re.compile(
    r"""
    (?<![?$:])SERVICE (?:\s|\#[^\n\r]*)*+                    # no variable, no local name
    (?:SILENT (?:\s|\#[^\n\r]*)*+)?
    (?:<[^<>\s]*+>                                          # an IRI, a variable, a prefixed name
      |[?$][^\s{}<\#]++
      |[^\s{}<\#:]*+:(?:\\.|[^\s{}<\#\\])*+)
    (?:\s|\#[^\n\r]*)*+ \{
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
OPERATORS: Final = frozenset(
    {"AS", "BIND", "FILTER", "GRAPH", "MINUS", "OPTIONAL", "SELECT", "UNION", "VALUES"}
)


def examine(text: str) -> tuple[str, ...]:
    """Return the bare words of a query in their order, in capitals: keywords, no names or strings.

    Raises `QueryRefused` for SERVICE, and for what is too long or nested too deep.
    Complexity: linear in the text.
    Source: SPARQL 1.1 Query Language, section 19.8 (grammar); SPARQL 1.1 Federated Query.

    >>> examine("SELECT ?service { ?service <urn:SERVICE> 'SERVICE' } # SERVICE")
    ('SELECT',)
    >>> examine("ASK { SERVICE <https://example.org/> { } }")
    Traceback (most recent call last):
        ...
    ontology.errors.QueryRefused: SERVICE is not served here: this endpoint asks no other
    """
    check_length(text)
    return examine_tokens(text, tokenize(text))


def check_length(text: str) -> None:
    """Refuse a text that is too long, before it is split into tokens."""
    if len(text) > MAX_CHARACTERS:
        raise QueryRefused(f"the query is longer than {MAX_CHARACTERS:,} characters")


def examine_tokens(text: str, tokens: Iterable[Token]) -> tuple[str, ...]:
    """Examine a text whose tokens are known already."""
    _refuse_calls(text)
    depth = operators = 0
    words = []
    for kind, piece in tokens:
        if kind == "word":
            word = piece.upper()
            words.append(word)
            operators += word in OPERATORS
        elif kind == "open":
            depth += 1
            operators += piece == "{"
        elif kind == "close":
            depth -= 1
        elif kind == "operator":
            operators += 1
        elif kind == "unended":
            raise QueryRefused("a string in the query has no end")
        if depth > MAX_DEPTH:
            raise QueryRefused(f"the query is nested deeper than {MAX_DEPTH} levels")
        if operators > MAX_OPERATORS:
            raise QueryRefused(f"the query has more than {MAX_OPERATORS:,} operators")
    return tuple(words)


def _refuse_calls(text: str) -> None:
    """Refuse what the engine could read as a call; each mention is read on to the end at most."""
    for count, mention in enumerate(MENTION.finditer(text), start=1):
        if count > MAX_MENTIONS or CALL.match(text, mention.start()):
            raise QueryRefused("SERVICE is not served here: this endpoint asks no other")
