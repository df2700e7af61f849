"""Matching of the header of a table with what an importer reads, in the major languages of Europe.

A header names a field of issues, or parties by their role: the cells of "Supplier" sell, those of
"School" use. What no list has is named, so that somebody decides.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from graph.importing.rows.links import address_of
from graph.importing.rows.parties import PartyColumns
from graph.importing.sheets.encodings import encoding
from graph.importing.sheets.local_dates import is_ambiguous, order_of
from graph.importing.sheets.sheet import Row, Sheet, read_sheet
from graph.privacy.name_lists import folded
from ontology import Misuse, did_you_mean
from scripts.commands.projects.table_language import language_of

__all__ = ["FIELDS", "Columns", "read_columns"]

FIELDS: Final = ("id", "title", "summary", "year", "country", "link", "system")
"""What an importer reads besides parties; a column that a table lacks may come later."""
ENGLISH: Final = "en"
DAY_FIRST: Final = "dmy"
"""The order of day and month in all languages of the list but English, by CLDR."""
DELIMITERS: Final = ",;\t|"
FIRST_ROWS: Final = 10
MOST_ROWS: Final = 1_000
BEGINNING: Final = 100_000
CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")
MARKS: Final = re.compile(r"[\W_]+")
NAME: Final = frozenset("name nombre nom nome naam nazwa namn nummer".split())  # noqa: SIM905
OF: Final = frozenset("of de del della dello di du des der do da van".split())  # noqa: SIM905
ARTICLES: Final = frozenset("the la el le les los las il lo die das den".split())  # noqa: SIM905
WEAK: Final = frozenset(("code", "codigo", "codice", "key", "text", "local", "who", "user"))
"""Words that say little at the end of a longer header, such as "Country code"."""


class _Known(NamedTuple):
    word: str
    role: str
    kind: str
    headers: tuple[str, ...]


@dataclass(frozen=True)
class Columns:
    """Columns of a table: the header of each by our word for it, and what becomes of them.

    `parties` are the columns of organisations, `title_from` the words of the columns that make a
    title, `language` that of its texts, `dates` the order of day and month, `ambiguous` a date that
    no order explains.
    """

    names: Mapping[str, str]
    parties: PartyColumns
    title_from: tuple[str, ...]
    language: str = "en"
    dates: str = ""
    ambiguous: str = ""

    @property
    def further(self) -> list[str]:
        """Return the words of the columns of which no list knows the meaning."""
        return [word for word in self.names if word not in (*FIELDS, *self.parties)]

    def meanings(self) -> Iterator[tuple[str, str]]:
        """Yield each header that is understood, and what it becomes."""
        for word, name in self.names.items():
            if name and word in FIELDS:
                yield name, f"{word} ({self.dates})" if word == "year" and self.dates else word
            elif word in self.parties:
                yield name, self.parties[word][0]


def read_columns(table: Path, title_from: str = "", dates: str = "") -> Columns:
    """Return the columns of a table; `title_from` names those that make a title, with commas.

    Raises `Misuse` where it names no column, or where nothing could make a title.
    """
    header = _header(table)
    if not header or any(map(CONTROL.search, header)):
        raise Misuse(f"{table}: is no table with a header: save it as CSV")
    names, parties = _matched(header)
    if not names["link"]:
        _find_links(table, names, parties)
    title = _title(names, parties, title_from)
    texts = [text for word in ("title", "summary") for text in _cells(table, names[word])]
    language, days = language_of(texts), _cells(table, names["year"])
    ambiguous = next(filter(is_ambiguous, days), "")
    dates = dates or order_of(days) or (DAY_FIRST if ambiguous and language != ENGLISH else "")
    return Columns(names, parties, title, language, dates, "" if dates else ambiguous)


def _find_links(table: Path, names: dict[str, str], parties: PartyColumns) -> None:
    """Take the first further column of which most cells are addresses as that of the links."""
    for word, name in [*names.items()]:
        cells = [cell for cell in _cells(table, name) if cell.strip()]
        is_further = word not in (*FIELDS, *parties)
        if is_further and cells and sum(bool(address_of(one)) for one in cells) > len(cells) / 2:
            names["link"] = names.pop(word)
            return


def _header(table: Path) -> list[str]:
    """Return the row among the first ones, under any delimiter, of which most is understood."""
    with table.open(encoding=encoding(table), errors="replace", newline="") as file:
        beginning = file.read(BEGINNING)
    rows = [row for mark in DELIMITERS for row in _rows(beginning, mark)]
    return max(rows, key=lambda row: (_understood(row), len(row)), default=[])


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = [
            *islice(csv.reader(text.splitlines(keepends=True), delimiter=delimiter), FIRST_ROWS)
        ]
    except csv.Error:
        return []
    return [[" ".join(name.split()) for name in row if name.strip()] for row in rows]


def _understood(header: Sequence[str]) -> int:
    names, parties = _matched(header)
    return len(parties) + sum(bool(names[word]) for word in FIELDS)


def _cells(table: Path, name: str) -> list[str]:
    """Return the first cells of a column."""
    rows = read_sheet(table, Sheet({"cell": (name,)}, required=("cell",))) if name else iter(())
    return [row.cells["cell"] for row in islice(rows, MOST_ROWS) if isinstance(row, Row)]


def _matched(header: Sequence[str]) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return the header of each word, and the columns of parties among them.

    Whole headers go before their heads, so that "Reference" is the id and not "Case number".
    """
    names, parties = dict.fromkeys(FIELDS, ""), dict[str, tuple[str, str]]()
    for fold in (_word, _last, _first):
        for known in _known():
            free = [name for name in header if name not in names.values()]
            for name in _named(known, free, fold):
                if known.role and _word(name) not in names:
                    names[_word(name)] = name
                    parties[_word(name)] = known.role, known.kind
                elif not known.role and not names[known.word]:
                    names[known.word] = name
    for name in header:
        if name not in names.values() and _word(name):
            names.setdefault(_word(name), name)
    return names, parties


