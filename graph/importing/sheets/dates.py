"""Parser of dates as people write them in sheets: to EDTF, or to nothing where none is said.

A date is read where it can mean one thing only. Of `05/06/2019`, where day and month could be
exchanged, the year alone is taken. What is partly said, such as a season, counts as its year. A
year of two digits is read at the end of a date with a month (`31-May-19`, `5/31/19`), as one from
1950 to 2049; `19` and `May 19` may mean something else, and are no dates.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from graph.importing.sheets.cell_parsers import FORMULA, BadCell
from graph.privacy.known_names import quoted

__all__ = ["is_rough", "timespan"]

MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH: Final = (
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR: Final = r"(?P<year>[0-9]{4})"
DAY: Final = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
TIME: Final = (
    r"(?:[t ]\s*[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]+)?)?\s*(?:am|pm)?"
    r"\s*(?:z|utc|gmt)?(?:\s*[+-][0-9]{2}:?[0-9]{2})?)?"
)
WEEKDAY: Final = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
PART: Final = (
    r"(?:spring|summer|autumn|fall|winter|q[1-4]|h[12]|(?:the )?(?:start|beginning|middle|end) of"
    r"|early|mid|late|(?:first|second|third|fourth|last) (?:half|quarter)(?: of)?|fy|year)"
)
ROUGH: Final = re.compile(
    rf"\b(?:{PART.replace('|year)', ')')}|circa|c\.|ca|about|around|roughly|probably"
    r"|approx(?:imately)?|estimated)(?!\w)"
)
"""Words that say more of a date than year, month and day do."""
PATTERNS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{YEAR}(?:\.0+)?",
        rf"{YEAR}[-/](?P<month>[0-9]{{1,2}})(?:[-/]00)?",
        rf"{YEAR}\.(?P<month>[0-9]{{2}})",
        rf"{YEAR}\s*[-/.]\s*(?P<month>[0-9]{{1,2}})\s*[-/.]\s*(?P<day>[0-9]{{1,2}}){TIME}",
        r"(?P<year>(?:19|20)[0-9]{2})(?P<month>[0-9]{2})(?P<day>[0-9]{2})(?:\.0+)?",
        r"(?P<month>[0-9]{1,2})[-/.](?P<year>[0-9]{4})",
        rf"{WEEKDAY}{DAY}[ .,/-]*(?:of )?{MONTH}[ .,/-]*{YEAR}{TIME}",
        rf"{WEEKDAY}{MONTH}[ .-]*{DAY}(?:\s*,\s*|[ .-]+){YEAR}{TIME}",
        rf"{MONTH}[ .,/-]*(?:of )?{YEAR}",
        rf"{YEAR}[ .,/-]*{MONTH}(?:[ .,/-]*{DAY}{TIME})?",
        rf"{PART}[ ,/-]*{YEAR}",
        rf"{YEAR}[ ,/-]*{PART}",
    )
)
PARTS: Final = re.compile(
    rf"{WEEKDAY}(?P<first>[0-9]{{1,2}})\s*(?P<mark>[-/.])\s*(?P<second>[0-9]{{1,2}})"
    rf"\s*[-/.]\s*{YEAR}{TIME}"
)
DECADE: Final = re.compile(r"(?:the )?([0-9]{3}0)['\u2019]?s")
ABOUT: Final = re.compile(
    r"^(?:c\.|ca\.?|circa|approx\.?|approximately|about|around|roughly|probably|estimated|est\.|~"
    r"|on|in|during)\s*(?=[0-9a-z])"
    r"|^(?:early|mid|late)[ -](?=[a-z])|\s*\(?(?:approx\.?|approximately|estimated|est\.)\)?$"
)
SINCE: Final = re.compile(r"^(?:since|from|after|starting|beginning)\s+(?=\S*[0-9a-z])")
GOES_ON: Final = re.compile(
    r"\s*(?:(?:[-\u2013\u2014/]|to|until|till|through|,)?\s*"
    r"(?:present|ongoing|now|today|current|continuing|onwards?|date|\.\.)|[-\u2013\u2014/+])$"
)
BETWEEN: Final = tuple(
    re.compile(rf"\s*(?:{mark})\s*")
    for mark in (
        r";|\.\.\.?|\b(?:to|until|till|through|and|or)\b|&",
        r"(?<=\s)[-\u2013\u2014](?=\s)|[\u2013\u2014]",
        ",",
        "/",
        "-",
    )
)
"""What parts two dates, from what is no part of one date to what often is."""

SHORT_YEAR: Final = re.compile(
    r"(?P<before>[0-9]{1,2}/[0-9]{1,2}/|[0-9]{1,2}\.[0-9]{1,2}\."
    r"|[0-9]{1,2}(?:st|nd|rd|th)?[ ,./-]+(?:of )?[a-z]{3,9}\.?[ ,./-]+"
    r"|[a-z]{3,9}\.?(?:-|[ -]*(?=['\u2019])))['\u2019]?(?P<year>[0-9]{2})"
)
"""A date that ends in two digits of a year, as a slash, a day or an apostrophe before them says."""
CENTURY: Final = 50
"""The first year of two digits that is of the 20th century."""

WRAPPED: Final = re.compile(r"[\[({\"'\s]*(.*?)[\])}\"'?.,;\s]*", re.DOTALL)
ENDING: Final = re.compile(r"[0-9]{2}(?:\.0+)?")
NO_DATE: Final = re.compile(r"0{4}(?:[-/]00){0,2}")
LONGEST: Final = 60
MOST_PARTS: Final = 4


class _Date(NamedTuple):
    """A date: what is said of it, as EDTF, with its first and its last day or year."""

    first: str
    last: str = ""


def is_rough(cell: str) -> bool:
    """Whether a date says a part of a year, or that it is about right, which is not taken.

    >>> is_rough("Spring 2023"), is_rough("ca. 2023"), is_rough("in the year 2023")
    (True, True, False)
    """
    return bool(ROUGH.search(cell.casefold()))


@lru_cache(maxsize=4096)
def timespan(cell: str) -> tuple[str, str, str]:
    """Return a date as EDTF, its first year and its last year, which may be empty.

    An open end is written `..`. Where a cell holds no digit, no date is said. Raises `BadCell` for
    digits that are no date, and for a span that ends before it begins.
    Complexity: bounded, since a longer text is none.
    Source: ISO 8601-2:2019, EDTF levels 0 and 1.

    >>> timespan("2019-"), timespan("2018-2024"), timespan("2017-11-08")
    (('2019/..', '2019', ''), ('2018/2024', '2018', '2024'), ('2017-11-08', '2017', ''))
    >>> timespan("2019.0"), timespan("31 May 2019"), timespan("n.d.")
    (('2019', '2019', ''), ('2019-05-31', '2019', ''), ('', '', ''))
    """
    text = _plain(cell)
    if FORMULA.match(cell.strip()) and any(char in cell for char in "(|!="):
        raise BadCell("the date is a formula, which is not computed: give its text")
    if not any(char.isdigit() for char in text) or NO_DATE.fullmatch(text):
        return "", "", ""
    found = _span(text) if len(text) <= LONGEST else None
    if not found:
        raise BadCell(f"{quoted(cell)} is no date, such as 2019, 2019-05-31, 2019-2021 or 2019-")
    first, last = found
    if last == "..":
        return f"{first}/..", first[:4], ""
    if last and last[: len(first)] < first[: len(last)]:
        raise BadCell(f"{quoted(cell)} ends before it begins")
    return (f"{first}/{last}", first[:4], last[:4]) if last else (first, first[:4], "")


def _plain(cell: str) -> str:
    """Return a cell in small letters and ASCII digits, without what is around a date."""
    text = "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else char
        for char in unicodedata.normalize("NFKC", cell[: 2 * LONGEST]).casefold()
    )
    text = " ".join(text.split())
    wrapped = WRAPPED.fullmatch(text)
    return ABOUT.sub("", wrapped[1] if wrapped else text)


@lru_cache(maxsize=4096)
def _span(text: str) -> _Date | None:
    """Return one date, or the first and the last of several.

    The ends of a text that many marks part are kept, so that none is read twice.
    """
    if point := _point(text):
        return point
    if decade := DECADE.fullmatch(text):
        return _Date(decade[1], f"{decade[1][:3]}9")
    if point := _point(SINCE.sub("", text)):
        return _Date(point.first, "..")
    goes_on = GOES_ON.search(text)
    if goes_on and (point := _point(SINCE.sub("", text[: goes_on.start()]))):
        return _Date(point.first, "..")
    marks = (mark for pattern in BETWEEN for mark in islice(pattern.finditer(text), MOST_PARTS))
    for mark in marks:
        if found := _pair(text[: mark.start()], text[mark.end() :], mark[0].strip()):
            return found
    return None


def _pair(left: str, right: str, mark: str) -> _Date | None:
    """Return the span of two dates, of which one may leave to the other what both share."""
    left = re.sub(r"^(?:from|between)\s+", "", left)
    if not left or not right:
        return None
    first = _point(left)
    if first and ENDING.fullmatch(right) and mark in ("-", "\u2013", "\u2014", "/"):
        return _short(first.first, right[:2])
    last = _span(right)
    if last and last.last == "..":
        return None
    if not first and last:
        first = _point(f"{left} {last.first[:4]}") or _within(left, right)
    return _Date(first.first, last.last or last.first) if first and last else None


def _short(first: str, ending: str) -> _Date | None:
    """Return the span of "2018-24", whose second year leaves the century to the first."""
    later = ending > first[2:4] and len(first) == len("2018")
    return _Date(first, f"{first[:2]}{ending}") if later else None


def _within(left: str, right: str) -> _Date | None:
    """Return the first day of "5-9 May 2019", where the second has the month and the year."""
    if not left.isdecimal():
        return None
    return _point(re.sub(r"[0-9]{1,2}(?![0-9])", left, right, count=1))


@lru_cache(maxsize=4096)
def _point(text: str) -> _Date | None:
    """Return one year, month or day."""
    text = ABOUT.sub("", text.strip())
    for pattern in PATTERNS:
        match = pattern.fullmatch(text)
        if match and (found := _date(match.groupdict())):
            return found
    return _numbers(text) or _short_year(text)


def _short_year(text: str) -> _Date | None:
    """Return a date whose year has two digits."""
    match = SHORT_YEAR.fullmatch(text)
    if not match:
        return None
    century = 20 if int(match["year"]) < CENTURY else 19
    before = match["before"] if match["before"][-1] in " ,./-" else f"{match['before']} "
    return _point(f"{before}{century}{match['year']}")


def _date(parts: dict[str, str | None]) -> _Date | None:
    name = parts.get("name")
    month = MONTHS.index(name[:3]) + 1 if name else int(parts.get("month") or 0)
    day = int(parts.get("day") or 0)
    is_said = bool(name or parts.get("month")), bool(parts.get("day"))
    return _written(str(parts["year"]), month, day, is_said)


def _written(year: str, month: int, day: int, is_said: tuple[bool, bool]) -> _Date | None:
    """Return a date, or nothing where the month or the day is none; 00 says nothing of both."""
    has_month, has_day = is_said
    if not has_month or (month == 0 and day == 0):
        return _Date(year)
    if not 1 <= month <= len(MONTHS) or (day and day > _days(int(year), month)):
        return None
    return _Date(f"{year}-{month:02}-{day:02}" if has_day and day else f"{year}-{month:02}")


def _numbers(text: str) -> _Date | None:
    """Return the date of "31/05/2019", or the year where day and month could be exchanged."""
    match = PARTS.fullmatch(text)
    if not match:
        return None
    first, second, year = int(match["first"]), int(match["second"]), match["year"]
    day_first = _written(year, second, first, (True, True)) if first else None
    month_first = _written(year, first, second, (True, True)) if second else None
    if match["mark"] == "." or day_first == month_first:
        return day_first
    return _Date(year) if day_first and month_first else day_first or month_first


def _days(year: int, month: int) -> int:
    is_leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + is_leap if month == 2 else 30 if month in (4, 6, 9, 11) else 31
