"""The order of what was found: by words as far as a bound, by time, and any part of it alike."""

import sqlite3
from collections.abc import Iterator

import pytest
from pyroaring import BitMap

from graph.search import ranking
from graph.search.ranking import ORDERS, having, ranked

TITLES = {1: "wages of court", 3: "wages", 6: "court"}
TEXTS = {0: "court wages", 2: "wages wages wages", 4: "wages", 5: "rent", 7: "wages court"}
WAGES = BitMap([0, 1, 2, 3, 4, 7])


@pytest.fixture
def words() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE words USING fts5(title, names, text, content='')")
    connection.execute("CREATE TABLE document (number INTEGER PRIMARY KEY, title TEXT)")
    connection.executemany("INSERT INTO document VALUES (?, ?)", TITLES.items())
    rows = [(number, TITLES.get(number, ""), "", TEXTS.get(number, "")) for number in range(8)]
    connection.executemany(
        "INSERT INTO words (rowid, title, names, text) VALUES (?, ?, ?, ?)", rows
    )
    yield connection
    connection.close()


def order(words: sqlite3.Connection, found: BitMap = WAGES, part: slice = slice(0, 9)) -> list[int]:
    return ranked(words, found, ("Wages", '"wages"'), "relevance", part)


def test_the_documents_of_some_words_are_those_that_have_all(words: sqlite3.Connection) -> None:
    assert having(words, '"wages"') == WAGES
    assert having(words, '"court" "wag"*') == BitMap([0, 1, 7])
    assert having(words, '"strike"') == BitMap()


def test_up_to_the_bound_all_are_weighed_by_their_words(words: sqlite3.Connection) -> None:
    by_bm25 = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 10, 4, 1), rowid"
    assert order(words) == [number for (number,) in words.execute(by_bm25, ('"wages"',))]
    assert order(words, WAGES - BitMap([3])) == [one for one in order(words) if one != 3]


def test_beyond_the_bound_titles_come_first_those_first_that_are_the_words(
    words: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    weighed = order(words)
    monkeypatch.setattr(ranking, "RANKED", 3)
    assert order(words) == [one for one in weighed if one in (0, 1, 3)] + [2, 4, 7]
    monkeypatch.setattr(ranking, "RANKED", 1)
    assert order(words) == [3, 1, 0, 2, 4, 7]  # an old record may be what is looked for


@pytest.mark.parametrize("bound", [1, 2, 4, 9])
@pytest.mark.parametrize("name", ORDERS)
def test_the_parts_of_a_list_make_the_whole(
    words: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch, name: str, bound: int
) -> None:
    monkeypatch.setattr(ranking, "RANKED", bound)
    pages = [
        ranked(words, WAGES, ("wages", '"wages"'), name, slice(at, at + 2)) for at in range(0, 8, 2)
    ]
    told = [number for page in pages for number in page]
    assert told == ranked(words, WAGES, ("wages", '"wages"'), name, slice(0, 9))
    assert sorted(told) == [*WAGES]


def test_the_newest_have_the_lowest_numbers(words: sqlite3.Connection) -> None:
    part = slice(1, 4)
    assert ranked(words, WAGES, ("", ""), "newest", part) == [1, 2, 3]
    assert ranked(words, WAGES, ("", ""), "oldest", part) == [4, 3, 2]
    assert ranked(words, WAGES, ("", ""), "relevance", part) == [1, 2, 3]
