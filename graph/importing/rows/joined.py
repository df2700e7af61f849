"""Record linkage of the rows of one table: one event in several rows, several under one title.

Rows that differ in their links only tell of one event, whose sources are all their links. Others
whose ids would be the same are numbered in their order, so that none is lost.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from graph.importing.rows.ids import NUMBER, own_id, row_id
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Cells, Refused, Row

__all__ = ["joined"]

LINK: Final = "link"
Rows: TypeAlias = Iterator[Row | Refused]


def joined(read: Callable[[], Rows], title_from: Sequence[str]) -> Rows:
    r"""Yield the rows of a table, each with the links of all rows that are equal but for the link.

    `read` is called twice. Rows that become equal have one id, and count as merged.
    Complexity: linear; memory for a number and the links of each row.

    >>> rows = [Row(2, Cells(title="A", link="x")), Row(3, Cells(title="A", link="y"))]
    >>> [row.cells["link"] for row in joined(lambda: iter(rows), ["title"])]
    ['x\ny', 'x\ny']
    """
    links: dict[int, list[str]] = {}
    for row in read():
        if isinstance(row, Row) and row.cells.get(LINK, "").strip():
            links.setdefault(_content(row), []).append(row.cells[LINK].strip())
    numbers: dict[int, int] = {}
    met: Counter[str] = Counter()
    for row in read():
        if isinstance(row, Refused):
            yield row
            continue
        content = _content(row)
        if content not in numbers:
            numbers[content] = _number(row, title_from, met)
        whole = Cells(row.cells)
        if content in links:
            whole[LINK] = "\n".join(dict.fromkeys(links[content]))
        if numbers[content] > 1:
            whole[NUMBER] = str(numbers[content])
        yield Row(row.line, whole)


def _content(row: Row) -> int:
    """Return a number that rows share whose cells are equal but for the link."""
    return hash(tuple((name, cell) for name, cell in row.cells.items() if name != LINK))


def _number(row: Row, title_from: Sequence[str], met: Counter[str]) -> int:
    """Return the number of a row among those of the same id; 1 where the table gives the id."""
    try:
        id_ = "" if own_id(row.cells) else row_id("", row.cells, title_from)
    except BadCell:
        return 1
    met[id_] += bool(id_)
    return met[id_] or 1
