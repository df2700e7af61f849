"""What is refused before a query reaches the engine: reaching outside, and ending the process.

The engine would fetch what SERVICE names, and a query nested thousands deep exhausts its stack.
"""

import re
from collections.abc import Iterator
from typing import Final

from ontology import QueryRefused

__all__ = ["refuse_what_is_not_served", "words"]

MAX_CHARACTERS: Final = 200_000
MAX_DEPTH: Final = 100
MAX_OPERATORS: Final = 2_000

TOKEN: Final = re.compile(
    r"""
      \#[^\n\r]*                                            # a comment
    | <[^<>"{}|^`\\\x00-\x20]*>                             # an IRI
    | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"                 # strings, long ones first
    | '''(?:'{0,2}(?:[^'\\]|\\.))*'''
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | [?$@]\w[\w-]*                                         # a variable, a language tag
    | [\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*              # a prefixed name
    | (?P<word>[^\W\d]\w*)
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<operator>[!|&/*+^-]|[<>]?=|[<>])
    """,
    re.VERBOSE | re.DOTALL,
)
OPERATORS: Final = frozenset({"UNION", "OPTIONAL", "FILTER", "MINUS", "BIND", "GRAPH"})


def refuse_what_is_not_served(text: str) -> None:
    """Raise `QueryRefused` for SERVICE, and for what is too long or nested too deep.

    Complexity: linear in the text.
    Source: SPARQL 1.1 Query Language, section 19.8 (grammar); SPARQL 1.1 Federated Query.

    >>> refuse_what_is_not_served("SELECT ?service { ?service <urn:SERVICE> 'SERVICE' } # SERVICE")
    >>> refuse_what_is_not_served("ASK { SERVICE <https://example.org/> { } }")
    Traceback (most recent call last):
        ...
    ontology.errors.QueryRefused: SERVICE is not served here: this endpoint asks no other
    """
    if len(text) > MAX_CHARACTERS:
        raise QueryRefused(f"the query is longer than {MAX_CHARACTERS:,} characters")
    depth = operators = 0
    for kind, token in _tokens(text):
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator" or (kind == "word" and token.upper() in OPERATORS)
        if kind == "word" and token.upper() == "SERVICE":
            raise QueryRefused("SERVICE is not served here: this endpoint asks no other")
        if depth > MAX_DEPTH:
            raise QueryRefused(f"the query is nested deeper than {MAX_DEPTH} levels")
        if operators > MAX_OPERATORS:
            raise QueryRefused(f"the query has more than {MAX_OPERATORS:,} operators")


def words(text: str) -> set[str]:
    """Return the bare words of a query, in capitals: keywords, and no names or strings.

    >>> sorted(words("SELECT ?from { ?from ?p 'FROM' }"))
    ['SELECT']
    """
    return {token.upper() for kind, token in _tokens(text) if kind == "word"}


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in TOKEN.finditer(text):
        if match.lastgroup:
            yield match.lastgroup, match[0]
