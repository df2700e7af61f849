"""Matching of the header of a table with what an importer reads, in the major languages of Europe.

A header names a field of issues, or parties by their role: the cells of "Supplier" sell, those of
"School" use. What no list has is named, so that somebody decides.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Final

from graph.importing.rows.ids import TITLES
from graph.importing.rows.links import address_of
from graph.importing.rows.parties import PartyColumns
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.dates import timespan
from graph.importing.sheets.encodings import encoding
from graph.importing.sheets.local_dates import in_order, is_ambiguous, order_of
from graph.importing.sheets.sheet import Row, Sheet, read_sheet
from ontology import Misuse, did_you_mean, near_names
from scripts.commands.projects.column_choices import (
    FIELD,
    IMPACT,
    LEAVE,
    MENTIONED,
    assign,
    checked_values,
    reason,
)
from scripts.commands.projects.header_words import FIELDS, matched, word_of
from scripts.commands.projects.table_language import language_of
from scripts.commands.projects.table_parties import name_bodies, name_companies, role_by_verb
from scripts.commands.projects.title_column import (
    Cells,
    Repeated,
    choose_title,
    datatype_of,
    few_values,
    has_long_numbers,
    repeated,
)

__all__ = ["Columns", "header_of", "read_columns"]

ENGLISH: Final = "en"
DAY_FIRST: Final = "dmy"
"""The order of day and month in all languages of the list but English, by CLDR."""
DELIMITERS: Final = ",;\t|"
PERIOD: Final = ("endYear", "end_year", "end_date")
"""Words of columns that end a period, and do not begin it."""
FIRST_ROWS: Final = 10
MOST_ROWS: Final = 1_000
BEGINNING: Final = 100_000
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Columns:
    """Columns of a table: the header of each by our word for it, and what becomes of them.

    `parties` are the columns of organisations, `title_from` the words of the columns that make a
    title, `language` that of its texts, `dates` the order of day and month, `ambiguous` a date that
    no order explains, `repeated` a title that several rows share, `values` those of categories,
    `numbers` the datatypes of columns of numbers, `asked` what somebody said of further columns,
    `left` why those are left out that nobody spoke of, `header` the headers in their order.
    """

    names: Mapping[str, str]
    parties: PartyColumns
    title_from: tuple[str, ...]
    language: str = "en"
    dates: str = ""
    ambiguous: str = ""
    repeated: Repeated | None = None
    values: tuple[tuple[str, tuple[str, ...]], ...] = ()
    numbers: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, str] = field(default_factory=dict)
    left: Mapping[str, str] = field(default_factory=dict)
    header: tuple[str, ...] = ()

    @property
    def further(self) -> list[str]:
        """Return the words of the columns of which no list knows the meaning."""
        return [word for word in self.names if word not in (*FIELDS, *self.parties)]

    @property
    def key_words(self) -> list[str]:
        """Return the words of the columns that make the id of a row where none is one."""
        more = ("year", "country") if {*self.title_from} - {*TITLES} else ()
        words = dict.fromkeys((*self.title_from, *more))
        return [word for word in words if self.names[word]]

    def meanings(self) -> Iterator[tuple[str, str]]:
        """Yield each header that is understood, and what it becomes."""
        for word, name in self.names.items():
            if name and word in FIELDS:
                yield name, f"{word} ({self.dates})" if word == "year" and self.dates else word
            elif word in self.parties:
                yield name, self.parties[word][0]


def read_columns(
    table: Path, title_from: str = "", dates: str = "", asked: Mapping[str, str] | None = None
) -> Columns:
    """Return the columns of a table; `title_from` names those that make a title, with commas.

    `asked` says what headers mean, in place of what they are taken for.
    Raises `Misuse` where a name is no column, or where nothing could make a title.
    """
    header, asked = header_of(table), asked or {}
    cells = partial(_cells, table)
    names, parties = _taken(table, header)
    words = {assign(names, parties, name, what): (name, what) for name, what in asked.items()}
    if not title_from.strip() and TITLES[0] not in words:
        choose_title(names, parties | dict.fromkeys(words, ("", "")), cells)
    title = _title(names, parties, title_from)
    texts = [text for word in ("title", "summary") for text in cells(names[word])]
    language, days = language_of(texts), cells(names["year"])
    ambiguous = next(filter(is_ambiguous, days), "")
    dates = dates or order_of(days) or (DAY_FIRST if ambiguous and language != ENGLISH else "")
    same = repeated(names, parties, title, cells)
    further = [word for word in names if word not in (*FIELDS, *parties, *title)]
    said = {word: what for word, (_, what) in words.items() if what in (IMPACT, FIELD, LEAVE)}
    small = [one for one in further if one in said or not has_long_numbers(cells(names[one]))]
    found = [(word, datatype_of(cells(names[word]))) for word in small]
    numbers = {word: datatype for word, datatype in found if datatype}
    known = dict(_categories(names, [one for one in further if one not in numbers], cells))
    for word, what in said.items():
        if what == IMPACT or (what == FIELD and word not in numbers):
            known[word] = checked_values(names[word], cells(names[word]), what)
    return Columns(
        *(names, parties, title, language, dates, "" if dates else ambiguous, same),
        tuple(known.items()),
        *(numbers, said, {word: reason(cells(names[word])) for word in further}, tuple(header)),
    )


def _taken(table: Path, header: Sequence[str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return what columns are taken for, by their headers and then by their cells."""
    names, parties = matched(header)
    if not names["link"]:
        _find(table, names, parties, "link", lambda cell: bool(address_of(cell)))
    if not names["year"]:
        _find(table, names, parties, "year", _is_date)
    _find_companies(table, names, parties)
    return names, parties


