"""Reading a sheet row by row, however it was saved: encoding, delimiter, headers, broken rows.

A broken row costs itself and no other: where a quotation mark is not closed, the line that opens it
is refused, and the lines after it are read again.
"""

import csv
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final, NamedTuple

from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.encodings import encoding
from graph.importing.sheets.header import Header, Sheet, find_header
from graph.importing.sheets.lines import ENDS, LINE_TOO_LONG, LONGEST_LINE, TooLong, read_line
from ontology import BadRecord

__all__ = ["Cells", "FurtherSheets", "Refused", "Row", "Sheet", "read_sheet", "read_table"]

LONGEST_CELL: Final = 1_000_000
FIRST_LINES: Final = 60
LONGEST_HEAD: Final = 2 * LONGEST_LINE
"""Characters among which the header is looked for."""
MOST_READ_AGAIN: Final = 8_000_000
FEW_LINES: Final = 3
MOST_REFUSED: Final = 100_000
"""Rows of a file that may be refused, since each is kept with its reason."""


class Cells(dict[str, str]):
    """Cells of a row by our names of the columns; of a column that the file lacks, they are empty.

    >>> Cells(title="A")["title"], Cells(title="A")["place"]
    ('A', '')
    """

    def __missing__(self, name: str) -> str:
        return ""


class Row(NamedTuple):
    """A row: the line on which it begins, and its cells by the names that we give the columns."""

    line: int
    cells: dict[str, str]


class Refused(NamedTuple):
    """A row that cannot be read: the line on which it begins, its id as far as known, and why."""

    line: int
    id: str
    reason: str


@dataclass(frozen=True)
class FurtherSheets:
    """Row counts of the further sheets of a snapshot by file, and the rows of them refused."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: list[tuple[str, Refused]] = field(default_factory=list)

    def refuse(self, file: str, row: Refused) -> None:
        """Keep a row of a further sheet that was put aside."""
        self.refused.append((file, row))


def read_sheet(
    path: Path, sheet: Sheet, note: Callable[[Header], None] = lambda _: None
) -> Iterator[Row | Refused]:
    """Yield the rows of a file, and what of it cannot be read as one; blank rows are passed over.

    Encodings as `encoding` says; commas, semicolons, tabs or bars; a header in the first rows, at
    most two rows high, whose names may differ as `find_header` says; `note` is called with it.
    Raises `BadRecord`, with what is expected and what was found, where a required column is not
    there, and where more than `MOST_REFUSED` rows cannot be read.
    Complexity: linear; memory for one row, of which a cell has at most a million characters and a
    line four. Lines that an unclosed quotation mark took are read again, 8 million characters of
    them in all; from there on a row has at most three lines.
    """
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding(path), errors="replace", newline="") as file:
        lines = _Lines(file)
        header = _header(lines, sheet, path)
        note(header)
        refused = 0
        for row in _read(lines, sheet, header):
            if isinstance(row, Refused):
                refused += 1
                if refused > MOST_REFUSED:
                    reason = (
                        f"more than {MOST_REFUSED:,} rows cannot be read; the next: {row.reason}"
                    )
                    raise BadRecord(reason, str(path), row.line)
            yield row


def _read(lines: "_Lines", sheet: Sheet, header: Header) -> Iterator[Row | Refused]:
    """Yield rows as far as they can be read; blank ones are passed over."""
    for number, cells in _rows(lines, header.delimiter):
        if isinstance(cells, str):
            yield Refused(number, "", cells)
        elif sheet.ends_lines and not lines.taken[-1].endswith(ENDS):
            yield Refused(number, cells[0][:80], "the file ends within this row: is it cut off?")
        elif any(cell.strip() for cell in cells):
            yield _row(number, cells, header)


def read_table(snapshot: Snapshot, name: str, sheet: Sheet) -> Iterator[Row | Refused]:
    """Yield the rows of a file of a snapshot, and note the columns that it lacks."""
    yield from read_sheet(snapshot.file(name), sheet, lambda header: _note(snapshot, name, header))


def _note(snapshot: Snapshot, name: str, header: Header) -> None:
    if header.missing:
        snapshot.absent[name] = list(header.missing)


def _header(lines: "_Lines", sheet: Sheet, path: Path) -> Header:
    header = find_header(lines.first(FIRST_LINES), sheet, path)
    rest = lines.taken[header.height :]
    lines.taken.clear()
    lines.give_back(rest)
    return header


def _row(number: int, cells: list[str], header: Header) -> Row | Refused:
    width = header.width
    if len(cells) < width and len(cells) <= header.last:
        reason = f"has {len(cells)} cells where the header has {width}: is the file cut off here?"
        return Refused(number, cells[0][:80], reason)
    if any(cell.strip() for cell in cells[width:]):
        reason = f"has {len(cells)} cells where the header has {width}: is a delimiter not quoted?"
        return Refused(number, cells[0][:80], reason)
    return Row(number, Cells((name, cells[place]) for name, place in header.present))


class _Lines:
    """The lines of a file, which can be given back; keeps those that the current row took."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.waiting, self.number = file, deque[str](), 0
        self.taken: list[str] = []
        self.read_again = 0

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        if self.read_again > MOST_READ_AGAIN and len(self.taken) >= FEW_LINES:
            raise csv.Error("a quotation mark is not closed")
        line = self.waiting.popleft() if self.waiting else read_line(self.file)
        if not line:
            raise StopIteration
        self.taken.append(line)
        self.number += 1
        if isinstance(line, TooLong):
            raise csv.Error(LINE_TOO_LONG)
        return line.replace("\0", " ")

    def first(self, most: int) -> list[str]:
        """Take the first lines; one that is too long is empty."""
        while len(self.taken) < most and sum(map(len, self.taken)) < LONGEST_HEAD:
            try:
                if not next(self, ""):
                    break
            except csv.Error:
                continue
        return ["" if isinstance(line, TooLong) else line for line in self.taken]

    def give_back(self, lines: Sequence[str]) -> None:
        """Give back lines that were taken, to be read again."""
        self.waiting.extendleft(reversed(lines))
        self.number -= len(lines)
        self.read_again += sum(map(len, lines))


def _rows(lines: _Lines, delimiter: str) -> Iterator[tuple[int, list[str] | str]]:
    """Yield the line and the cells of each row, or why it cannot be read."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.taken.clear()
        begin = lines.number + 1
        try:
            yield begin, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            lines.give_back(lines.taken[1:])
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
            yield begin, _told(str(error))


def _told(error: str) -> str:
    if error == LINE_TOO_LONG:
        return error
    if "field limit" in error:
        bound = f"{LONGEST_CELL:,} characters"
        return f"has a cell of more than {bound}, or a quotation mark is not closed"
    if "unexpected end" in error:
        return "a quotation mark is not closed before the file ends: is the file cut off?"
    return f"is not CSV: {error}"
