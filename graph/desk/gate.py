"""Gate for suggestions: validates proposed records with SHACL, given the types of others."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Final

from graph.desk.yaml_writer import written
from graph.engine.base import Engine
from graph.privacy.curated import names_of, persons_named
from graph.privacy.name_tokens import Phrases
from graph.rdf.quads import Quad, iri
from graph.rdf.terms import TYPE
from graph.reading.check import check
from graph.reading.files import curated_records, own_records, read_text, record_files, record_text
from graph.reading.plain import plain_record
from graph.reading.record import Record
from graph.reading.yaml_ld import documents
from ontology import BASE
from ontology.namespaces import SLUG
from shapes import Problem, Severity

__all__ = ["gate"]

TYPES: Final = """
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?record ?type WHERE {{
  VALUES ?record {{ {records} }} ?record dcterms:isReplacedBy*/a ?type
}}
"""
"""A record that was merged into another one has the types of that: imports name the former."""
RECORD: Final = re.compile(rf"id/({SLUG})/({SLUG})")
NAMED: Final = (
    "it may name a private person (words {} to {}): say the role in words instead, "
    "unless it is a public figure"
)


def gate(entries: Sequence[Mapping[str, Any]], engine: Engine, base: str = BASE) -> list[Problem]:
    """Validate proposed records, of which each may name others, and records of the graph.

    A person who may be private is a warning, which a reviewer decides on.
    Complexity: as `check` for the records; one query for the types of what they name.
    """
    records = [
        record
        for entry in entries
        for record in read_text(written(entry), f"{entry.get('id', '')}.yaml", base)
    ]
    names = _named(records, base)
    problems = check(records, [*_known(names, engine, base), _nothing(base)]).problems
    return [*(one for one in problems if one.severity is not Severity.INFO), *_persons(entries)]


def _named(records: Iterable[Record], base: str) -> set[str]:
    """Return the IRIs of records of the graph that proposed records name."""
    records = list(records)
    own = {record.iri for record in records}
    objects = {quad[3][1:-1] for record in records for quad in record.quads}
    return {one for one in objects if one.startswith(f"{base}id/") and "#" not in one} - own


def _known(names: set[str], engine: Engine, base: str) -> list[Record]:
    """Return the records of the graph with some IRIs, each with its types alone."""
    if not names:
        return []
    text = TYPES.format(records=" ".join(iri(name) for name in sorted(names)))
    quads: dict[str, list[Quad]] = {}
    for row in engine.rows(text):
        subject = row["record"].text
        quad = (iri(f"{base}graph/known"), iri(subject), TYPE, iri(row["type"].text))
        quads.setdefault(subject, []).append(quad)
    return [_record(name, found, base) for name, found in quads.items()]


def _record(name: str, quads: list[Quad], base: str) -> Record:
    match = RECORD.fullmatch(name.removeprefix(base))
    kind, slug = (match[1], match[2]) if match else ("", "")
    return Record("", 0, kind, slug, name, f"{base}graph/known", quads)


def _nothing(base: str) -> Record:
    """Return an empty record: with any known one, only findings about own nodes are reported."""
    return Record("", 0, graph=f"{base}graph/known")


def _persons(entries: Iterable[Mapping[str, Any]]) -> Iterable[Problem]:
    for entry in entries:
        for named in persons_named(entry, _names()):
            label = f"{named.field}: {NAMED.format(*named.words)}"
            yield Problem(Severity.WARNING, label, f"{entry.get('id', '')}.yaml")


@cache
def _names() -> Phrases:
    """Return the names that curated records may use."""
    nodes = (
        node
        for path in record_files({curated_records(), own_records()})
        for node in documents(record_text(path), str(path))
    )
    return names_of(plain_record(node) for node in nodes)
