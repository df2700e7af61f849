"""Sources of a row: the pages that its cell of links names, one or several."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph.importing.context import Context
from graph.importing.outlets import host_of, outlet
from graph.importing.sheets.tally import HIDDEN_LINKS, NO_LINKS, leave_out
from graph.privacy.withholding import ADDRESS, Published
from graph.reading.fields import is_address

__all__ = ["address_of", "pages_of"]

BETWEEN: Final = re.compile(r"[\s;|]+|,\s*(?=https?://|www\.)")
BARE: Final = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)+/)", re.IGNORECASE)
"""How an address begins whose scheme is left out, as people write it."""


def pages_of(context: Context, id_: str, title: str, cell: str, published: Published) -> list[str]:
    """Return the ids of sources for the pages of a cell, each with its address.

    Of several, each has its host in its title, and its number where the host does not tell it.
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
        if kept := context.texts.address(id_, address, published):
            entry = {"id": page, "type": "Source", "title": named, "sourceKind": "web-page"}
            found.append(context.records.add(entry | {"url": kept}))
        else:
            context.counts.point_to(HIDDEN_LINKS, id_)
            context.texts.withholder.wait(id_, ADDRESS, address)
    return found


def _titles(title: str, addresses: Sequence[str]) -> list[str]:
    """Return the titles of pages, by which they differ; a host that may name somebody is left out.

    >>> _titles("A row", ["https://cnn.com/a"])
    ['A row']
    >>> _titles("A row", ["https://cnn.com/a", "https://mary-miller.org/b", "https://bbc.com/c"])
    ['A row, cnn.com', 'A row, page 2', 'A row, bbc.com']
    >>> _titles("A row", ["https://cnn.com/a", "https://www.cnn.com/b"])
    ['A row, cnn.com, page 1', 'A row, cnn.com, page 2']
    """
    if len(addresses) == 1:
        return [title]
    hosts = [host if outlet(host) else "" for host in map(host_of, addresses)]
    counted = Counter(hosts)
    pages = (
        host if host and counted[host] == 1 else f"{host}, page {number}".removeprefix(", ")
        for number, host in enumerate(hosts, start=1)
    )
    return [f"{title}, {page}" for page in pages]


def address_of(part: str) -> str:
    """Return an address with its scheme, or nothing for what is none.

    >>> address_of("www.example.org/a"), address_of("http://example.org/"), address_of("a friend")
    ('https://www.example.org/a', 'http://example.org/', '')
    """
    part = part.strip("<>()[],\"'")
    whole = f"https://{part}" if BARE.match(part) else part
    return whole if is_address(whole) else ""