def _categories(
    names: Mapping[str, str], further: Sequence[str], cells: Cells
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the columns that have few values, none of them a name, with these."""
    for word in further:
        if not name_bodies(cells(names[word])) and (values := few_values(cells(names[word]))):
            yield word, values


def _find(
    table: Path,
    names: dict[str, str],
    parties: PartyColumns,
    field_: str,
    is_one: Callable[[str], bool],
) -> None:
    """Take the first further column of which most cells are a field's as the column of it."""
    for word, name in [*names.items()]:
        cells = [cell for cell in _cells(table, name) if cell.strip()]
        is_further = word not in (*FIELDS, *parties) and not near_names(word, PERIOD, 1)
        if is_further and cells and sum(map(is_one, cells)) > len(cells) / 2:
            names[field_] = names.pop(word)
            return


def _is_date(cell: str) -> bool:
    """Whether a cell is a day, a month or a year; a plain number is none."""
    try:
        return bool(timespan(in_order(cell))[0]) and not cell.strip().isdecimal()
    except BadCell:
        return False


def _find_companies(
    table: Path, names: dict[str, str], parties: dict[str, tuple[str, str]]
) -> None:
    """Take columns as those of companies whose cells have legal forms: of systems, the vendors.

    What a company of another column did is not known, so that it is no more than mentioned, unless
    the header has a verb of a role, such as "Score made by".
    """
    for word, name in [*names.items()]:
        if word in (*FIELDS, *parties) or not name_bodies(_cells(table, name)):
            continue
        if role := role_by_verb(word.split("_"), (), has_names=True):
            parties[word] = role
    for word, name in [*names.items()]:
        is_open = word == "system" or word not in (*FIELDS, *parties)
        if not is_open or not name_companies(_cells(table, name)):
            continue
        key = word_of(name)
        if word != key or word == "system":
            names[word], key = "", key if key not in FIELDS else f"{key}_vendor"
            names[key] = name
        parties[key] = ("vendor" if word == "system" else MENTIONED, "company")


def header_of(table: Path) -> list[str]:
    """Return the row among the first ones, under any delimiter, of which most is understood.

    Raises `Misuse` where no row is a header.
    """
    with table.open(encoding=encoding(table), errors="replace", newline="") as file:
        beginning = file.read(BEGINNING)
    rows = [row for mark in DELIMITERS for row in _rows(beginning, mark)]
    header = max(rows, key=lambda row: (_understood(row), len(row)), default=[])
    if not header or any(map(CONTROL.search, header)):
        raise Misuse(f"{table}: is no table with a header: save it as CSV")
    return header


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = [
            *islice(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), FIRST_ROWS)
        ]
    except csv.Error:
        return []
    return [[" ".join(name.split()) for name in row if name.strip()] for row in rows]


def _understood(header: Sequence[str]) -> int:
    names, parties = matched(header)
    return len(parties) + sum(bool(names[word]) for word in FIELDS)


def _cells(table: Path, name: str) -> list[str]:
    """Return the first cells of a column."""
    rows = read_sheet(table, Sheet({"cell": (name,)}, required=("cell",))) if name else iter(())
    return [row.cells["cell"] for row in islice(rows, MOST_ROWS) if isinstance(row, Row)]


def _title(names: Mapping[str, str], parties: PartyColumns, title_from: str) -> tuple[str, ...]:
    """Return the words of the columns that make a title: as asked, else what there is."""
    if title_from.strip():
        words = {word_of(name): word for word, name in names.items() if name}
        asked = [one for one in map(word_of, title_from.split(",")) if one]
        if wrong := [one for one in asked if one not in words]:
            headers = [name for name in names.values() if name]
            raise Misuse(f"--title-from: no column '{wrong[0]}': {did_you_mean(wrong[0], headers)}")
        return tuple(words[one] for one in asked)
    if names["title"]:
        return ("title",)
    if names["summary"]:
        return ("summary",)
    made = (*("system",) * bool(names["system"]), *parties, *("country",) * bool(names["country"]))
    if not made:
        raise Misuse(
            "the table has no column of titles: name those that make a title, such as --title-from "
            f"'{', '.join([name for name in names.values() if name][:2])}'"
        )
    return made
