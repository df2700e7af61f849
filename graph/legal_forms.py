"""Gazetteer of legal forms of companies: how each is written, and whether it shows a company.

Identity, privacy, reconciliation and the import of tables read one list, `legal_forms.tsv`. What
follows from a form differs: that two names with and without one are one company, that a name is no
private person's, that a column names companies.
"""

import csv
import re
import unicodedata
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

__all__ = ["Sign", "end_of_name", "ends_with_form", "form_letters", "without_form", "written"]

MOST_WORDS: Final = 6
"""The most words of a form: "S. A. B. de C. V." is written with dots and spaces."""
MARKS: Final = re.compile(r"[^\w&]|_")


class Sign(StrEnum):
    """Whether a form shows a company: however it is written, in capitals, or not by itself.

    Weak ones, such as "AG", "AB" and "Co", are also initials, degrees and surnames.
    """

    FIRM = "firm"
    CAPITALS = "capitals"
    WEAK = "weak"


class _LegalForm(NamedTuple):
    text: str
    sign: Sign


def written(sign: Sign) -> str:
    """Return a pattern of the forms of a sign; a dot and a comma before a space may be left out.

    >>> bool(re.fullmatch(written(Sign.FIRM), "sp. z o.o")), "ag" in written(Sign.FIRM).split("|")
    (True, False)
    """
    return "|".join(_pattern(one.text) for one in _forms() if one.sign is sign)


def end_of_name(words: Sequence[str]) -> int:
    """Return where the legal forms at the end of a name begin; the first word stays.

    `words` are in small letters, without accents.

    >>> end_of_name(["lernwerk", "gmbh", "and", "co", "kg"]), end_of_name(["acme", "s", "a", "s"])
    (1, 1)
    >>> end_of_name(["as"]), end_of_name(["casa", "roe"])
    (1, 2)
    """
    end = len(words)
    while count := _form_before(words, end):
        end -= count
    return end


def ends_with_form(name: str) -> bool:
    """Whether a name ends with a legal form that is written as one: weak ones with a capital.

    >>> [ends_with_form(one) for one in ("Tarn, S.L.", "Orbex AB", "a machine as", "Spa", "Orbex")]
    [True, True, False, False, False]
    """
    return without_form(name) != name


def without_form(name: str) -> str:
    """Return a name without the legal form at its end, if it has one.

    >>> without_form("Tarn, S.L."), without_form("Lernwerk GmbH & Co. KG"), without_form("Orbex")
    ('Tarn', 'Lernwerk', 'Orbex')
    """
    found = _ending().fullmatch(name.strip())
    return found["name"] if found else name


def _form_before(words: Sequence[str], end: int) -> int:
    """Return how many words before a place are one form, at most all but the first."""
    counts = range(min(MOST_WORDS, end - 1), 0, -1)
    return next((n for n in counts if "".join(words[end - n : end]) in form_letters()), 0)


@cache
def form_letters() -> frozenset[str]:
    """Return the forms as letters alone, such as "as" of "A/S"."""
    return frozenset(_letters(one.text) for one in _forms())


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("&", "and"))
    return MARKS.sub("", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def _pattern(text: str) -> str:
    escaped = re.escape(text.replace("., ", "\0").replace(". ", "\1")).replace(r"\ ", r"\s?")
    return escaped.replace("\0", r"\.?,?\s?").replace("\1", r"\.?\s?")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<name>.*?[^\s,])[\s,]+(?:(?i:{written(Sign.FIRM)})|{written(Sign.CAPITALS)}"
        rf"|(?=\S*[A-Z])(?i:{written(Sign.WEAK)}))[\s.,;]*"
    )


@cache
def _forms() -> tuple[_LegalForm, ...]:
    text = files("graph").joinpath("legal_forms.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t")
    return tuple(_LegalForm(row["form"], Sign(row["sign"])) for row in rows)
