"""Office holders by the office that a text names with them: "Senator Roe", "Roe, mayor of Paris".

Who holds a public office is a person with a public role, whatever our lists know.
"""

import re
from functools import cache
from importlib.resources import as_file, files
from typing import Final

from graph.privacy.name_lists import folded, names
from graph.reading.places import place

__all__ = ["has_any_office", "has_office", "office_of"]

PRIVATE: Final = "class club company firm student school team union university college bank"
"""Bodies whose president, for example, holds no public office."""
OF_PLACE: Final = frozenset(["president", "vice president", "vice-president", "first lady"])
"""Offices that a text after a name must tie to a place: clubs have presidents, too."""


def has_any_office(text: str) -> bool:
    """Whether a text holds the word of an office at all."""
    return bool(_any().search(text))


def has_office(text: str, start: int, end: int) -> bool:
    """Whether the words before or after some characters of a text say a public office.

    >>> has_office("Prime Minister Jan Roe spoke", 15, 22)
    True
    >>> has_office("Roe, mayor of Paris, spoke", 0, 3), has_office("Roe, a driver, spoke", 0, 3)
    (True, False)
    """
    window = max(0, start - len(_office_words()[0]) - 2)
    before, after = _before().search(text, window, start), _after().match(text, end)
    if before and not _is_private(text[: before.start()]):
        return True
    if not after:
        return False
    return after["office"].lower() not in OF_PLACE or bool(place(after["place"] or ""))


def office_of(name: str) -> str:
    """Return the office that leads a name in a column, or nothing.

    >>> office_of("Senator Jane Roe"), office_of("Jane Roe"), office_of("class president Jane Roe")
    ('senator', '', '')
    """
    found = _leading().match(name)
    is_held = found and not _is_private(found["before"]) and folded(found["next"]) in names()
    return found["office"].lower() if found and is_held else ""


def _is_private(before: str) -> bool:
    return before.lower().rstrip().endswith(tuple(PRIVATE.split()))


@cache
def _any() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_offices()})\b", re.IGNORECASE)


@cache
def _leading() -> re.Pattern[str]:
    pattern = rf"(?P<before>.*?)\b(?P<office>{_offices()}) (?P<next>\w+)"
    return re.compile(pattern, re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_offices()})[ \u00a0]$", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    adjective = r"(?:the |an? )?(?:former |then |acting )?(?:[A-Z]\w+ )?"
    return re.compile(
        rf"(?:, | \(|, who is ){adjective}(?P<office>{_offices()})\b(?!['\u2019-])"
        rf"(?: of (?:the )?(?P<place>[A-Z]\w+(?: [A-Z]\w+)?))?",
        re.IGNORECASE,
    )


def _offices() -> str:
    return "|".join(map(re.escape, _office_words()))


@cache
def _office_words() -> tuple[str, ...]:
    """Return the words of offices, the longest first."""
    with as_file(files("graph.privacy") / "offices.txt") as path:
        words = path.read_text(encoding="utf-8").split("\n")
    return tuple(sorted(filter(None, words), key=len, reverse=True))
