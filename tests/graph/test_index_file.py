"""Connections to an index are kept for each thread, and for each process of its own."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from graph.index_file import IndexFile
from graph.parallel import run_in_fork
from ontology import Unavailable


@pytest.fixture
def index(tmp_path: Path) -> IndexFile:
    path = tmp_path / "search.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE document AS SELECT 'kenya' AS title")
    return IndexFile(path)


def connection_of(index: IndexFile) -> tuple[int, int, str]:
    """Return the process, the connection and what it reads."""
    with index.opened() as connection:
        (title,) = connection.execute("SELECT title FROM document").fetchone()
        return os.getpid(), id(connection), str(title)


def test_a_thread_keeps_its_connection_and_another_has_its_own(index: IndexFile) -> None:
    here = connection_of(index)
    assert connection_of(index) == here == (os.getpid(), here[1], "kenya")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(connection_of, index).result()[1] != here[1]


def test_a_forked_process_opens_a_connection_of_its_own(index: IndexFile) -> None:
    process, connection, _ = connection_of(index)
    with run_in_fork(lambda: connection_of(index), [], least=0) as forked:
        assert (forked()[0] == process, forked()[1] == connection) == (False, False)


def test_an_index_that_is_missing_is_told_each_time(tmp_path: Path) -> None:
    index = IndexFile(tmp_path / "search.sqlite")
    for _ in range(2):
        with pytest.raises(Unavailable, match=r"^search\.sqlite: cannot be read: .*build"):
            connection_of(index)
