"""Rows of tables that editors keep (CSV, TSV), each with its line; every fault says where it is."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from ontology import BadRecord, Unavailable

__all__ = ["csv_rows"]

LONGEST_CELL: Final = 1_000_000


def csv_rows(
    path: Path, delimiter: str = ",", *, has_quotes: bool = True
) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table, its header among them, with the line on which each ends.

    Blank lines are passed over. Raises `BadRecord` with file and line for what is not UTF-8, no CSV
    or has a cell of more than a million characters, and `Unavailable` for a file that cannot be
    read.
    Complexity: linear; memory for one row.
    """
    csv.field_size_limit(LONGEST_CELL)
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if has_quotes else csv.QUOTE_NONE
    line = 0
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, quoting=quoting, strict=True)
            for row in reader:
                line = reader.line_num
                if row:
                    yield line, row
    except UnicodeDecodeError as error:
        raise BadRecord("is no table in UTF-8: save it as UTF-8", str(path), line + 1) from error
    except csv.Error as error:
        too_long = f"a cell has more than {LONGEST_CELL:,} characters"
        reason = too_long if "field limit" in str(error) else error
        raise BadRecord(f"is no CSV: {reason}", str(path), line + 1) from error
    except OSError as error:
        raise Unavailable(f"{path}: cannot be read: {error.strerror}") from error
