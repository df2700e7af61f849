"""Parsers of single cells of a sheet: plain text, lists, dates and slugs."""

import html
import json
import re
import unicodedata
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final

from graph.privacy.known_names import quoted
from graph.reading.fields import LONGEST_TEXT

__all__ = ["BadCell", "json_list", "plain_text", "split", "timespan"]

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff\u200b\ufeff]+")
SPACE: Final = re.compile(r"\s+")
PLAIN: Final = re.compile(r"(?!.*  )[A-Za-z0-9(\"'](?:[ !-%'-;=?-~]*[!-%'-;=?-~])?")
MARKUP: Final = re.compile(r"<[a-zA-Z/!]|&#?\w+;")
FORMULA: Final = re.compile(r"=|[+@-]\s*\w*\s*[(|!]")
SPAN: Final = re.compile(
    r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?"
    r"(?:\s*[-\u2013\u2014/]\s*(?:(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?|present|ongoing|\.\.)?)?",
    re.ASCII,
)
OPEN: Final = re.compile(r"\d{4}(?:-\d{2})*\s*[-\u2013\u2014/]\s*(?:present|ongoing|\.\.)?")


class BadCell(ValueError):
    """Raised for a cell that cannot be what its column says; the text tells why."""


class _Words(HTMLParser):
    """Gathers what a reader of a page would see: no tags, no scripts, no styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.hidden += tag in ("script", "style")
        self.found.append(" ")

    def handle_endtag(self, tag: str) -> None:
        self.hidden = max(0, self.hidden - (tag in ("script", "style")))
        self.found.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.found.append(data)


def plain_text(cell: str, name: str = "cell") -> str:
    r"""Return a cell as one line of plain text: no markup, no control characters, no runs of space.

    Raises `BadCell` for a text that is too long for the graph, and for a formula, which is neither
    computed nor published.

    >>> plain_text(" A <b>bold</b>\nclaim<script>alert(1)</script> ")
    'A bold claim'
    >>> plain_text("5 < 6 & 7"), plain_text("-40 degrees")
    ('5 < 6 & 7', '-40 degrees')
    """
    if len(cell) > LONGEST_TEXT:
        raise BadCell(f"the {name} is {len(cell):,} characters long; at most {LONGEST_TEXT:,} fit")
    if cell.isascii() and PLAIN.fullmatch(cell):
        return cell
    text = CONTROL.sub(" ", cell)
    if MARKUP.search(text):
        text = _unmarked(text)
    text = SPACE.sub(" ", text).strip()
    if FORMULA.match(text):
        raise BadCell(f"the {name} is a formula, which is not computed: give its text")
    return unicodedata.normalize("NFC", text)


def _unmarked(text: str) -> str:
    words = _Words()
    words.feed(html.unescape(text))
    words.close()
    return CONTROL.sub(" ", "".join(words.found))


def split(cell: str, mark: str = ";") -> list[str]:
    """Return the values of a cell that holds several, in their order, once each.

    >>> split("Privacy; Safety;; privacy ;Safety")
    ['Privacy', 'Safety', 'privacy']
    """
    return list(dict.fromkeys(value for part in cell.split(mark) if (value := part.strip())))


def json_list(cell: str, name: str = "cell") -> list[str]:
    """Return the texts of a JSON list that a cell holds; an empty cell is an empty list.

    Raises `BadCell` where it is no list of texts or numbers.

    >>> json_list('["uber", 7]'), json_list("")
    (['uber', '7'], [])
    """
    if not cell.strip():
        return []
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        raise BadCell(f"the {name} holds a broken JSON list: {quoted(cell)}") from None
    if not isinstance(found, list) or not all(type(item) in (str, int) for item in found):
        raise BadCell(f"the {name} is not a JSON list of texts: {quoted(cell)}")
    return list(dict.fromkeys(str(item).strip() for item in found if str(item).strip()))


@lru_cache(maxsize=4096)
def timespan(cell: str) -> tuple[str, str, str]:
    """Return a date as EDTF, its first year and its last year, which may be empty.

    An open end is written `..`. Raises `BadCell` for what is no date.
    Source: ISO 8601-2:2019, EDTF levels 0 and 1.

    >>> timespan("2019-"), timespan("2018-2024"), timespan("2017-11-08")
    (('2019/..', '2019', ''), ('2018/2024', '2018', '2024'), ('2017-11-08', '2017', ''))
    """
    text = cell.strip()
    if not text:
        return "", "", ""
    match = SPAN.fullmatch(text)
    if not match:
        raise BadCell(f"{quoted(text)} is no date, such as 2019, 2019-05-31, 2019-2021 or 2019-")
    first, last = _day(match[1], match[2], match[3]), _day(match[4], match[5], match[6])
    if last and last[: len(first)] < first[: len(last)]:
        raise BadCell(f"{quoted(text)} ends before it begins")
    if last:
        return f"{first}/{last}", match[1], match[4]
    return (f"{first}/..", match[1], "") if OPEN.fullmatch(text) else (first, match[1], "")


def _day(year: str | None, month: str | None, day: str | None) -> str:
    written = "-".join(part for part in (year, month, day) if part)
    if month and not "01" <= month <= "12":
        raise BadCell(f"{written!r} has no such month")
    if day and not 1 <= int(day) <= _days(int(year or 0), int(month or 0)):
        raise BadCell(f"{written!r} has no such day")
    return written


def _days(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + is_leap if month == 2 else 30 if month in (4, 6, 9, 11) else 31
