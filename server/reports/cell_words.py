"""Words in cells of answers, which queries put between values: pay by a period, a deal."""

import re
from typing import Final

from server.languages.current import current, translated
from server.languages.current import gettext_noop as _
from server.records.wage_lines.money import PERIODS

__all__ = ["cell_in_language", "deal_in_language"]

RANGE: Final = re.compile(r"(?<=\d) to (?=\d)")
PERIOD: Final = re.compile(rf"\b([A-Z]{{3}}) per ({'|'.join(PERIODS)})\b")
DEAL: Final = re.compile(r"(.+?) to (.+)")
UP_TO: Final = _(" to ")
DEALING: Final = _("{client} to {vendor}")


def cell_in_language(text: str) -> str:
    """Return an amount of a cell, or a unit, with its words in the language of the request.

    >>> cell_in_language("1.32 to 2 USD per hour")
    '1.32 to 2 USD per hour'
    """
    if current().is_source or not (text[:1].isdigit() or PERIOD.fullmatch(text)):
        return text
    text = RANGE.sub(translated(UP_TO), text)
    return PERIOD.sub(lambda found: translated(PERIODS[found[2]]).format(unit=found[1]), text)


def deal_in_language(text: str) -> str:
    """Return who buys of whom in the language of the request; unchanged where it is no such text.

    >>> deal_in_language("Meta Platforms to Sama")
    'Meta Platforms to Sama'
    """
    found = None if current().is_source else DEAL.fullmatch(text)
    return translated(DEALING).format(client=found[1], vendor=found[2]) if found else text
