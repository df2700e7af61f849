"""Sources of a row: the pages that its cell of links names, one or several."""

import re
from typing import Final

from graph.importing.context import Context
from graph.importing.sheets.tally import HIDDEN_LINKS, NO_LINKS, leave_out
from graph.privacy.withholding import ADDRESS, Published
from graph.reading.fields import is_address

__all__ = ["address_of", "pages_of"]

BETWEEN: Final = re.compile(r"[\s;|]+|,\s*(?=https?://|www\.)")
BARE: Final = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)+/)", re.IGNORECASE)
"""How an address begins whose scheme is left out, as people write it."""


def pages_of(context: Context, id_: str, title: str, cell: str, published: Published) -> list[str]:
    """Return the ids of sources for the pages of a cell, each with its address.

    A cell without an address is counted. An address that may name a person is withheld: its row is
    counted, and it waits for a reviewer.
    """
    addresses = [*filter(None, map(address_of, BETWEEN.split(cell.strip())))]
    if cell.strip() and not addresses:
        leave_out(context.counts, NO_LINKS, [cell.strip()])
    found: list[str] = []
    for number, address in enumerate(dict.fromkeys(addresses), start=1):
        page = id_ if number == 1 else f"{id_}-{number}"
        if kept := context.texts.address(id_, address, published):
            entry = {"id": page, "type": "Source", "title": title, "sourceKind": "web-page"}
            found.append(context.records.add(entry | {"url": kept}))
        else:
            context.counts.point_to(HIDDEN_LINKS, id_)
            context.texts.withholder.wait(id_, ADDRESS, address)
    return found


def address_of(part: str) -> str:
    """Return an address with its scheme, or nothing for what is none.

    >>> address_of("www.example.org/a"), address_of("http://example.org/"), address_of("a friend")
    ('https://www.example.org/a', 'http://example.org/', '')
    """
    part = part.strip("<>()[],\"'")
    whole = f"https://{part}" if BARE.match(part) else part
    return whole if is_address(whole) else ""
