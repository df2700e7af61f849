"""Spreadsheets of many records: templates to fill in, and a reader of CSV and XLSX.

Every cell is read as text, formulas too: nothing is evaluated. A packed file is measured before it
is unpacked, so that a small one cannot fill the memory (zip bomb).
"""

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from ontology import Misuse
from server.contribute.drafts import classes_of
from server.contribute.form_language import input_in_language
from server.contribute.inputs import Input, inputs_of
from server.languages.current import gettext

__all__ = [
    "MOST_ROWS",
    "UNKNOWN",
    "Row",
    "columns",
    "read_sheet",
    "template_csv",
    "template_xlsx",
    "unknowable",
    "written_csv",
]

MOST_ROWS: Final = 200
MOST_COLUMNS: Final = 80
UNPACKED: Final = 16 << 20
"""The most bytes of a packed file, unpacked."""
PARTS: Final = 200
CELLS: Final = ("xl/worksheets/", "xl/sharedStrings")
MOST_ELEMENTS: Final = 150_000
"""Tags of a part with cells; the largest table has 16,000 cells, of four tags each."""
MOST_STYLES: Final = 15_000
"""Tags of each other part."""
LONG_ELEMENT: Final = re.compile(rb"<[^<>]{4000}")
UNREADABLE: Final = (
    *(ValueError, LookupError, TypeError, AttributeError, SyntaxError, OSError, EOFError),
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, NotImplementedError, RuntimeError),
)
"""What the readers of workbooks and of zips raise for damaged ones, by trial."""
NOTE: Final = "#"
"""Begins a line that explains the columns and is not read."""
PACKED: Final = b"PK"
UNKNOWN: Final = "?"
"""A cell that says "I don't know"."""

Row = dict[str, str]


def columns(what: str) -> list[tuple[str, str]]:
    """Return the columns of a template: their names, and what belongs there.

    Names are the same in each language; what belongs there is in that of the request.
    """
    inputs = {
        path: one for class_ in classes_of(what) for path, one in _flat(_asked(class_)).items()
    }
    source = [(f"source.{one.name}", _help(one)) for one in _asked("Source")]
    if what == "source":
        return source
    types = [("type", _one_of(classes_of(what)))] if len(classes_of(what)) > 1 else []
    return [*source, *types, *((name, _help(one)) for name, one in inputs.items())]


def _asked(class_: str) -> list[Input]:
    return [input_in_language(one) for one in inputs_of(class_)]


def _flat(inputs: Sequence[Input], above: str = "", part: str = "") -> dict[str, Input]:
    """Return inputs by their paths, parts once each and last: a row has room for one of a kind."""
    plain: dict[str, Input] = {}
    parts: dict[str, Input] = {}
    for one in inputs:
        if one.kind == "part":
            parts |= _flat(one.inputs, f"{above}{one.name}.0.", f"{one.label}: ")
        else:
            plain[f"{above}{one.name}"] = replace(one, label=f"{part}{one.label}")
    return plain | parts


def unknowable(what: str) -> frozenset[str]:
    """Return the columns in which `UNKNOWN` says that nobody knows."""
    return frozenset(
        one.name for class_ in classes_of(what) for one in inputs_of(class_) if one.may_be_unknown
    )


def _help(one: Input) -> str:
    words = [f"{one.label}. {one.help}"]
    if one.may_be_unknown:
        words.append(gettext("Write %(mark)s if you do not know it.", mark=UNKNOWN))
    if one.choices:
        words.append(_one_of(slug for slug, _ in one.choices))
    if one.is_many:
        words.append(gettext("Several are divided by ;"))
    return " ".join(words)


def _one_of(words: Iterable[str]) -> str:
    return gettext("One of: %(words)s.", words=", ".join(words))


def template_csv(what: str) -> str:
    """Return the template of a kind of record as CSV: names, then a line that explains them."""
    names = columns(what)
    return written_csv([[name for name, _ in names], _explained(names)])


def template_xlsx(what: str) -> bytes:
    """Return the template as a workbook of one sheet."""
    names = columns(what)
    import openpyxl  # it loads numpy, which a server that forks must not have at its start

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(what)
    sheet.append([name for name, _ in names])
    sheet.append(_explained(names))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _explained(names: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{NOTE if place == 0 else ''}{words}" for place, (_, words) in enumerate(names)]


def written_csv(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def read_sheet(content: bytes, what: str) -> list[Row]:
    """Return the rows of a sheet, each by the names of its columns.

    Raises `Misuse` for what is no sheet, for unknown columns, and for more than `MOST_ROWS` rows.
    Complexity: linear in the cells, which are bounded.
    """
    table = _xlsx(content) if content.startswith(PACKED) else _csv(content)
    rows = [row for row in islice(table, MOST_ROWS + 3) if any(row)]
    names = [name.strip() for name in rows[0]] if rows else []
    known = {name for name, _ in columns(what)}
    if not known & {*names}:
        raise Misuse("the first line has no name of a column: use the template")
    if unknown := [name for name in names if name and name not in known]:
        raise Misuse(f"the column '{unknown[0][:40]}' is unknown: use the template")
    named = [dict(zip(names, row, strict=False)) for row in rows[1:] if row[0][:1] != NOTE]
    found = [{name: text for name, text in row.items() if name} for row in named]
    if len(found) > MOST_ROWS:
        raise Misuse(f"a sheet has at most {MOST_ROWS} rows: divide it")
    return found


def _csv(content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
        head = text.partition("\n")[0]
        mark = ";" if head.count(";") > head.count(",") else ","
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    except (UnicodeDecodeError, csv.Error) as error:
        raise Misuse(f"this is no CSV in UTF-8: {error}") from None


def _xlsx(content: bytes) -> Iterator[list[str]]:
    _measure(content)
    try:
        file = io.BytesIO(content)
        import openpyxl

        with closing(openpyxl.load_workbook(file, read_only=True, keep_links=False)) as book:
            rows = book.worksheets[0].iter_rows(
                max_row=MOST_ROWS + 3, max_col=MOST_COLUMNS, values_only=True
            )
            yield from [[_text(cell) for cell in row] for row in rows]
    except UNREADABLE as error:
        reason = " ".join(str(error).split())[:100]
        raise Misuse(f"this workbook cannot be read: {reason}") from None


def _measure(content: bytes) -> None:
    """Refuse a packed file whose parts are many or large, or have many or long elements.

    Sizes are those of the directory, beyond which nothing is unpacked. An empty element takes four
    bytes, of which packing leaves none, and the reader of workbooks up to 75 microseconds.
    Complexity: linear in the bytes when unpacked.
    Source: OWASP, File Upload (zip bombs).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            is_large = len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED
            if is_large or any(_is_costly(part.filename, packed.read(part)) for part in parts):
                raise Misuse("this workbook is too large when it is unpacked: divide it")
    except UNREADABLE as error:
        reason = " ".join(str(error).split())[:100]
        raise Misuse(f"this workbook cannot be read: {reason}") from None


def _is_costly(name: str, part: bytes) -> bool:
    """Whether a part of a workbook takes seconds to read; cells may be many, styles may not."""
    most = MOST_ELEMENTS if name.startswith(CELLS) else MOST_STYLES
    return part.count(b"<") > most or LONG_ELEMENT.search(part) is not None


def _text(cell: Any) -> str:
    """Return a cell as text: a day as ISO 8601 writes it, a whole number without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
