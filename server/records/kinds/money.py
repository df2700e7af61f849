"""Amounts of money as short text: what a client pays in a labour link, and what workers get."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from graph.rdf.quads import plain
from ontology.namespaces import JG
from server.records.view_model import Reader

__all__ = ["Amount", "newest", "prices"]

MILLION: Final = 1_000_000
VALUE, UPPER, UNIT, YEAR = (JG + name for name in ("value", "upperValue", "unit", "asOf"))


@dataclass(frozen=True)
class Amount:
    """An amount of money with its unit, its year (if any) and the IRI of its figure."""

    iri: str
    text: str
    year: str


def newest(reader: Reader, group: str) -> list[Amount]:
    """Return what workers get in the newest year that a source gives; empty if nobody says.

    Complexity: linear in the figures of the group.
    """
    found = [_amount(reader, link.iri) for link in reader.links(group, JG + "pay")]
    last = max((one.year for one in found), default="")
    return [one for one in found if one.year == last]


def prices(reader: Reader, links: Iterator[str]) -> dict[str, Amount]:
    """Return, by the seller, what its client pays in a labour link; the first where there are more.

    Complexity: linear in the links.
    """
    found: dict[str, Amount] = {}
    for node in links:
        for price in reader.links(node, JG + "price"):
            for seller in reader.links(node, JG + "to"):
                found.setdefault(seller.iri, _amount(reader, price.iri))
    return found


def _amount(reader: Reader, figure: str) -> Amount:
    value, upper, unit, year = (_first(reader, figure, name) for name in (VALUE, UPPER, UNIT, YEAR))
    ends = " to ".join(_rounded(end) for end in (value, upper) if end)
    return Amount(figure, f"{ends} {unit}", year)


def _first(reader: Reader, node: str, name: str) -> str:
    return next((plain(value) for value in reader.values(node, name)), "")


def _rounded(number: str) -> str:
    """Return a number with separators, from a million on in millions.

    >>> _rounded("1.32"), _rounded("60000"), _rounded("500000000")
    ('1.32', '60,000', '500 million')
    """
    value = Decimal(number)
    if value >= MILLION:
        return f"{(value / MILLION).normalize():,f} million"
    return f"{value:,f}"
