"""What is refused before a query reaches the engine: reaching outside, and ending the process.

The engine would fetch what SERVICE names, and a long or deeply nested query exhausts its stack. It
reads letters and no tokens (`trueSERVICE<…>{}` is a call to it, as is one after `1<2&&'>'='>'`), so
a call is looked for in the text as it stands: one that is commented out or quoted is refused too.
"""

import re
from collections.abc import Iterator
from typing import Final

from ontology import QueryRefused

__all__ = ["examine"]

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
TOKEN: Final = re.compile(
    r"""
      \#[^\n\r]*                                            # a comment
    | <(?:[A-Za-z][\w+.-]*+://[^<>"{}|^`\x00-\x20]*+|[^<>"'{}|^`\x00-\x20]*+)>  # an IRI; in
                                                            # 1<2&&'>'='>' there is none
    | \"\"\"(?:"{0,2}+(?:[^"\\]|\\.))*+\"\"\"               # strings, long ones first
    | '''(?:'{0,2}+(?:[^'\\]|\\.))*+'''
    | "(?!"")(?:[^"\\\n\r]|\\.)*+"
    | '(?!'')(?:[^'\\\n\r]|\\.)*+'
    | (?P<unended>["'])
    | [?$]\w++ | @[\w-]++                                   # a variable, a language tag
    | [\w.-]*+:(?:(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\.)*+)?  # a name
    | (?P<run>[\w.-]++)                                     # words, numbers, full stops
    | (?P<open>[{(\[])
    | (?P<close>[})\]])
    | (?P<operator>[!|&/*+^,;]|[<>]?=|[<>])
    """,
    re.VERBOSE | re.DOTALL,
)
PART: Final = re.compile(r"(?P<word>[^\W\d]\w*)|(?P<operator>\.(?!\d)|-)")
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
    if len(text) > MAX_CHARACTERS:
        raise QueryRefused(f"the query is longer than {MAX_CHARACTERS:,} characters")
    _refuse_calls(text)
    depth = operators = 0
    words = []
    for kind, piece in _tokens(text):
        if kind == "word":
            words.append(piece.upper())
        depth += (kind == "open") - (kind == "close")
        operators += kind == "operator" or piece == "{" or piece.upper() in OPERATORS
        if kind == "unended":
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


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    """Yield what counts: words, brackets, operators, and a quote that opens a string without end.

    Complexity: linear, since no pattern gives back what it took.
    """
    for match in TOKEN.finditer(text):
        if match.lastgroup == "run":
            yield from ((str(part.lastgroup), part[0]) for part in PART.finditer(match[0]))
        elif match.lastgroup:
            yield match.lastgroup, match[0]
