"""Diagnosis of syntax errors: names undeclared prefixes and characters that SPARQL does not have.

A parser says what it expected next. These two causes, which copying from a text processor or from
another endpoint brings, it does not name.
"""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.engine.tokenizer import Token, tokenize
from ontology import PREFIXES, BadQuery

__all__ = ["explained"]

MEND: Final = {
    "\u2018": "'",
    "\u2019": "'",
    "\u201a": "'",
    "\u201b": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u201e": '"',
    "\u201f": '"',
    "\u2032": "'",
    "\u2033": '"',
    "\u00ab": '"',
    "\u00bb": '"',
    "\u2010": "-",
    "\u2011": "-",
    "\u2012": "-",
    "\u2013": "-",
    "\u2014": "-",
    "\u2212": "-",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u00d7": "*",
}
"""What a keyboard has in place of signs that text processors write."""
INVISIBLE: Final = ("Cf", "Cc")
NEAR: Final = 0.6
"""The least similarity, of 1, from which another prefix is suggested."""


def explained(error: BadQuery, text: str) -> BadQuery:
    r"""Return a syntax error with its cause and its correction, where it has one of these causes.

    Complexity: linear in the text.
    Source: SPARQL 1.1 Query Language, section 19.8 (terminals), and section 4.1.1 (prefixes).

    >>> error = explained(BadQuery("the query is not SPARQL"), "ASK { ?s foaf2:name ?o }")
    >>> str(error)[:69]
    'the query is not SPARQL at line 1, column 20: the prefix foaf2: is no'
    >>> str(explained(error, "ASK\N{NO-BREAK SPACE}{}"))[45:]
    'NO-BREAK SPACE (U+00A0) is no sign of SPARQL: write an ordinary space'
    """
    for place, cause in _causes(text):
        before = text[:place]
        line = before.count("\n") + 1
        column = place - (before.rfind("\n") + 1) + 1
        message = f"the query is not SPARQL at line {line}, column {column}: {cause}"
        return BadQuery(message, line, column)
    return error


def _causes(text: str) -> Iterator[tuple[int, str]]:
    """Yield the places of causes and what they are, odd characters first."""
    tokens = [*_placed(text)]
    for place, (kind, piece) in tokens:
        if kind == "other" and not piece.isascii():
            yield place, _odd(piece)
    yield from _undeclared([token for token in tokens if token[1][0] != "space"])


def _placed(text: str) -> Iterator[tuple[int, Token]]:
    place = 0
    for token in tokenize(text):
        yield place, token
        place += len(token[1])


def _odd(sign: str) -> str:
    name = unicodedata.name(sign, "a character without a name")
    what = f"{name} (U+{ord(sign):04X}) is no sign of SPARQL"
    category = unicodedata.category(sign)
    plain = MEND.get(sign) or unicodedata.normalize("NFKC", sign)
    if category == "Zs" or plain.isspace():
        return f"{what}: write an ordinary space"
    if category in INVISIBLE:
        return f"{what}, and cannot be seen: delete it"
    if plain.isascii() and plain != sign:
        return f"{what}: write {plain}"
    return f"{what} outside of strings and IRIs: put it in quotes, or delete it"


def _undeclared(tokens: list[tuple[int, Token]]) -> Iterator[tuple[int, str]]:
    declared = {*PREFIXES, "_"}
    for (_, (_, before)), (place, (kind, piece)) in pairwise([(0, ("", "")), *tokens]):
        prefix = piece.partition(":")[0]
        if kind != "name":
            continue
        if before.upper() == "PREFIX":
            declared.add(prefix)
        elif prefix not in declared:
            yield place + len(piece), _declare(prefix)  # where a parser stops


def _declare(prefix: str) -> str:
    near = process.extractOne(
        prefix, PREFIXES.keys(), scorer=OSA.normalized_similarity, score_cutoff=NEAR
    )
    hint = f", or did you mean {near[0]}:?" if near else ""
    return (
        f"the prefix {prefix}: is not declared: "
        f"write PREFIX {prefix}: <its namespace> before the query{hint}"
    )
