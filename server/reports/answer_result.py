"""Sentence of result of an answer: range of wages, largest number, or most frequent value."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from graph.engine.base import Row
from server.languages.current import gettext, number
from server.reports.cell_words import cell_in_language
from server.reports.wording import heading
from server.web.site import site

__all__ = ["result"]

LARGEST: Final = {
    "areas-by-year": ("issues", "area", "year"),
    "conditions-by-task": ("groups", "task", "condition"),
    "unsaid": ("unsaid", "property", "kind"),
}
"""Slug of a question → the column of its number, and those that say of what."""
FREQUENT: Final = {
    "alleged-roles": "actor",
    "coverage": "year",
    "demands": "ofWhom",
    "organising": "kind",
    "proceedings": "step",
    "remedies": "state",
    "sold-as-automatic": "for",
    "supply-chain": "client",
    "unanswered": "addressee",
    "unanswered-in-global-south": "year",
    "who-works-on": "kind",
    "workers-by-place": "place",
}
"""Slug of a question → the column whose most frequent value is named."""


def result(slug: str, rows: Sequence[Row]) -> str:
    """Return what the rows say in a sentence; nothing where no rule of the question applies.

    Complexity: linear in the rows.
    """
    if slug == "pay":
        return _wages([row for row in rows if "/worker-group/" in row["money"].text])
    if slug in LARGEST:
        return _largest(rows, *LARGEST[slug])
    return _frequent(rows, FREQUENT[slug]) if slug in FREQUENT else ""


def _largest(rows: Sequence[Row], column: str, *names: str) -> str:
    whole = [row for row in rows if {column, *names} <= {*row}]
    if not whole:
        return ""
    most = max(whole, key=lambda row: Decimal(row[column].text))
    return gettext(
        "The largest number is %(count)s (%(column)s): %(names)s.",
        count=number(int(most[column].text)),
        column=heading(column).lower(),
        names=", ".join(site().translated(most[name].text) for name in names),
    )


def _frequent(rows: Sequence[Row], column: str) -> str:
    values = Counter(row[column].text for row in rows if column in row)
    name, count = max(values.items(), key=lambda one: (one[1], one[0]), default=("", 0))
    if count < 2:
        return ""
    return gettext(
        "“%(column)s” is most often %(name)s: in %(count)s of %(total)s rows.",
        column=heading(column),
        name=site().translated(name),
        count=number(count),
        total=number(len(rows)),
    )


def _wages(rows: Sequence[Row]) -> str:
    """Compare only wages of one unit, the one that most rows have, that of an hour first."""
    units = Counter(row["unit"].text for row in rows)
    unit = max(units, key=lambda one: (units[one], one.endswith("hour"), one), default="")
    paid = [row for row in rows if row["unit"].text == unit]
    if not paid:
        return ""
    low = min(paid, key=lambda row: Decimal(row["value"].text))
    high = max(paid, key=lambda row: Decimal(row[_upper(row)].text))
    lowest, highest = _amount(low, "value"), _amount(high, _upper(high))
    few, many, unit = low["who"].text, high["who"].text, cell_in_language(unit)
    if lowest == highest:
        return gettext("%(few)s: %(lowest)s %(unit)s.", few=few, lowest=lowest, unit=unit)
    return gettext(
        "Wages in %(unit)s go from %(lowest)s (%(few)s) to %(highest)s (%(many)s).",
        unit=unit,
        lowest=lowest,
        few=few,
        highest=highest,
        many=many,
    )


def _upper(row: Row) -> str:
    return "upperValue" if "upperValue" in row else "value"


def _amount(row: Row, column: str) -> str:
    """Return a value with its precision: about 2.5."""
    value = Decimal(row[column].text)
    text = number(int(value) if value == int(value) else float(value))
    precision = site().translated(row["precision"].text).lower() if "precision" in row else ""
    return f"{precision} {text}".strip()
