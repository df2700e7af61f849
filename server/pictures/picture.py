"""Picture of a page as a value: finding, reading, table, and the layout that templates draw."""

import csv
import io
import json
from dataclasses import dataclass
from typing import Final, Protocol

from graph.csv_safety import escape_formulas
from server.records.view import Link

__all__ = ["Layout", "Picture", "Row", "as_csv", "as_json"]

Row = tuple[tuple[Link, ...], ...]
"""A row of a table: the values of each cell."""

ID: Final = "Id"
"""Ending of the column that holds the IRIs of another."""


class Layout(Protocol):
    """A drawing with its size in points."""

    @property
    def width(self) -> float:
        """Width in points."""

    @property
    def height(self) -> float:
        """Height in points."""


@dataclass(frozen=True)
class Picture:
    """A picture: its finding as a title, what it shows, how to read it, its layout and its table.

    `shape` names the two templates that write the layout, as HTML and as SVG; `shown_at` is the
    page that the picture is a part of, `note` what its numbers count or its line begins at, and
    `narrow` the same layout for a phone.
    """

    shape: str
    finding: str
    subject: str
    reading: str
    layout: Layout
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    mark: str = "issue"
    bias: str = ""
    query: str = ""
    shown_at: str = ""
    note: str = ""
    narrow: Layout | None = None


def _flat(picture: Picture) -> tuple[list[str], list[list[str]]]:
    """Return the names of columns and the rows, with a column of IRIs after each that has some."""
    named = [
        any(one.iri for row in picture.rows for one in row[at])
        for at in range(len(picture.columns))
    ]
    names = [
        name
        for column, has_iri in zip(picture.columns, named, strict=True)
        for name in ((column, column + ID) if has_iri else (column,))
    ]
    rows = [
        [
            text
            for cell, has_iri in zip(row, named, strict=True)
            for text in _texts(cell)[: 1 + has_iri]
        ]
        for row in picture.rows
    ]
    return names, rows


def _texts(cell: tuple[Link, ...]) -> tuple[str, str]:
    return "; ".join(one.text for one in cell), "; ".join(filter(None, (one.iri for one in cell)))


def as_csv(picture: Picture) -> str:
    """Return the table of a picture as CSV, with its IRIs.

    Complexity: linear in the cells. Source: RFC 4180.
    """
    names, rows = _flat(picture)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(names)
    writer.writerows(map(escape_formulas, rows))
    return text.getvalue()


def as_json(picture: Picture) -> str:
    """Return the finding, the reading and the table of a picture as JSON."""
    names, rows = _flat(picture)
    table = [dict(zip(names, row, strict=True)) for row in rows]
    told = {"title": picture.finding, "shows": picture.subject, "reading": picture.reading}
    return json.dumps({**told, "rows": table}, ensure_ascii=False)
