"""Dates as one country writes them: the order of day and month, and names of months (CLDR).

`03/09/2025` is read only where somebody says which is the day. So a table states its order, or
another cell of it shows it, such as `14/10/2025`.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

from babel import Locale

from graph.privacy.name_lists import folded

__all__ = ["LANGUAGES", "ORDERS", "in_order", "is_ambiguous", "order_of"]

ORDERS: Final = ("dmy", "mdy")
LANGUAGES: Final = ("de", "es", "fr", "it", "pt", "nl", "pl", "ca", "sv", "da", "nb", "cs", "ro")
"""Languages of Europe with most speakers whose names of months and places are read."""
NUMBERS: Final = re.compile(
    r"(?<![\w/.-])(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})(?![\w/-])"
)
WORD: Final = re.compile(r"[^\W\d_]+")
OF: Final = re.compile(r"\b(?:de|del|di|d'|of)\b\.?", re.IGNORECASE)
ENGLISH: Final = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)
TWELVE: Final = 12


def order_of(cells: Iterable[str]) -> str:
    """Return the order that dates of a column show, or nothing where none or both do.

    >>> order_of(["03/09/2025", "14/10/2025"]), order_of(["03/09/2025"]), order_of(["9/30/2025"])
    ('dmy', '', 'mdy')
    """
    shown = set()
    for cell in cells:
        for first, _, second, _ in NUMBERS.findall(cell):
            shown |= {"dmy"} if int(first) > TWELVE >= int(second) else set()
            shown |= {"mdy"} if int(second) > TWELVE >= int(first) else set()
    return shown.pop() if len(shown) == 1 else ""


def is_ambiguous(cell: str) -> bool:
    """Whether a date has a day that may be a month.

    >>> is_ambiguous("03/09/2025"), is_ambiguous("03.09.2025"), is_ambiguous("09/09/2025")
    (True, False, False)
    """
    return any(
        mark != "." and first != second and int(first) <= TWELVE and int(second) <= TWELVE
        for first, mark, second, _ in NUMBERS.findall(cell)
    )


@lru_cache(maxsize=4096)
def in_order(cell: str, order: str = "") -> str:
    """Return a cell with its dates written in English or as ISO 8601 where the order is known.

    >>> in_order("03/09/2025", "dmy"), in_order("3/9/25", "mdy"), in_order("14/10/2025", "mdy")
    ('2025-09-03', '2025-03-09', '14/10/2025')
    >>> in_order("3. März 2025"), in_order("12 de septiembre de 2025")
    ('3. March 2025', '12 September 2025')
    """
    if order:
        cell = NUMBERS.sub(lambda match: _iso(match, order), cell)
    words = [folded(word) for word in WORD.findall(cell)]
    if any(word in _months() for word in words):
        cell = " ".join(OF.sub(" ", cell).split())
        cell = WORD.sub(lambda match: _months().get(folded(match[0]), match[0]), cell)
    return cell


def _iso(match: re.Match[str], order: str) -> str:
    day, month = (match[1], match[3]) if order == ORDERS[0] else (match[3], match[1])
    if not 1 <= int(month) <= TWELVE:
        return match[0]
    year = match[4] if len(match[4]) > 2 else f"20{match[4]}"
    return f"{year}-{int(month):02}-{int(day):02}"


@cache
def _months() -> dict[str, str]:
    """Return the English names of months by those of other languages, without what is English."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        months = Locale(language).months
        for names in (months[form][width] for form in months for width in ("wide", "abbreviated")):
            for number, name in names.items():
                word = folded(name.removesuffix("."))
                if word.isalpha():
                    found.setdefault(word, ENGLISH[number - 1])
    known = {name[:length].lower() for name in ENGLISH for length in (3, 4, len(name))}
    return {word: name for word, name in found.items() if word not in known}
