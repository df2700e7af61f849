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


@pytest.mark.parametrize("word", ["court", "cour", "moderat", "s"])
def test_a_word_or_the_beginning_of_one_is_taken_as_it_is(spelling: Spelling, word: str) -> None:
    assert spelling.mended(word) == word


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
    assert spelling.mended(typed) == meant
