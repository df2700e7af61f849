"""Header detection: finds the header row of a sheet, and which of our columns stand where.

Sheets change from year to year: `Country(ies)` becomes `Jurisdiction`, `Deployers` `Deployer`. So a
name is compared first as it is, then without brackets, marks and plural endings.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from graph.privacy.known_names import quoted
from ontology import BadRecord

__all__ = ["Header", "Sheet", "find_header"]

HEADER_ROWS: Final = 10
MOST_COLUMNS: Final = 20_000
"""Columns of a sheet; programs for spreadsheets have 16,384."""
DELIMITERS: Final = ",;\t|"
BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
MARKS: Final = re.compile(r"[\W_]+")
ABSENT: Final = -1


@dataclass(frozen=True)
class Sheet:
    """Columns of a sheet: our name of each, and the headers that it may have in files.

    Only required columns have to be there. Where `ends_lines`, its source ends every line, so that
    a last one without its end is cut off.
    """

    columns: Mapping[str, tuple[str, ...]]
    required: tuple[str, ...]
    ends_lines: bool = False


@dataclass(frozen=True)
class Header:
    """Places of the columns of a sheet in a file: delimiter, width, and height in lines.

    `missing` are our names of the columns that the file lacks.
    """

    present: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    delimiter: str
    width: int
    height: int

    @property
    def last(self) -> int:
        """Return the last place that is read."""
        return max(place for _, place in self.present)


def find_header(lines: Sequence[str], sheet: Sheet, path: Path) -> Header:
    """Find the header among the first rows, under each delimiter; a row below may complete it.

    Of several candidates the one with most columns is taken, of equal ones the first. Raises
    `BadRecord`, with what is expected and what was found, where a required column is not there.
    Complexity: linear in the lines, for each delimiter.
    """
    candidates = [
        (names, delimiter, height)
        for delimiter in DELIMITERS
        for names, height in _candidates(lines, delimiter)
    ]
    known = [(_places(names, sheet), names, mark, height) for names, mark, height in candidates]
    whole = [one for one in known if all(name in one[0] for name in sheet.required)]
    if wide := [line for _, names, _, line in whole or known if len(names) > MOST_COLUMNS]:
        message = f"has more than {MOST_COLUMNS:,} columns: keep those that are needed"
        raise BadRecord(message, str(path), wide[0])
    if not whole:
        nearest = max(known, key=lambda one: (len(one[0]), any(one[1])), default=({}, [], "", 0))
        raise BadRecord(_lacking(nearest[0], nearest[1], sheet), str(path))
    places, names, delimiter, height = max(whole, key=lambda one: len(one[0]))
    present = tuple((name, places[name]) for name in sheet.columns if name in places)
    missing = tuple(name for name in sheet.columns if name not in places)
    return Header(present, missing, delimiter, len(names), height)


def _candidates(lines: Sequence[str], delimiter: str) -> Iterator[tuple[list[str], int]]:
    """Yield each of the first rows, alone and with the row below it, with the lines they end on."""
    rows = _rows(lines, delimiter)
    for place, (names, height) in enumerate(rows):
        yield names, height
        below, lower = rows[place + 1] if place + 1 < len(rows) else ([], 0)
        if joined := _joined(names, below):
            yield joined, lower


def _rows(lines: Sequence[str], delimiter: str) -> list[tuple[list[str], int]]:
    """Return the first rows, of which a cell may have several lines, and the line of their end."""
    reader = csv.reader(iter(lines), delimiter=delimiter)
    rows: list[tuple[list[str], int]] = []
    try:
        for cells in reader:
            names = [" ".join(cell.split()) for cell in cells[: MOST_COLUMNS + 1]]
            rows.append((names, reader.line_num))
            if len(rows) == HEADER_ROWS:
                break
    except csv.Error:
        return rows
    return rows


def _joined(names: list[str], below: list[str]) -> list[str]:
    """Return a header of two rows as one; the lower one has no id and at least one name."""
    if not below or below[0] or not any(below) or len(below) != len(names):
        return []
    return [low or high for high, low in zip(names, below, strict=True)]


def _places(header: list[str], sheet: Sheet) -> dict[str, int]:
    """Return the places of columns: by their exact headers first, then by similar ones."""
    places: dict[str, int] = {}
    for fold in (_folded, _stem, _letters):
        of_name = {fold(name): place for place, name in reversed(list(enumerate(header))) if name}
        for name, spellings in sheet.columns.items():
            for spelling in (name, *spellings):
                place = of_name.get(fold(spelling), ABSENT)
                if name not in places and place != ABSENT and place not in places.values():
                    places[name] = place
    return places


def _folded(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").split())


def _stem(name: str) -> str:
    """Return a header without brackets, marks and plural endings.

    >>> _stem("Country(ies)"), _stem("Headline/title"), _stem("Technologies"), _stem("AIAAIC ID#")
    ('country', 'headline title', 'technology', 'aiaaic id')
    """
    words = MARKS.sub(" ", BRACKETS.sub(" ", name.casefold())).split()
    return " ".join(_singular(word) for word in words)


def _letters(name: str) -> str:
    """Return a header without spaces, which a line break may have put into a word."""
    return _singular("".join(MARKS.sub(" ", BRACKETS.sub(" ", name.casefold())).split()))


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > len("ties"):
        return f"{word[:-3]}y"
    return word.removesuffix("s") if len(word) > len("its") and not word.endswith("ss") else word


def _lacking(places: Mapping[str, int], header: list[str], sheet: Sheet) -> str:
    lacking = [name for name in sheet.required if name not in places]
    return (
        f"is not such a sheet: it lacks the columns {_listed(lacking, sheet)}; "
        f"expected: {_listed(sheet.required, sheet)}; found: {_found(header)}"
    )


def _listed(names: Sequence[str], sheet: Sheet) -> str:
    spellings = [sheet.columns[name][0] if sheet.columns[name] else name for name in names]
    return ", ".join(f"'{name}'" for name in spellings) or "none"


def _found(header: Sequence[str]) -> str:
    return ", ".join(quoted(name) for name in header[:30] if name) or "none"
