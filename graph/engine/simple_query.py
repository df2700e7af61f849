"""Recogniser of basic graph patterns: SELECT and ASK over plain triple patterns, in one expression.

What it recognises needs neither tokens nor the guard: there is one pair of braces, so no SERVICE,
and neither comment, escape, path, filter nor blank node. Of all other queries it says nothing.
"""

import re
from typing import Final, NamedTuple

from ontology import PREFIXES
from ontology.namespaces import RDF_TYPE

__all__ = ["Pattern", "SimpleQuery", "recognise"]

Pattern = tuple[str, str, str]
"""A triple pattern: subject, property and object as written, but the property as an IRI in full."""

IRI: Final = r'<[A-Za-z][A-Za-z0-9+.-]*+:[^<>"{}|^`\\\x00-\x20]*+>'
NAME: Final = r"(?:[A-Za-z][A-Za-z0-9_-]*+)?:[A-Za-z0-9_](?:[A-Za-z0-9_-]|\.(?=[A-Za-z0-9_-]))*+"
VARIABLE: Final = r"[?$][A-Za-z0-9_]++"
LITERAL: Final = (
    rf'"[^"\\\n\r]*+"(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^(?:{IRI}|{NAME}))?+|[0-9]++(?!\.[0-9])'
)
VERB: Final = rf"(?:{VARIABLE}|{IRI}|{NAME}|a)"
TERM: Final = rf"(?:{VARIABLE}|{IRI}|{NAME}|{LITERAL})"
GAP, SPACE = r"[ \t\r\n]*+", r"[ \t\r\n]++"
OBJECTS: Final = rf"{VERB}{SPACE}{TERM}(?:{GAP},{GAP}{TERM})*+"
TRIPLES: Final = rf"{TERM}{SPACE}{OBJECTS}(?:{GAP};{GAP}{OBJECTS})*+"
SIMPLE: Final = re.compile(
    rf"""
    {GAP}
    (?P<prologue>(?:(?i:PREFIX){SPACE}(?:[A-Za-z][A-Za-z0-9_-]*+)?:{GAP}{IRI}{GAP})*+)
    (?: (?P<ask>(?i:ASK))
      | (?i:SELECT){SPACE}(?P<distinct>(?i:DISTINCT){SPACE})?+
        (?:\*|{VARIABLE}(?:{SPACE}{VARIABLE})*+)
    )
    {GAP}(?:(?i:WHERE){GAP})?+
    \{{{GAP}(?P<block>{TRIPLES}(?:{GAP}\.{GAP}{TRIPLES})*+)(?:{GAP}\.)?+{GAP}\}}{GAP}
    (?P<order>(?i:ORDER){SPACE}(?i:BY)
        (?:{SPACE}(?:(?i:ASC|DESC){GAP}\({GAP}{VARIABLE}{GAP}\)|{VARIABLE}))++{GAP})?+
    (?:(?i:LIMIT){SPACE}(?P<limit>[0-9]{{1,9}}+){GAP})?+
    (?:(?i:OFFSET){SPACE}(?P<offset>[0-9]{{1,9}}+){GAP})?+
    """,
    re.VERBOSE,
)
PIECE: Final = re.compile(rf"{TERM}|a|[.;,]")
PREFIX: Final = re.compile(rf"(?i:PREFIX){SPACE}([A-Za-z0-9_-]*+):{GAP}({IRI})")


class SimpleQuery(NamedTuple):
    """A recognised query: its form, its triple patterns and how many rows it takes at most.

    `most` is set where the engine can stop after that number of rows, else it is nothing.
    """

    form: str
    patterns: tuple[Pattern, ...]
    most: int | None


def recognise(text: str) -> SimpleQuery | None:
    """Return the patterns of a query, or nothing where it is anything but simple.

    Complexity: linear, since no part of the expression gives back what it took.
    Source: SPARQL 1.1 Query Language, section 19.8: a subset of its grammar.

    >>> recognise("SELECT ?c { ?s a <a:Issue>, ?c } LIMIT 3").patterns[1][2]
    '?c'
    >>> recognise("ASK { ?s a ?c FILTER(?c > 1) }"), recognise("ASK { ?s <a:p>/<a:q> 1.5 }")
    (None, None)
    """
    found = SIMPLE.fullmatch(text)
    if not found:
        return None
    prefixes = PREFIXES | {name: iri[1:-1] for name, iri in PREFIX.findall(found["prologue"])}
    patterns = tuple(_patterns(PIECE.findall(found["block"]), prefixes))
    if found["ask"]:
        return SimpleQuery("ASK", patterns, 1)
    is_whole = not found["limit"] or found["distinct"] or found["order"]
    most = None if is_whole else int(found["limit"]) + int(found["offset"] or 0)
    return SimpleQuery("SELECT", patterns, most)


def _patterns(pieces: list[str], prefixes: dict[str, str]) -> "list[Pattern]":
    found, subject, verb = list[Pattern](), "", ""
    for piece in pieces:
        if piece == ".":
            subject = verb = ""
        elif piece == ";":
            verb = ""
        elif piece != ",":
            if not subject:
                subject = piece
            elif not verb:
                verb = _property(piece, prefixes)
            else:
                found.append((subject, verb, piece))
    return found


def _property(verb: str, prefixes: dict[str, str]) -> str:
    """Return a property as an IRI in full, in angle brackets; a variable as it is."""
    if verb == "a":
        return f"<{RDF_TYPE}>"
    if verb[0] in "?$<":
        return verb
    prefix, _, local = verb.partition(":")
    return f"<{prefixes.get(prefix, '')}{local}>"
