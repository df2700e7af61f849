"""Normalisation of what people type: web addresses without a scheme, days written day first."""

import re
from datetime import date
from typing import Final

__all__ = ["headline", "normalised"]

HOST: Final = re.compile(r"(?:[\w-]+\.)+[^\W\d_]{2,}(?::\d{1,5})?(?:[/?#]\S*)?")
"""A host of several labels, with a port, path or query where there is one (RFC 3986)."""
DAY: Final = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")
YEAR_FIRST: Final = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})")
MONTHS: Final = 12
SENTENCE: Final = re.compile(r"(?<=[.!?])\s+")
LONGEST: Final = 120
"""Characters of a title that is made of a summary."""


def normalised(kind: str, text: str) -> str:
    """Return a text as a field of a kind has it; unchanged where it could mean several things.

    >>> normalised("address", "example.org/report"), normalised("address", "the town library")
    ('https://example.org/report', 'the town library')
    >>> normalised("day", "14/09/2025"), normalised("date", "5.9.2025")
    ('2025-09-14', '2025-09-05')
    >>> normalised("day", "5/9/2025"), normalised("day", "31/02/2025")
    ('5/9/2025', '31/02/2025')
    """
    if kind == "address":
        return f"https://{text}" if HOST.fullmatch(text) else text
    return _day(text) if kind in ("day", "date") else text


def headline(summary: str) -> str:
    """Return the first sentence of a summary as a title, cut at a word where it is long.

    >>> headline("An app locks riders out. They lose their income.")
    'An app locks riders out'
    """
    sentence = SENTENCE.split(summary.strip())[0].removesuffix(".")
    if len(sentence) <= LONGEST:
        return sentence
    return f"{sentence[:LONGEST].rpartition(' ')[0].rstrip(',;:') or sentence[:LONGEST]}…"


def _day(text: str) -> str:
    """Return a day as ISO 8601 writes it. With dots the day is first; else one exceeds a month."""
    if match := YEAR_FIRST.fullmatch(text):
        return _iso(int(match[1]), int(match[3]), int(match[4])) or text
    if not (match := DAY.fullmatch(text)):
        return text
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] == "." or first > MONTHS or first == second:
        return _iso(year, second, first) or text
    return (_iso(year, first, second) if second > MONTHS else "") or text


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
