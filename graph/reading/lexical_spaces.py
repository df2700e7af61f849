"""Lexical spaces of the XML Schema datatypes that RDF uses: patterns, ranges and days of calendars.

Source: XML Schema Definition Language (XSD) 1.1 Part 2, section 3; RDF 1.1 Concepts, section 5.1,
for the datatypes. Booleans and days are narrower: one way to write each. Years have four digits.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

__all__ = ["LEXICAL_SPACES", "LexicalSpace", "is_in_lexical_space"]


class LexicalSpace(NamedTuple):
    """The pattern of a datatype, what it expects in words, and what a pattern cannot say."""

    pattern: re.Pattern[str]
    expected: str
    accepts: Callable[[str], bool] = lambda _: True


ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
TIME: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
MONTH: Final = "(?:0[1-9]|1[0-2])"
MONTH_DAY: Final = f"{MONTH}-(?:0[1-9]|[12][0-9]|3[01])"
DAY: Final = f"[0-9]{{4}}-{MONTH_DAY}"
YEARS: Final = r"(?:[0-9]+Y)?(?:[0-9]+M)?"
HOURS: Final = r"(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
BASE64: Final = r"(?:[A-Za-z0-9+/] ?){4}"
LAST: Final = r"(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?="
NUMBER: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text[:10])
    except ValueError:
        return False
    return True


def _is_day_of_a_year(text: str) -> bool:
    return _is_day(f"2000{text[1:]}")


def _space(pattern: str, words: str, accepts: Callable[[str], bool] = bool) -> LexicalSpace:
    return LexicalSpace(re.compile(pattern), words, accepts)


def _integer(least: int | None = None, most: int | None = None) -> LexicalSpace:
    def accepts(text: str) -> bool:
        number = Decimal(text)
        return (least is None or number >= least) and (most is None or number <= most)

    return _space("[+-]?[0-9]+", f"a whole number{_range(least, most)}", accepts)


def _range(least: int | None, most: int | None) -> str:
    if least is None:
        return ", such as 12" if most is None else f" up to {most}"
    return f" of {least} or more" if most is None else f" from {least} to {most}"


FLOAT: Final = _space(
    rf"{NUMBER}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN", "a number, such as 1.32 or 4.5e-3"
)
LEXICAL_SPACES: Final = {
    "decimal": _space(NUMBER, "a plain number, such as 40000 or 1.32"),
    "float": FLOAT,
    "double": FLOAT,
    "integer": _integer(),
    "nonNegativeInteger": _integer(0),
    "positiveInteger": _integer(1),
    "nonPositiveInteger": _integer(most=0),
    "negativeInteger": _integer(most=-1),
    **{
        name: _integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)
        for name, bits in (("byte", 8), ("short", 16), ("int", 32), ("long", 64))
    },
    **{
        f"unsigned{name}": _integer(0, 2**bits - 1)
        for name, bits in (("Byte", 8), ("Short", 16), ("Int", 32), ("Long", 64))
    },
    "boolean": _space("true|false", "true or false"),
    "date": _space(DAY, "a day written year-month-day, such as 2019-05-31", _is_day),
    "dateTime": _space(
        f"{DAY}T{TIME}{ZONE}?", "a day and a time, such as 2019-05-31T14:30:00Z", _is_day
    ),
    "dateTimeStamp": _space(
        f"{DAY}T{TIME}{ZONE}", "a day, a time and a zone, such as 2019-05-31T14:30:00Z", _is_day
    ),
    "time": _space(f"{TIME}{ZONE}?", "a time of a day, such as 14:30:00"),
    "gYear": _space("[0-9]{4}", "a year of four digits, such as 2019"),
    "gYearMonth": _space(f"[0-9]{{4}}-{MONTH}{ZONE}?", "a month of a year, such as 2019-05"),
    "gMonthDay": _space(
        f"--{MONTH_DAY}{ZONE}?", "a day of any year, such as --05-31", _is_day_of_a_year
    ),
    "gMonth": _space(f"--{MONTH}{ZONE}?", "a month of any year, such as --05"),
    "gDay": _space(f"---(?:0[1-9]|[12][0-9]|3[01]){ZONE}?", "a day of any month, such as ---31"),
    "duration": _space(f"-?P(?=[0-9T]){YEARS}{HOURS}", "a duration, such as P1Y2M or PT36H"),
    "yearMonthDuration": _space(f"-?P(?=[0-9]){YEARS}", "years and months, such as P1Y2M"),
    "dayTimeDuration": _space(f"-?P(?=[0-9T]){HOURS}", "days and hours, such as P2DT12H"),
    "hexBinary": _space("(?:[0-9a-fA-F]{2})*", "bytes of two hexadecimal digits, such as 0FB7"),
    "base64Binary": _space(f"(?:{BASE64})*(?:{LAST})?", "bytes in base64, such as FPucA9l+"),
    "anyURI": _space(r"[^\s<>\"{}|\\^`]+", "a web address"),
    "language": _space(r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*", "a language tag, such as en"),
    "normalizedString": _space(r"[^\t\n\r]*", "a text of one line without tabs"),
    "token": _space(r"\S+(?: \S+)*", "a text of one line, its words parted by one space"),
    "NMTOKEN": _space(r"[\w.:\-]+", "a word of letters, digits, '.', ':', '_' and '-'"),
    "Name": _space(r"(?:[^\W\d]|:)[\w.:\-]*", "a word that begins with a letter"),
    "NCName": _space(r"[^\W\d][\w.\-]*", "a word that begins with a letter and has no ':'"),
}
"""The lexical space of each datatype, by its name in XML Schema; `string` has any text."""


def is_in_lexical_space(text: str, datatype: str) -> bool:
    """Whether a text is in the lexical space of an XSD datatype, named without its namespace.

    >>> is_in_lexical_space("few", "integer"), is_in_lexical_space("2019-02-29", "date")
    (False, False)
    >>> is_in_lexical_space("255", "unsignedByte"), is_in_lexical_space("256", "unsignedByte")
    (True, False)
    """
    space = LEXICAL_SPACES.get(datatype)
    return space is None or (space.pattern.fullmatch(text) is not None and space.accepts(text))
