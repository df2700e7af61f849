"""Tables of editors: rows with their lines, and faults that say where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.csv_rows import csv_rows
from graph.identity.issues.canonical import read_canonical
from graph.identity.judgements import COLUMNS, read_judgements
from graph.privacy.decisions import Decision, Decisions
from ontology import BadRecord, Unavailable


def test_rows_carry_the_line_on_which_they_end(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b'\xef\xbb\xbfa,b\n\n"1\n2",3\n')
    assert list(csv_rows(path)) == [(1, ["a", "b"]), (4, ["1\n2", "3"])]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a\n" + b"x" * 1_000_001, "a.csv:2: is no CSV: a cell has more than 1,000,000 char"),
        (b'a\n"b', "a.csv:2: is no CSV: unexpected end of data"),
        (b"a\n\xff", "a.csv:1: is no table in UTF-8: save it as UTF-8"),
    ],
)
def test_a_fault_is_told_with_its_line(tmp_path: Path, content: bytes, fault: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(BadRecord, match=fault):
        list(csv_rows(path))


def test_a_table_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="cannot be read: Is a directory"):
        list(csv_rows(tmp_path))


@pytest.mark.parametrize(
    ("head", "read"),
    [
        ("issue", lambda path: read_canonical([path])),
        (",".join(COLUMNS), lambda path: read_judgements([path])),
        ("\t".join(Decision._fields), Decisions.read),
    ],
    ids=["canonical", "judgements", "decisions"],
)
def test_no_table_has_a_cell_of_megabytes(
    tmp_path: Path, head: str, read: Callable[[Path], object]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{head}\n{'x' * 1_000_001}\n")
    with pytest.raises(BadRecord, match=r"a\.csv:2: is no CSV: a cell has more than"):
        read(path)
