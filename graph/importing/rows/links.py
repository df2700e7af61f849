"""Sources of a row: the pages that its cell of links names, one or several."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.importing.context import Context
from graph.importing.outlets import host_of
from graph.importing.sheets.tally import HIDDEN_LINKS, NO_LINKS, leave_out
from graph.privacy.withholding import ADDRESS, Published
from graph.reading.fields import is_address

__all__ = ["address_of", "pages_of"]

BETWEEN: Final = re.compile(r"[\s;|]+|,\s*(?=https?://|www\.)")
BARE: Final = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)+/)", re.IGNORECASE)
"""How an address begins whose scheme is left out, as people write it."""


def pages_of(context: Context, id_: str, title: str, cell: str, published: Published) -> list[str]:
    """Return the ids of sources for the pages of a cell, each with its address.

    Nobody told their titles: they are named after host and row, and numbered where hosts repeat.
    A host is said where its address is published.
    A cell without an address is counted. An address that may name a person is withheld: its row is
    counted, and it waits for a reviewer.
    """
    addresses = [*dict.fromkeys(filter(None, map(address_of, BETWEEN.split(cell.strip()))))]
    if cell.strip() and not addresses:
        leave_out(context.counts, NO_LINKS, [cell.strip()])
    found: list[str] = []
    titles = _titles(title, addresses)
    for number, (address, named) in enumerate(zip(addresses, titles, strict=True), start=1):
        page = id_ if number == 1 else f"{id_}-{number}"
        if kept := context.texts.page(id_, address, published):
            entry = {"id": page, "type": "Source", "title": named, "sourceKind": "web-page"}
            found.append(context.records.add(entry | {"url": kept}))
        else:
            context.counts.point_to(HIDDEN_LINKS, id_, address)
            context.texts.withholder.wait(id_, ADDRESS, address)
    return found


def _titles(title: str, addresses: Sequence[str]) -> list[str]:
    """Return titles of pages that say that they are made, and by which pages differ.

    >>> _titles("A row", ["https://cnn.com/a", "https://bbc.com/b"])
    ['Page at cnn.com: A row', 'Page at bbc.com: A row']
    >>> _titles("A row", ["https://cnn.com/a", "https://www.cnn.com/b"])
    ['Page 1 at cnn.com: A row', 'Page 2 at cnn.com: A row']
    """
    hosts = [*map(host_of, addresses)]
    counted = Counter(hosts)
    pages = (
        f"Page {number}" if counted[host] > 1 else "Page"
        for number, host in enumerate(hosts, start=1)
    )
    return [f"{page} at {host}: {title}" for page, host in zip(pages, hosts, strict=True)]


def address_of(part: str) -> str:
    """Return an address with its scheme, or nothing for what is none.

    >>> address_of("www.example.org/a"), address_of("http://example.org/"), address_of("a friend")
    ('https://www.example.org/a', 'http://example.org/', '')
    """
    part = part.strip("<>()[],\"'")
    whole = f"https://{part}" if BARE.match(part) else part
    return whole if is_address(whole) else ""
