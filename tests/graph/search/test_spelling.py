"""What is typed is taken for what an index has; its words are looked up, few of them read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graph.search.spelling import Spelling

WORDS = {"moderators": 9, "moderator": 2, "court": 5, "curt": 1, "count": 7, "sama": 3, "same": 4}


@pytest.fixture
def spelling() -> Iterator[Spelling]:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE spelling (word TEXT PRIMARY KEY, documents INTEGER)")
    connection.executemany("INSERT INTO spelling VALUES (?, ?)", WORDS.items())

    @contextmanager
    def opened() -> Iterator[sqlite3.Connection]:
        yield connection

    yield Spelling(opened)
    connection.close()


def test_the_words_that_begin_so_come_the_most_frequent_first(spelling: Spelling) -> None:
    assert spelling.beginning("mod") == ["moderators", "moderator"]
    assert spelling.beginning("cou") == ["count", "court"]
    assert spelling.beginning("x") == []


def test_a_word_of_a_document_is_known(spelling: Spelling) -> None:
    assert (spelling.has("court"), spelling.has("cour")) == (True, False)
    assert spelling.has_any(["nonsense", "same court"])
    assert not spelling.has_any(["same nonsense"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("coutr", "court"),  # two letters exchanged are one mistake
        ("coumt", "count"),
        ("courtt", "court"),
        ("moderratorss", "moderators"),  # two mistakes in a long word
        ("modrtr", "modrtr"),
        ("sma", "sma"),  # too short to be taken for another
    ],
)
def test_the_most_frequent_of_the_near_words_is_meant(
    spelling: Spelling, typed: str, meant: str
) -> None:
    assert spelling.meant(typed) == meant


def test_an_unknown_word_is_respelt_also_where_two_known_words_make_it(spelling: Spelling) -> None:
    assert spelling.respelt(["sama", "moderaotrs"]) == ["sama moderators"]
    assert spelling.respelt(["samecuort"]) == spelling.respelt(["sama"]) == []
