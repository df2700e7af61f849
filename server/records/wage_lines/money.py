"""Amounts of money as short text: what a client pays in a labour link, and what workers get."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from graph.rdf.quads import plain
from ontology.namespaces import JG
from server.languages.current import gettext, ngettext, translated
from server.languages.current import gettext_noop as _
from server.records.reader import Reader
from server.records.view import Link

__all__ = ["PERIODS", "Amount", "amounts", "newest"]

MILLION: Final = 1_000_000
VALUE, UPPER, UNIT, YEAR, COUNTS = (
    JG + name for name in ("value", "upperValue", "unit", "asOf", "counts")
)
PERIODS: Final = {
    "hour": _("{unit} per hour"),
    "day": _("{unit} per day"),
    "week": _("{unit} per week"),
    "month": _("{unit} per month"),
    "year": _("{unit} per year"),
    "task": _("{unit} per task"),
}
"""Periods of pay, the shortest first, each with the words for a unit by it."""
WORDS: Final = {"estimate": _("estimated"), "exact": ""}
"""Words before an amount by its precision, where they are not the name of that."""


@dataclass(frozen=True)
class Amount:
    """An amount of money with its unit, its year (if any), what it counts and its figure's IRI."""

    iri: str
    text: str
    year: str
    counts: str
    unit: str

    @property
    def dated(self) -> str:
        """Return the amount with its year in brackets."""
        return f"{self.text} ({self.year})" if self.year else self.text


def amounts(reader: Reader, node: str, name: str) -> list[Amount]:
    """Return the amounts of a property of a node, the newest first; pay by the hour before others.

    Complexity: linear in the amounts.
    """
    found = [_amount(reader, link.iri) for link in reader.links(node, JG + name)]
    found.sort(key=lambda one: (_period(one.unit), one.iri))
    return sorted(found, key=lambda one: one.year, reverse=True)


def _period(unit: str) -> int:
    """Return the rank of the period of a unit, an hour first; of none the last.

    >>> _period("USD per hour"), _period("KES per month"), _period("USD")
    (0, 3, 6)
    """
    period = unit.rpartition(" per ")[2]
    return [*PERIODS].index(period) if period in PERIODS else len(PERIODS)


def _spoken(unit: str) -> str:
    """Return a unit in the language of the request.

    >>> _spoken("USD per hour"), _spoken("USD"), _spoken("hour")
    ('USD per hour', 'USD', 'hour')
    """
    money, per, period = unit.rpartition(" per ")
    return translated(PERIODS[period]).format(unit=money) if per and period in PERIODS else unit


def newest(several: Iterable[Amount]) -> list[Amount]:
    """Return the amounts of the newest year that a source gives; empty if nobody says."""
    known = [*several]
    last = max((one.year for one in known), default="")
    return [one for one in known if one.year == last]


def _amount(reader: Reader, figure: str) -> Amount:
    value, upper, unit, year, counts = (
        _first(reader, figure, name) for name in (VALUE, UPPER, UNIT, YEAR, COUNTS)
    )
    precision = next(iter(reader.links(figure, JG + "precision")), Link(""))
    low, high = (_rounded(end) if end else "" for end in (value, upper))
    ends = gettext("%(low)s to %(high)s", low=low, high=high) if low and high else low or high
    known = WORDS.get(precision.iri.rpartition("/")[2])
    words = precision.text.lower() if known is None else translated(known) if known else ""
    text = " ".join(filter(None, (words, ends, _spoken(unit))))
    return Amount(figure, text, year, counts, unit)


def _first(reader: Reader, node: str, name: str) -> str:
    return next((plain(value) for value in reader.values(node, name)), "")


def _rounded(number: str) -> str:
    """Return a number with separators, from a million on in millions.

    >>> _rounded("1.32"), _rounded("60000"), _rounded("500000000")
    ('1.32', '60,000', '500 million')
    """
    value = Decimal(number)
    if value >= MILLION:
        millions = (value / MILLION).normalize()
        several, written = 1 if millions == 1 else 2, f"{millions:,f}"
        return ngettext("%(number)s million", "%(number)s million", several, number=written)
    return f"{value:,f}"