def _named(known: _Known, free: Sequence[str], fold: Callable[[str], str]) -> list[str]:
    """Return the headers that have one of some names: those of a field by the order of its names.

    The head of a longer header says less than the whole, so that weak words count only as a whole.
    """
    asked = [one for one in known.headers if fold is _word or one not in WEAK]
    found = [name for name in free if fold(name) in asked]
    return found if known.role else sorted(found, key=lambda name: asked.index(fold(name)))


def _word(name: str) -> str:
    """Return a header in small letters without accents, its words parted by underscores.

    >>> _word("Año de publicación"), _word("PublishedYear"), _word("Case No.")
    ('ano_de_publicacion', 'published_year', 'case_no')
    """
    return MARKS.sub("_", folded(CAMEL.sub(" ", name))).strip("_")


def _words(name: str) -> list[str]:
    """Return the words of a header up to an "of", or of what "name of" leads, without articles."""
    words = [word for word in _word(name).split("_") if word not in ARTICLES]
    place = next((i for i, word in enumerate(words) if word in OF and i), len(words))
    if place == 1 and words[0] in NAME:
        return words[place + 1 :]
    words = words[:place]
    return words[:-1] if len(words) > 1 and words[-1] in NAME else words


def _last(name: str) -> str:
    """Return the last word of a header, as in English: "date" of "Report date"."""
    return _singular(_words(name)[-1]) if _words(name) else ""


def _first(name: str) -> str:
    """Return the first word of a header, as in Romance languages: "fecha" of "Fecha inicial"."""
    return _singular(_words(name)[0]) if _words(name) else ""


def _singular(word: str) -> str:
    return word if word in _all_headers() else word.removesuffix("s")


def _title(names: Mapping[str, str], parties: PartyColumns, title_from: str) -> tuple[str, ...]:
    """Return the words of the columns that make a title: as asked, else what there is."""
    if title_from.strip():
        words = {_word(name): word for word, name in names.items() if name}
        asked = [one for one in map(_word, title_from.split(",")) if one]
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


@cache
def _known() -> tuple[_Known, ...]:
    """Return what an importer can read, with the headers that tables have for it."""
    with (
        as_file(files("scripts.commands.projects") / "headers.tsv") as path,
        path.open(encoding="utf-8", newline="") as file,
    ):
        return tuple(
            _Known(row["column"], row["role"], row["kind"], tuple(row["headers"].split("|")))
            for row in csv.DictReader(file, delimiter="\t")
        )


@cache
def _all_headers() -> frozenset[str]:
    return frozenset(one for known in _known() for one in known.headers)
