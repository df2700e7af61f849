"""Parsers of cells of annotators: parties, locations, the span of an issue and its cost."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from graph.importing.parties import Parties
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.dates import timespan
from graph.privacy.known_names import is_clear, is_clear_group
from graph.privacy.party_classifier import Verdict, split_names
from graph.reading.places import place

__all__ = ["clear_location", "country_of", "dollars", "parties_of", "span_of"]

AMOUNT: Final = re.compile(
    r"\$\s?(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)"
    r"\s*(?P<times>thousand|million|billion|trillion|[kmb]\b)?",
    re.IGNORECASE,
)
TIMES: Final = {
    "": 1,
    **dict.fromkeys(("k", "th"), 10**3),
    **dict.fromkeys(("m", "mi"), 10**6),
    **dict.fromkeys(("b", "bi"), 10**9),
    "tr": 10**12,
}
"""What a number is multiplied by, by the first two letters of the word after it."""
NEW_YEAR: Final = re.compile(r"-01-01(?=T00:00)")
"""The first of January, which the annotators' form writes where a year alone is known."""
CODE: Final = 3


def parties_of(cell: str, parties: Parties) -> Iterator[str]:
    """Yield the organisations and the groups that a cell lists, but for names that are not clear.

    Persons are left out, also those with a public role.
    """
    for name in dict.fromkeys(map(str.strip, split_names(plain_text(cell, "list of entities")))):
        verdict = parties.party(name, "annotated").verdict if name else Verdict.NOBODY
        label = name[:1].upper() + name[1:]
        is_shown = verdict is Verdict.ORGANIZATION or (
            verdict is Verdict.GROUP and is_clear_group(label)
        )
        if is_shown and is_clear(label):
            yield label


def clear_location(cell: str) -> str:
    """Return a location; where it may name a person, those of its parts that are places of ours.

    >>> clear_location("Zzyzx, Germany"), clear_location("Los Angeles, CA")
    ('Germany', 'Los Angeles, CA')
    """
    if is_clear(cell) and is_clear(_titled(cell)):
        return cell
    parts = (part.strip() for part in cell.split(","))
    return ", ".join(part for part in parts if len(part) > CODE and place(part))


def _titled(cell: str) -> str:
    """Return a cell with capitals as names have them; codes, such as that of a state, stay.

    >>> _titled("los angeles, CA"), _titled("JAN ROE")
    ('Los Angeles, CA', 'Jan Roe')
    """
    if cell.isupper():
        return cell.title()
    return " ".join(word if word.isupper() else word.title() for word in cell.split())


def country_of(cell: str) -> str:
    """Return the id of the place that a cell names, alone or at the end of a list.

    A code at the end is left: "CA" is Canada or California.

    >>> country_of("Kenya"), country_of("Zzyzx, Germany"), country_of("Los Angeles, CA")
    ('kenya', 'germany', '')
    """
    last = cell.rpartition(",")[2].strip()
    return place(cell) or (place(last) if len(last) > CODE else "")


def span_of(cells: list[str]) -> str:
    """Return the span from a first to a last date, or the date of year, month and day, as EDTF.

    What is no date says nothing here: the incident has a date of its own.

    >>> span_of(["2016-01-01T00:00:00.000Z", "2017-05-31T00:00:00.000Z"])
    '2016/2017-05-31'
    >>> span_of(["2020", "12", " "]), span_of(["about then", ""])
    ('2020-12', '')
    """
    texts = [text for cell in cells if (text := NEW_YEAR.sub("", cell).strip())]
    texts = [text.partition("T00:00")[0] for text in texts]
    text = ("-" if len(cells) > 2 else "/").join(dict.fromkeys(texts) if len(cells) < 3 else texts)
    try:
        return timespan(text)[0]
    except BadCell:
        return ""


def dollars(cell: str) -> str:
    """Return the amount in US dollars that a text states, or nothing where it states several.

    >>> dollars("$528.00"), dollars("3.7M Ether ($70M at the time)"), dollars("$1 or $2")
    ('528', '70000000', '')
    """
    amounts = list(AMOUNT.finditer(cell))
    if len(amounts) != 1:
        return ""
    number = Decimal(amounts[0]["number"].replace(",", ""))
    value = number * TIMES[(amounts[0]["times"] or "").casefold()[:2]]
    return f"{value.normalize():f}"
