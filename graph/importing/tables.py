"""Further tables of a snapshot, kept for a newer snapshot that lacks one of them.

A database does not publish each table with each snapshot. What a table said stays until a newer one
says otherwise, or until a user says that the snapshot is complete. Only cells that name nobody are
kept, in `kept.jsonl`, a row a line.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Cells, FurtherSheets, Refused, Row, read_table
from graph.privacy.known_names import is_clear
from ontology import BadRecord

__all__ = ["KEPT", "Tables"]

KEPT: Final = "kept.jsonl"
ENCODER: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True)


@dataclass(frozen=True)
class Tables:
    """Rows of further tables: those of the import before, and those of this one.

    `absent` are the tables that this snapshot lacks and of which the rows before were taken.
    """

    before: dict[str, tuple[str, list[dict[str, str]]]] = field(default_factory=dict)
    now: dict[str, tuple[str, list[dict[str, str]]]] = field(default_factory=dict)
    absent: Counter[str] = field(default_factory=Counter)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Return what an import kept; nothing where there is no such file."""
        before: dict[str, tuple[str, list[dict[str, str]]]] = {}
        if path.is_file():
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                before.setdefault(row["table"], (row["retrieved"], []))[1].append(row["cells"])
        return cls(before)

    def has(self, snapshot: Snapshot, name: str) -> bool:
        """Whether a table is in the snapshot, or was kept."""
        return name in snapshot.files or name in self.before

    def rows(
        self, snapshot: Snapshot, name: str, sheet: Sheet, sheets: FurtherSheets
    ) -> Iterator[Row | Refused]:
        """Yield the rows of a table, or those that were kept; a file that is no table is put aside.

        Complexity: as `read_sheet`; kept rows are in memory.
        """
        if name in snapshot.files:
            try:
                rows = list(read_table(snapshot, name, sheet))
            except BadRecord as error:
                sheets.refuse(name, Refused(0, "", error.message))
            else:
                yield from self._completed(name, sheet, rows)
                return
        yield from self.kept(name)

    def _completed(
        self, name: str, sheet: Sheet, rows: list[Row | Refused]
    ) -> Iterator[Row | Refused]:
        """Yield rows, whose cells of columns that are empty throughout are as they were before.

        That holds for rows of which all other cells are as they were.
        """
        whole = [row.cells for row in rows if isinstance(row, Row)]
        said = {column for cells in whole for column, cell in cells.items() if cell.strip()}
        silent = [column for column in sheet.columns if column not in said]
        key = next(iter(sheet.columns))
        before = {cells.get(key, ""): cells for cells in self.before.get(name, ("", []))[1]}
        for row in rows:
            cells = before.get(row.cells[key], {}) if isinstance(row, Row) and silent else {}
            if cells and isinstance(row, Row) and _agree(row.cells, cells, said):
                row.cells.update((column, cells[column]) for column in silent if column in cells)
            yield row

    def kept(self, name: str) -> Iterator[Row]:
        """Yield the rows of a table that the import before kept."""
        day, rows = self.before.get(name, ("", []))
        self.absent[name] += len(rows)
        self.now.setdefault(name, (day, []))
        for number, cells in enumerate(rows, start=1):
            yield Row(number, Cells(cells))

    def keep(self, name: str, cells: Mapping[str, str], *, judged: bool = False) -> None:
        """Keep a row of a table, without the cells that may name a person.

        Cells that were judged already are kept as they are.
        """
        clear = {
            column: text
            for column, cell in cells.items()
            if (text := cell.strip() if judged else _clear(cell))
        }
        self.now.setdefault(name, ("", []))[1].append(clear)

    def lines(self, retrieved: str) -> Iterator[str]:
        """Yield the rows to keep as lines, those of this snapshot with its day."""
        for name, (day, rows) in sorted(self.now.items()):
            head = {"table": name, "retrieved": day or retrieved}
            yield from sorted(ENCODER.encode({**head, "cells": cells}) + "\n" for cells in rows)


def _agree(cells: Mapping[str, str], others: Mapping[str, str], columns: Iterable[str]) -> bool:
    """Whether two rows say the same in some columns."""
    return all(_clear(cells.get(column, "")) == others.get(column, "") for column in columns)


def _clear(cell: str) -> str:
    """Return a cell, or those parts of it that name nobody."""
    text = cell.strip()
    if not text or is_clear(text):
        return text
    return ", ".join(part.strip() for part in text.split(",") if is_clear(_capital(part.strip())))


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
