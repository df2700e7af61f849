"""Amounts of money as short text: what a client pays in a labour link, and what workers get."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from graph.rdf.quads import plain
from ontology.namespaces import JG
from server.records.view_model import Reader

__all__ = ["Amount", "amounts", "newest"]

MILLION: Final = 1_000_000
VALUE, UPPER, UNIT, YEAR, COUNTS = (
    JG + name for name in ("value", "upperValue", "unit", "asOf", "counts")
)
PERIODS: Final = ("hour", "day", "week", "month", "year", "task")
WORDS: Final = {"Estimate": "estimated", "Exact": ""}
"""Words before an amount, where they are not the name of its precision."""


@dataclass(frozen=True)
class Amount:
    """An amount of money with its unit, its year (if any), what it counts and its figure's IRI."""

    iri: str
    text: str
    year: str
    counts: str

    @property
    def dated(self) -> str:
        """Return the amount with its year in brackets."""
        return f"{self.text} ({self.year})" if self.year else self.text


def amounts(reader: Reader, node: str, name: str) -> list[Amount]:
    """Return the amounts of a property of a node, the newest first; pay by the hour before others.

    Complexity: linear in the amounts.
    """
    found = [_amount(reader, link.iri) for link in reader.links(node, JG + name)]
    found.sort(key=lambda one: (_period(one.text), one.iri))
    return sorted(found, key=lambda one: one.year, reverse=True)


def _period(text: str) -> int:
    """Return the rank of the period of an amount, an hour first; of none the last.

    >>> _period("2 USD per hour"), _period("5 KES per month"), _period("200000 USD")
    (0, 3, 6)
    """
    _, _, period = text.partition(" per ")
    return PERIODS.index(period) if period in PERIODS else len(PERIODS)


def newest(several: Iterable[Amount]) -> list[Amount]:
    """Return the amounts of the newest year that a source gives; empty if nobody says."""
    known = [*several]
    last = max((one.year for one in known), default="")
    return [one for one in known if one.year == last]


def _amount(reader: Reader, figure: str) -> Amount:
    value, upper, unit, year, counts = (
        _first(reader, figure, name) for name in (VALUE, UPPER, UNIT, YEAR, COUNTS)
    )
    precision = next((link.text for link in reader.links(figure, JG + "precision")), "")
    ends = " to ".join(_rounded(end) for end in (value, upper) if end)
    words = WORDS.get(precision, precision.lower())
    return Amount(figure, " ".join(filter(None, (words, ends, unit))), year, counts)


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
