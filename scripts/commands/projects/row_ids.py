"""Column of ids: a copy of a table in which each row has a number, so that any cell may change."""

import csv
from itertools import count
from pathlib import Path
from typing import Final

from graph.importing.sheets.encodings import encoding
from ontology import Misuse

__all__ = ["ID", "write_with_ids"]

ID: Final = "id"


def write_with_ids(table: Path, copy: Path, header: str) -> None:
    """Write a copy of a table, in UTF-8, with a first column `id` that numbers its rows from 1.

    `header` is the name of a column that the table has, by which its header and delimiter are
    found. Blank rows, and those above the header, have no number.
    Raises `Misuse` for a table whose rows cannot be told.
    Complexity: linear.
    """
    with (
        table.open(encoding=encoding(table), errors="replace", newline="") as read,
        copy.open("w", encoding="utf-8", newline="") as written,
    ):
        lines = read.readlines()
        marks = (mark for mark in ",;\t|" if _header_at(lines, mark, header) is not None)
        if (mark := next(marks, None)) is None:
            raise Misuse(f"{table}: no row is a header with '{header}': add a column 'id' by hand")
        start, numbers, writer = _header_at(lines, mark, header), count(1), csv.writer(written)
        for place, row in enumerate(csv.reader(lines, delimiter=mark)):
            if place == start:
                writer.writerow([ID, *row])
            elif place > (start or 0) and any(cell.strip() for cell in row):
                writer.writerow([next(numbers), *row])


def _header_at(lines: list[str], mark: str, header: str) -> int | None:
    """Return which row has a column of this name, with this delimiter."""
    rows = enumerate(csv.reader(lines, delimiter=mark))
    found = (at for at, row in rows if header in (" ".join(name.split()) for name in row))
    return next(found, None)
