"""Order of documents, the newest first: by day, else by month or year, then by entry."""

import re
from collections.abc import Sequence
from typing import Final

__all__ = ["day_of", "newest_first", "year_of"]

DAY: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
"""What sorts of a date in EDTF: its year, with month and day where they are known."""
DIGITS: Final = re.compile("[0-9]+")


def year_of(years: Sequence[str], days: Sequence[str]) -> int | None:
    """Return the year of a record, or that of its day."""
    found = next(iter([*years, *days]), "")[:4]
    return int(found) if found.isdecimal() else None


def day_of(year: int | None, days: Sequence[str]) -> str:
    """Return what is known of the day of a record in its year: its year, month or day.

    >>> day_of(2026, ["2025-12-31", "2026-02-14", "2026-01"]), day_of(2026, []), day_of(None, [])
    ('2026-02-14', '2026', '')
    """
    shown = "" if year is None else f"{year:04}"
    known = (match[0] for day in days if (match := DAY.match(day)) and match[0].startswith(shown))
    return max(known, default=shown) if shown else ""


def newest_first(day: str, modified: str, iri: str) -> tuple[tuple[int, ...], ...]:
    """Return the sort key of a document: its day, its last change, and the number of its entry.

    Of a year, what has a day comes before what has none; of a day, what came in last comes first,
    as its number in its database says. What has no day is in the order of its IRIs.

    >>> sorted([("2026", "a-2"), ("2026-01-02", "a-1"), ("2026", "a-10"), ("", "a-3")],
    ...        key=lambda one: newest_first(one[0], "", one[1]))
    [('2026-01-02', 'a-1'), ('2026', 'a-10'), ('2026', 'a-2'), ('', 'a-3')]
    """
    entry = iri.rpartition("/")[2]
    return (_falling(day), *((_falling(modified), _falling(entry)) if day else ()))


def _falling(text: str) -> tuple[int, ...]:
    """Return the numbers of a text, so that larger ones and longer texts come first."""
    return (*(-int(part) for part in DIGITS.findall(text)[:3]), 1)
