"""Writes the explorer's SQLite index: nodes, and links stored from both ends.

node     numbered from the most linked on, with its place in the picture of the whole
link     each link twice, from either end, so that a node's neighbours lie together, in order
tally    how many links of each sort a node has, so that what is not shown can be counted
alias    names of records that report an issue with others, each with the node of the issue
sort     the kinds of nodes and the sorts of links that there are, with their numbers
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

from graph.explorer.links import LabelledLink, collect_links
from graph.network.layout import layout
from graph.rdf.one_issue import COUNTED_AS
from graph.rdf.quads import Quad
from ontology import kind_of

__all__ = ["EXPLORER", "name_of", "write_explorer"]

EXPLORER: Final = "explore.sqlite"
"""File name in a release."""
SCHEMA: Final = """
CREATE TABLE node (
  number INTEGER PRIMARY KEY, name TEXT UNIQUE, iri TEXT UNIQUE, kind TEXT, label TEXT,
  links INTEGER, x REAL, y REAL
);
CREATE TABLE link (
  a INTEGER, b INTEGER, via TEXT, is_forward INTEGER, says TEXT, facts TEXT,
  PRIMARY KEY (a, b, via, is_forward)
) WITHOUT ROWID;
CREATE TABLE tally (
  node INTEGER, via TEXT, kind TEXT, links INTEGER, PRIMARY KEY (node, via, kind)
) WITHOUT ROWID;
CREATE TABLE alias (
  name TEXT PRIMARY KEY, number INTEGER
) WITHOUT ROWID;
CREATE TABLE sort (
  what TEXT, name TEXT, amount INTEGER, PRIMARY KEY (what, name)
) WITHOUT ROWID;
"""
INDICES: Final = """
CREATE INDEX by_kind ON node (kind, number);
CREATE INDEX by_links ON node (links);
"""


def write_explorer(path: Path, quads: Iterable[Quad]) -> None:
    """Write the index of a release's quads.

    Complexity: linear in the quads, and sorting nodes and links.
    """
    quads = quads if isinstance(quads, list) else [*quads]
    links, labels = collect_links(quads)
    nodes = _ordered(links)
    numbers = {address: number for number, (address, _) in enumerate(nodes)}
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode = OFF; {SCHEMA}")
        places = layout(
            [(numbers[link.source], numbers[link.target]) for link in links], len(nodes)
        )
        connection.executemany(
            "INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    numbers[one],
                    name_of(one),
                    one,
                    kind_of(one),
                    labels[one],
                    amount,
                    *places[numbers[one]],
                )
                for one, amount in nodes
            ),
        )
        connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)", _rows(links, numbers))
        connection.executemany("INSERT INTO tally VALUES (?, ?, ?, ?)", _tally(links, numbers))
        connection.executemany("INSERT INTO alias VALUES (?, ?)", _aliases(quads, numbers))
        connection.executemany("INSERT INTO sort VALUES (?, ?, ?)", _sorts(links, nodes))
        connection.executescript(INDICES)


def name_of(address: str) -> str:
    """Return the name of a node in URLs of the explorer.

    >>> name_of("https://w3id.org/justicegraph/concept/impact/privacy-violation")
    'impact/privacy-violation'
    """
    return address.partition("/id/")[2] or address.partition("/concept/")[2]


def _ordered(links: Iterable[LabelledLink]) -> list[tuple[str, int]]:
    """Return every node with its degree, the highest first."""
    amounts = Counter(end for link in links for end in (link.source, link.target))
    return sorted(amounts.items(), key=lambda one: (-one[1], one[0]))


def _rows(
    links: Iterable[LabelledLink], numbers: Mapping[str, int]
) -> list[tuple[int, int, str, int, str, str]]:
    rows = []
    for link in links:
        source, target = numbers[link.source], numbers[link.target]
        told = (link.says, f"[{','.join(link.facts)}]" if link.facts else "")
        rows.append((source, target, link.via, 1, *told))
        rows.append((target, source, link.via, 0, *told))
    return sorted(rows)


def _tally(
    links: Iterable[LabelledLink], numbers: Mapping[str, int]
) -> Iterator[tuple[int, str, str, int]]:
    amounts: Counter[tuple[int, str, str]] = Counter()
    for link in links:
        amounts[numbers[link.source], link.via, kind_of(link.target)] += 1
        amounts[numbers[link.target], link.via, kind_of(link.source)] += 1
    yield from ((*sort, amount) for sort, amount in sorted(amounts.items()))


def _aliases(quads: Iterable[Quad], numbers: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for _, record, predicate, issue in quads:
        if predicate == COUNTED_AS and issue[1:-1] in numbers:
            yield name_of(record[1:-1]), numbers[issue[1:-1]]


def _sorts(
    links: Iterable[LabelledLink], nodes: Iterable[tuple[str, int]]
) -> Iterator[tuple[str, str, int]]:
    kinds, vias = Counter(kind_of(node) for node, _ in nodes), Counter(link.via for link in links)
    yield from (("kind", kind, amount) for kind, amount in sorted(kinds.items()))
    yield from (("via", via, amount) for via, amount in sorted(vias.items()))
