"""Undeclared-term lint of a project's files: terms at its base that its shapes, questions use.

What is removed from `ontology/` may still be used by a rule, a question or a table, which then
finds nothing, or has no page to lead to.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

import rdflib

from ontology import (
    current_project,
    local_name,
    near_names,
    own_files,
    own_names,
)
from shapes.problem import Mark, Problem, Severity
from shapes.validation import shape_graph

__all__ = ["undefined_terms", "used_terms"]

CONCEPT: Final = "concept/"
PARTS: Final = {"shapes": "*.ttl", "questions": "*.rq", "tables": "*.rq"}
TOKEN: Final = re.compile(
    r"""
    (?:@?prefix\s+ (?P<prefix>[^\s:<]*):\s* <(?P<start>[^<>\s]*)>)
    | <(?P<iri>[^<>"{}|^`\\\s]*)>
    | (?P<comment>\#[^\n]*)
    | (?P<long>\"{3}.*?\"{3}|'{3}.*?'{3})
    | \"(?:[^"\\\n]|\\.)*\" | '(?:[^'\\\n]|\\.)*'
    | (?<![\w?$@:-]) (?P<short>(?:[^\W\d_][\w.-]*)?) : (?P<local>\w(?:[\w.-]*[\w-])?)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
"""Tokens of Turtle and SPARQL in which a term may be, or that hide what looks like one."""


def undefined_terms() -> Iterator[Problem]:
    """Yield a warning for each use of a term below the project's base that nothing defines.

    Complexity: linear in the project's shapes, questions and tables.
    """
    project = current_project()
    if not project:
        return
    starts = tuple(f"{project.project.base}{part}" for part in ("ontology#", "ontology/", CONCEPT))
    for part, pattern in PARTS.items():
        for path in own_files(part, pattern):
            for term, line in used_terms(path.read_text(encoding="utf-8", errors="replace")):
                if term.startswith(starts) and term not in _defined():
                    yield Problem(Severity.WARNING, _words(term), str(path), Mark(line=line))


def used_terms(text: str) -> list[tuple[str, int]]:
    r"""Return the IRIs that a text in Turtle or SPARQL uses, each with its first line.

    Prefixes are resolved; comments and short texts are skipped, and SPARQL in long texts is read.
    Source: SPARQL 1.1, section 19.8; Turtle, section 6.5.

    >>> used_terms("PREFIX own: <https://a.example/o#>\n# own:no\nASK { ?s own:deep <b:c> }")
    [('https://a.example/o#deep', 3), ('b:c', 3)]
    """
    lines: dict[str, int] = {}
    for term, place in _tokens(text, {}):
        lines.setdefault(term, text.count("\n", 0, place) + 1)
    return [*lines.items()]


def _tokens(text: str, prefixes: dict[str, str], before: int = 0) -> Iterator[tuple[str, int]]:
    """Yield the IRIs of a text and where they are in it."""
    for match in TOKEN.finditer(text):
        place = before + match.start()
        if match["start"] is not None:
            prefixes[match["prefix"]] = match["start"]
        elif match["iri"]:
            yield match["iri"], place
        elif match["long"]:
            yield from _tokens(match["long"][3:-3], prefixes, place + 3)
        elif match["local"] and match["short"] in prefixes:
            yield prefixes[match["short"]] + match["local"], place


@cache
def _defined() -> frozenset[str]:
    """Return the terms of the project, and the shapes that are named as terms."""
    shapes = shape_graph().subjects(unique=True)
    return own_names() | {str(one) for one in shapes if isinstance(one, rdflib.URIRef)}


def _words(term: str) -> str:
    near = near_names(local_name(term), map(local_name, own_names()))
    advice = "define it in ontology/, or take it out here"
    return f"{term} is not defined: {advice}" + (f"; is it {', '.join(near)}?" if near else "")
