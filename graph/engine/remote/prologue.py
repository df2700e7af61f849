"""Prologue and dataset of a query: adds missing PREFIX and BASE, reads FROM and FROM NAMED."""

import re
from itertools import pairwise
from typing import Final
from urllib.parse import urljoin

from graph.engine.query import Dataset
from graph.engine.tokenizer import Token, tokenize
from ontology import BASE, PREFIXES

__all__ = ["named_dataset", "prologue"]

START: Final[Token] = ("space", "")
ABSOLUTE: Final = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:")


def prologue(text: str, base: str = BASE) -> str:
    r"""Return the declarations that our own store adds to a query, written on its first line.

    These are our prefixes that the query uses and does not declare, and our base where an IRI is
    relative. A declaration of the query's own comes later, and so it stands.
    Complexity: linear in the text.
    Source: SPARQL 1.1 Query Language, section 4.1.1.

    >>> prologue("SELECT ?a { ?s a wd:Q5 # rdfs:label is in a comment\n }")
    'PREFIX wd: <http://www.wikidata.org/entity/> '
    >>> prologue("PREFIX wd: <a:> ASK { <id/issue/x> a wd:Q5 }")
    'BASE <https://w3id.org/justicegraph/> '
    """
    declared: set[str] = set()
    used: set[str] = set()
    is_relative = False
    for (_, before), (kind, piece) in pairwise((START, *_tokens(text))):
        if kind == "name":
            (declared if before.upper() == "PREFIX" else used).add(piece.partition(":")[0])
        is_relative |= kind == "iri" and not ABSOLUTE.match(piece)
    wanted = [prefix for prefix in PREFIXES if prefix in used - declared]
    lines = [f"BASE <{base}> "] if is_relative else []
    return "".join(lines + [f"PREFIX {prefix}: <{PREFIXES[prefix]}> " for prefix in wanted])


def named_dataset(text: str, base: str = BASE) -> Dataset:
    """Return the graphs that a query itself names, as a request would name them.

    Complexity: linear in the text.
    Source: SPARQL 1.1 Query Language, section 13.2; SPARQL 1.1 Protocol, section 2.1.4.

    >>> named_dataset("SELECT * FROM <urn:a> FROM NAMED wd:Q5 { GRAPH ?g { ?s ?p ?o } }")
    Dataset(default=('urn:a',), named=('http://www.wikidata.org/entity/Q5',))
    """
    prefixes, default, named = dict(PREFIXES), [], []
    tokens = [START, START, *_tokens(text)]
    for (_, first), (_, second), token in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if second.upper() == "BASE":
            base = urljoin(base, token[1][1:-1])
        elif first.upper() == "PREFIX":
            prefixes[second.partition(":")[0]] = urljoin(base, token[1][1:-1])
        elif second.upper() == "FROM" and token[1].upper() != "NAMED":
            default.append(_iri(token, prefixes, base))
        elif first.upper() == "FROM" and second.upper() == "NAMED":
            named.append(_iri(token, prefixes, base))
    return Dataset(tuple(filter(None, default)), tuple(filter(None, named)))


def _iri(token: Token, prefixes: dict[str, str], base: str) -> str:
    """Return the IRI that a token is or abbreviates; nothing where the query is malformed."""
    kind, piece = token
    if kind == "iri":
        return urljoin(base, piece[1:-1])
    prefix, _, local = piece.partition(":")
    if kind != "name" or prefix not in prefixes:
        return ""
    return prefixes[prefix] + local.replace("\\", "")


def _tokens(text: str) -> list[Token]:
    """Return the tokens of a query without white space and comments."""
    return [token for token in tokenize(text) if token[0] != "space"]
