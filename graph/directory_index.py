"""Index of organisations (SQLite): what lists of them hold as data, one row each, as JSON.

A list of thousands of organisations would look up each of them with its kinds, places, contact
points and their labels. Here these are one row, in English, as data are.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from graph.index_file import opened_index
from graph.rdf.best_labels import best_labels
from graph.rdf.grouped import Nodes, grouped
from graph.rdf.quads import Quad, iri, plain
from graph.rdf.terms import TYPE
from graph.search import SIDES, Search
from ontology import JG
from ontology.namespaces import FOAF, SCHEMA

__all__ = [
    "DIRECTORY_INDEX",
    "ContactRow",
    "OrganisationRow",
    "contact_of",
    "homepage_of",
    "read_directory",
    "write_directory",
]

DIRECTORY_INDEX: Final = "directory.sqlite"
"""File name in a release."""
TABLE: Final = "CREATE TABLE organisation (iri TEXT PRIMARY KEY, found TEXT) WITHOUT ROWID"
FOUND: Final = """
SELECT found FROM json_each(?) AS wanted
CROSS JOIN organisation ON iri = wanted.value ORDER BY wanted.key
"""
ORGANISATION: Final = iri(JG + "Organization")
KIND, PLACE, WORKS_ON, CONTACT = (JG + name for name in ("kind", "place", "worksOn", "contact"))
WEB: Final = ("http://", "https://")


class ContactRow(NamedTuple):
    """A public contact point: page or mailbox, languages and the day it was checked."""

    url: str
    email: str
    languages: Sequence[str]
    checked: str


class OrganisationRow(NamedTuple):
    """An organisation as lists hold it as data; the last two say how many issues name it."""

    iri: str
    name: str
    kinds: Sequence[str]
    places: Sequence[str]
    works_on: Sequence[str]
    homepage: str
    contacts: Sequence[ContactRow]
    implicated: int
    responding: int


def write_directory(path: Path, quads: Sequence[Quad], search: Search) -> None:
    """Write the index of a release's quads; `search` counts the issues.

    Complexity: four passes over the quads, and sorting the organisations.
    """
    organisations = {one for _, one, name, end in quads if name == TYPE and end == ORGANISATION}
    nodes = grouped(quad for quad in quads if quad[1] in organisations)
    points = {node for about in nodes.values() for node in about.get(CONTACT, ())}
    nodes |= grouped(quad for quad in quads if quad[1] in points)
    labels = _labels(quads, organisations | {*_named(nodes)})
    counts = [_counts(search, side) for side in SIDES]
    rows = (_row(one[1:-1], nodes, labels, counts) for one in sorted(organisations))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; {TABLE}")
        packed = ((row.iri, json.dumps(row, ensure_ascii=False)) for row in rows)
        connection.executemany("INSERT INTO organisation VALUES (?, ?)", packed)


def read_directory(path: Path, organisations: Sequence[str]) -> list[OrganisationRow] | None:
    """Return the rows of some organisations in their order; nothing without an index.

    Raises `Unavailable` where the file is damaged. Complexity: one look-up each.
    """
    if not path.is_file():
        return None
    with opened_index(path) as connection:
        found = connection.execute(FOUND, (json.dumps(organisations),))
        packed = f"[{','.join([row for (row,) in found])}]"
    return [
        OrganisationRow._make((*row[:6], [*map(ContactRow._make, row[6])], *row[7:]))
        for row in json.loads(packed)
    ]


def _counts(search: Search, side: str) -> dict[str, int]:
    """Return how many issues name each actor on a side."""
    values, issues = search.values.beginning(side, ""), search.values.issues
    return {one.value: one.documents.intersection_cardinality(issues) for one in values}


def _named(nodes: Nodes) -> Iterator[str]:
    for about in nodes.values():
        for name in (KIND, PLACE, WORKS_ON):
            yield from about.get(name, ())


def _labels(quads: Iterable[Quad], terms: set[str]) -> dict[str, str]:
    return {term: text for term, (text, _) in best_labels(quads, terms).items()}


def _row(
    organisation: str,
    nodes: Nodes,
    labels: Mapping[str, str],
    counts: Sequence[Mapping[str, int]],
) -> OrganisationRow:
    about = nodes[organisation]

    def called(name: str) -> list[str]:
        return [labels.get(one, plain(one)) for one in about.get(name, ())]

    implicated, responding = (some.get(organisation, 0) for some in counts)
    return OrganisationRow(
        organisation,
        labels.get(iri(organisation), organisation),
        called(KIND),
        called(PLACE),
        sorted(called(WORKS_ON)),
        homepage_of(about),
        [contact_of(nodes.get(plain(one), {})) for one in about.get(CONTACT, ())],
        implicated,
        responding,
    )


def homepage_of(about: Mapping[str, list[str]]) -> str:
    """Return the homepage in the statements about an actor; only an address of the web is one."""
    return _address(about, FOAF + "homepage")


def contact_of(about: Mapping[str, list[str]]) -> ContactRow:
    """Return the contact point of some statements."""
    languages = sorted(map(plain, about.get(JG + "language", ())))
    email, checked = (_first(about, name) for name in (SCHEMA + "email", JG + "checked"))
    return ContactRow(_address(about, SCHEMA + "url"), email, languages, checked)


def _address(about: Mapping[str, list[str]], name: str) -> str:
    return next((one for one in map(plain, about.get(name, ())) if one.startswith(WEB)), "")


def _first(about: Mapping[str, list[str]], name: str) -> str:
    return next(map(plain, about.get(name, ())), "")
