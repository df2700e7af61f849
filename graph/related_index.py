"""Index of the related issues that pages show (SQLite): by issue, with reasons and labels, as JSON.

Half of what the page of an issue would read of the graph are the reasons of its relations. Here
they are one row, in the form the page shows; labels are those of the release, so that a server may
translate them.
"""

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from graph.engine.lookup.by_query import WEIGHTIEST
from graph.index_file import IndexFile
from graph.rdf.best_labels import best_labels
from graph.rdf.grouped import Nodes, grouped
from graph.rdf.quads import Quad, iri, plain
from ontology import BASE, JG
from ontology.namespaces import RDFS_LABEL

__all__ = [
    "RELATED",
    "RELATED_INDEX",
    "Label",
    "RelatedRow",
    "read_related",
    "write_related",
]

RELATED_INDEX: Final = "related.sqlite"
"""File name in a release."""
RELATED: Final = "graph/related"
"""The named graph of all relations, below the base of the data."""
SCHEMA: Final = "CREATE TABLE related (issue TEXT PRIMARY KEY, found BLOB)"
FOUND: Final = "SELECT found FROM related WHERE issue = ?"
KEPT: Final = 4
"""The most indexes that are kept open: that of the current release, and of former ones."""
ISSUE, REASON, SCORE, SHARED, VIA, WEIGHT = (
    JG + name for name in ("issue", "reason", "score", "shared", "via", "weight")
)
Label = tuple[str, str, str]
"""An IRI, what it is called, and in which language; without a label, both are empty."""


class RelatedRow(NamedTuple):
    """A related issue: its label, its score, a summary and reasons.

    Each reason has what is shared, the property that leads to it, a sentence and its weight.
    """

    issue: Label
    score: str
    summary: str
    reasons: Sequence[tuple[Label, str, str, str]]


def write_related(path: Path, quads: Iterable[Quad], base: str = BASE) -> None:
    """Write the index of a release's quads.

    Complexity: two passes over the quads, and sorting the relations of each issue.
    """
    quads = quads if isinstance(quads, list) else [*quads]
    graph = iri(base + RELATED)
    nodes = grouped(quad for quad in quads if quad[0] == graph)
    relations = {node: about for node, about in nodes.items() if REASON in about}
    labels = best_labels(quads, {*_named(nodes, relations)})
    rows = ((issue, _packed(some)) for issue, some in _by_issue(nodes, relations, labels))
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; {SCHEMA}")
        connection.executemany("INSERT INTO related VALUES (?, ?)", rows)


def read_related(path: Path, issue: str) -> list[RelatedRow] | None:
    """Return the related issues of an issue, the most related first; nothing without an index.

    Raises `Unavailable` where the file is damaged. Complexity: one look-up.
    """
    try:
        now = path.stat()
        with _index(path, now.st_ino, now.st_mtime_ns).opened() as connection:
            row = connection.execute(FOUND, (issue,)).fetchone()
    except FileNotFoundError:
        return None
    return [RelatedRow(*one) for one in json.loads(zlib.decompress(row[0]))] if row else []


@lru_cache(maxsize=KEPT)
def _index(path: Path, _inode: int, _written: int) -> IndexFile:
    """Return the index at a path; one that was written anew is another."""
    return IndexFile(path)


def _packed(rows: Iterable[RelatedRow]) -> bytes:
    return zlib.compress(json.dumps([*rows], ensure_ascii=False, separators=(",", ":")).encode())


def _named(nodes: Nodes, relations: Iterable[str]) -> Iterator[str]:
    """Yield what relations name to readers, as terms: both issues, and what they share."""
    for relation in relations:
        yield from nodes[relation][ISSUE]
        for reason in nodes[relation][REASON]:
            yield from nodes.get(plain(reason), {}).get(SHARED, ())


def _by_issue(
    nodes: Nodes, relations: Iterable[str], labels: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[str, list[RelatedRow]]]:
    """Yield each issue with its weightiest relations, those of one score by their IRIs."""
    of_issue: dict[str, list[str]] = {}
    for relation in relations:
        for end in nodes[relation][ISSUE]:
            of_issue.setdefault(end, []).append(relation)
    for issue, some in sorted(of_issue.items()):
        first = sorted(some, key=lambda one: (-Decimal(_first(nodes[one], SCORE)), iri(one)))
        found = (_row(nodes, one, issue, labels) for one in first[:WEIGHTIEST])
        yield issue[1:-1], [row for row in found if row]


def _row(
    nodes: Nodes, relation: str, issue: str, labels: Mapping[str, tuple[str, str]]
) -> RelatedRow | None:
    about = nodes[relation]
    reasons = [
        (
            _label(nodes[node].get(SHARED, [""])[0], labels),
            _first(nodes[node], VIA),
            _first(nodes[node], RDFS_LABEL),
            _first(nodes[node], WEIGHT),
        )
        for node in map(plain, about[REASON])
        if node in nodes
    ]
    for other in about[ISSUE]:
        if other != issue:
            summary = _first(about, RDFS_LABEL)
            return RelatedRow(_label(other, labels), _first(about, SCORE), summary, reasons)
    return None


def _label(term: str, labels: Mapping[str, tuple[str, str]]) -> Label:
    return term[1:-1], *labels.get(term, ("", ""))


def _first(about: Mapping[str, list[str]], name: str) -> str:
    return next(map(plain, about.get(name, ())), "")
