"""Mentions of a name: texts of other records that a removal of a record leaves in the graph.

A removal takes away a record and what refers to it. Its name may also be written in a summary, a
title or a note of another record; a reviewer has to read those.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from graph.engine.base import Engine
from graph.rdf.quads import iri, literal
from graph.rdf.terms import LABEL, TITLE, TYPE
from ontology import BASE, JG
from ontology.namespaces import SKOS

__all__ = ["Mention", "mentions"]

NAMED: Final = f"""
SELECT DISTINCT ?name ?class WHERE {{
  VALUES ?property {{ {LABEL} {TITLE} {iri(SKOS + "altLabel")} }}
  %s ?property ?name ; {TYPE} ?class
}}
"""
MENTIONED: Final = """
SELECT DISTINCT ?thing ?text WHERE {{
  ?thing ?property ?text
  FILTER(ISLITERAL(?text) && !STRSTARTS(STR(?thing), {own}) && ({conditions}))
}} ORDER BY ?thing ?text LIMIT {most}
"""
MOST: Final = 200
SHORTEST: Final = 4
"""A shorter name is in too many words."""
AROUND: Final = 60
"""Characters that are shown before and after a name."""


class Mention(NamedTuple):
    """A mention: the record by kind and slug, the name, and the words around it."""

    record: str
    name: str
    text: str


def mentions(engine: Engine, record: str, base: str = BASE) -> list[Mention]:
    """Return the mentions of the names of a record in texts of others, at most 200.

    Of a person, the family name alone counts too.
    Complexity: one pass over the literals of the graph.
    """
    names = _names(engine, iri(f"{base}id/{record}"))
    if not names:
        return []
    conditions = " || ".join(
        f"CONTAINS(LCASE(STR(?text)), {literal(one.lower())})" for one in names
    )
    own = literal(f"{base}id/{record}")
    rows = engine.rows(MENTIONED.format(own=own, conditions=conditions, most=MOST))
    found = (
        Mention(name, *part)
        for row in rows
        if (name := _record(row["thing"].text, base))
        for part in _parts(row["text"].text, names)
    )
    return [*dict.fromkeys(found)]


def _names(engine: Engine, record: str) -> list[str]:
    """Return the names of a record, the longest first."""
    rows = [*engine.rows(NAMED % record)]
    names = {row["name"].text for row in rows}
    if any(row["class"].text == f"{JG}Person" for row in rows):
        names |= {name.split()[-1] for name in names}
    return sorted((one for one in names if len(one) >= SHORTEST), key=lambda one: (-len(one), one))


def _record(thing: str, base: str) -> str:
    return thing.removeprefix(f"{base}id/").partition("#")[0] if thing.startswith(base) else ""


def _parts(text: str, names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the first of the names that a text has as whole words, and what is around it."""
    for name in names:
        if match := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            start, end = max(match.start() - AROUND, 0), match.end() + AROUND
            cut = ("\u2026" if start else "", "\u2026" if end < len(text) else "")
            yield name, f"{cut[0]}{text[start:end]}{cut[1]}"
            return
