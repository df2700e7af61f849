"""Ranking by BM25, bounded in cost: at most 2,000 documents are scored a query."""

import json
import sqlite3
from collections.abc import Callable
from itertools import chain, islice
from typing import Final

from pyroaring import BitMap

__all__ = ["ORDERS", "RANKED", "having", "ranked"]

ORDERS: Final = ("relevance", "newest", "oldest")
RANKED: Final = 2_000
"""The most documents that are scored. Of more, first those whose title equals the words, then those
with the words in their title, then the newest; the others follow in the same order, unscored."""
MATCH: Final = "SELECT json_group_array(rowid) FROM words WHERE words MATCH ?"
FIRST: Final = """
SELECT json_group_array(rowid) FROM (SELECT rowid FROM words WHERE words MATCH ? LIMIT ?)
"""
TITLED: Final = (
    "SELECT number FROM document WHERE title = ? COLLATE NOCASE ORDER BY number LIMIT 100"
)
WEIGHED: Final = """
SELECT rowid FROM words WHERE words MATCH ?
AND +rowid IN (SELECT value FROM json_each(?)) ORDER BY bm25(words, 10, 4, 1), rowid
"""


def having(connection: sqlite3.Connection, match: str, most: int | None = None) -> BitMap:
    """Return the numbers of the documents that match an FTS5 expression; linear in these.

    Of more than `most`, the newest; those with a match in their title apart from the others.
    """
    if most is None:
        (found,) = connection.execute(MATCH, (match,)).fetchone()
        return BitMap(json.loads(found))
    parts = (f"{{title}} : ({match})", match)
    texts = (connection.execute(FIRST, (part, most)).fetchone()[0] for part in parts)
    return BitMap.union(*(BitMap(json.loads(text)) for text in texts))


def ranked(
    connection: sqlite3.Connection,
    found: BitMap,
    asked: tuple[str, str],
    order: str,
    part: slice,
    tier: Callable[[int], float] = lambda _: 0,
) -> list[int]:
    """Return a slice of the documents found, in an order; documents are numbered newest first.

    `asked` are words as somebody typed them, and as FTS5 takes them. Of those that are scored, the
    documents of a lower tier come first.
    Complexity: linear in the documents of the words; at most `RANKED` are weighed and sorted.
    Source: Robertson and Zaragoza, The probabilistic relevance framework: BM25 and beyond (2009).
    """
    words, match = asked
    if order == "oldest":
        return [*islice(reversed(found), part.start, part.stop)]
    if order == "newest" or not match:
        return [*found[part]]
    first, titled = _first(connection, found, words, match)
    weighed = _weighed(connection, first, match) if part.start < RANKED else [*first]
    others = first - BitMap(weighed)  # the record of an identifier may have none of the words
    weighed = sorted([*others, *weighed], key=tier)
    return [*islice(chain(weighed, titled - first, found - titled - first), part.start, part.stop)]


def _first(
    connection: sqlite3.Connection, found: BitMap, words: str, match: str
) -> tuple[BitMap, BitMap]:
    """Return the documents to score, and those with the words in their title."""
    if len(found) <= RANKED:
        return found, found
    titled = found & having(connection, f"{{title}} : ({match})")
    first = titled & BitMap(number for (number,) in connection.execute(TITLED, (words,)))
    for some in (titled, found):
        first |= (some - first)[: max(RANKED - len(first), 0)]
    return first, titled


def _weighed(connection: sqlite3.Connection, some: BitMap, match: str) -> list[int]:
    return [number for (number,) in connection.execute(WEIGHED, (match, json.dumps([*some])))]
