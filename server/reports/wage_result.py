"""Sentence of result on wages: the lowest and the highest of one unit, and who gets them."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from graph.engine.base import Row
from server.languages.current import gettext, number
from server.reports.cell_words import cell_in_language
from server.web.site import site

__all__ = ["wages"]


def wages(rows: Sequence[Row]) -> str:
    """Return the range of wages of one unit, the one that most rows have, that of an hour first.

    Prices that clients pay are no wages. Complexity: linear in the rows.
    """
    found = [row for row in rows if "/worker-group/" in row["money"].text]
    units = Counter(row["unit"].text for row in found)
    unit = max(units, key=lambda one: (units[one], one.endswith("hour"), one), default="")
    paid = [row for row in found if row["unit"].text == unit]
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
