"""Reading a sheet row by row, however it was saved: encoding, delimiter, headers, broken rows.

A broken row costs itself and no other: where a quotation mark is not closed, the line that opens it
is refused, and the lines after it are read again.
"""

import codecs
import csv
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import IO, Final, NamedTuple

from graph.privacy.known_names import quoted
from ontology import BadRecord

__all__ = ["FurtherSheets", "Refused", "Row", "Sheet", "read_sheet"]

LONGEST_CELL: Final = 1_000_000
HEADERS: Final = 6
DELIMITERS: Final = ",;\t|"
BLOCK: Final = 1 << 20


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
class Sheet:
    """Columns of a sheet: our name of each, and the headers that it may have in files.

    Where `ends_lines`, its source ends every line, so that a last one without its end is cut off.
    """

    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    ends_lines: bool = False


@dataclass(frozen=True)
class FurtherSheets:
    """Row counts of the further sheets of a snapshot by file, and the rows of them refused."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    refused: list[tuple[str, Refused]] = field(default_factory=list)


def read_sheet(path: Path, sheet: Sheet) -> Iterator[Row | Refused]:
    """Yield the rows of a file, and what of it cannot be read as one; blank rows are passed over.

    UTF-8 with or without its mark, UTF-16 with its mark, and else Latin-1 (as Windows writes it);
    commas, semicolons, tabs or bars; a header in the first rows, at most two rows high. Raises
    `BadRecord`, with what is expected and what was found, where the columns are not there.
    Complexity: linear; memory for one row, of which a cell has at most a million characters.
    """
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding(path), errors="replace", newline="") as file:
        lines = _Lines(file)
        places, delimiter, width = _header(lines, sheet, path)
        for number, cells in _rows(lines, delimiter):
            if isinstance(cells, str):
                yield Refused(number, "", cells)
            elif sheet.ends_lines and not lines.taken[-1].endswith(("\n", "\r")):
                yield Refused(
                    number, cells[0][:80], "the file ends within this row: is it cut off?"
                )
            elif any(cells):
                yield _row(number, cells, places, width)


def _row(number: int, cells: list[str], places: dict[str, int], width: int) -> Row | Refused:
    if len(cells) == width:
        return Row(number, {name: cells[place] for name, place in places.items()})
    if len(cells) < width and len(cells) <= max(places.values()):
        reason = f"has {len(cells)} cells where the header has {width}: is the file cut off here?"
        return Refused(number, cells[0][:80], reason)
    if any(cells[width:]):
        reason = f"has {len(cells)} cells where the header has {width}: is a delimiter not quoted?"
        return Refused(number, cells[0][:80], reason)
    return Row(number, {name: cells[place] for name, place in places.items()})


def encoding(path: Path) -> str:
    """Return how a file is encoded, by its mark or by trying UTF-8 on all of it."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        block = file.read(BLOCK)
        if block.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        try:
            while block:
                decoder.decode(block)
                block = file.read(BLOCK)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


class _Lines:
    """The lines of a file, which can be given back; keeps those that the current row took."""

    def __init__(self, file: IO[str]) -> None:
        self.file, self.waiting, self.number = file, deque[str](), 0
        self.taken: list[str] = []

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line = self.waiting.popleft() if self.waiting else self.file.readline(16 * LONGEST_CELL)
        if not line:
            raise StopIteration
        self.taken.append(line)
        self.number += 1
        return line.replace("\0", " ")

    def give_back(self, lines: Sequence[str]) -> None:
        self.waiting.extendleft(reversed(lines))
        self.number -= len(lines)


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
    if "field limit" in error:
        bound = f"{LONGEST_CELL:,} characters"
        return f"has a cell of more than {bound}, or a quotation mark is not closed"
    if "unexpected end" in error:
        return "a quotation mark is not closed before the file ends: is the file cut off?"
    return f"is not CSV: {error}"


def _header(lines: _Lines, sheet: Sheet, path: Path) -> tuple[dict[str, int], str, int]:
    """Find the header among the first rows, under each delimiter; a row below may complete it."""
    first = list(islice(lines, HEADERS))
    best: tuple[list[str], str] = ([], ",")
    for delimiter in DELIMITERS:
        table = _table(first, delimiter)
        for place, names in enumerate(table):
            below = table[place + 1] if place + 1 < len(table) else []
            for height, header in ((2, _joined(names, below)), (1, names)):
                places = _places(header, sheet)
                if header and all(name in places for name in sheet.required):
                    lines.give_back(first[place + height :])
                    return places, delimiter, len(header)
            best = max(best, (names, delimiter), key=lambda found: _likeness(found[0], sheet))
    raise BadRecord(_missing(best[0], sheet), str(path))


def _likeness(names: list[str], sheet: Sheet) -> tuple[int, bool]:
    """Return how much a row looks like the header, for telling what was found."""
    return len(_places(names, sheet)), any(names)


def _table(lines: list[str], delimiter: str) -> list[list[str]]:
    """Return some lines as rows, one a line, so that rows and lines stay in step."""
    rows: list[list[str]] = []
    for line in lines:
        try:
            rows.append(
                [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]
            )
        except csv.Error:
            rows.append([])
    return rows


def _joined(names: list[str], below: list[str]) -> list[str]:
    """Return a header of two rows as one; the lower one has no id and at least one name."""
    if not below or below[0] or not any(below) or len(below) != len(names):
        return []
    return [low or high for high, low in zip(names, below, strict=True)]


def _places(header: list[str], sheet: Sheet) -> dict[str, int]:
    found = {_folded(name): place for place, name in reversed(list(enumerate(header)))}
    places = {}
    for name, spellings in sheet.columns.items():
        for spelling in (name, *spellings):
            if _folded(spelling) in found:
                places[name] = found[_folded(spelling)]
                break
    return places


def _folded(name: str) -> str:
    return " ".join(name.casefold().removesuffix("(taxonomy)").replace("_", " ").split())


def _missing(header: list[str], sheet: Sheet) -> str:
    places = _places(header, sheet)
    wanted = [sheet.columns[name][0] if sheet.columns[name] else name for name in sheet.required]
    lacking = [name for name in sheet.required if name not in places]
    missing = [sheet.columns[name][0] if sheet.columns[name] else name for name in lacking]
    return (
        f"is not such a sheet: it lacks the columns {_listed(missing)}; "
        f"expected: {_listed(wanted)}; found: {_found(header)}"
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names) or "none"


def _found(header: Sequence[str]) -> str:
    return ", ".join(quoted(name) for name in header[:30] if name) or "none"
