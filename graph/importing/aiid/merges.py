"""Incidents that the AI Incident Database merged: which one each of them lives on in."""

from typing import Final

from graph.importing.context import Context
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Refused, Row
from graph.importing.source import Entry

__all__ = ["duplicates", "number", "standing", "tombstone"]

FILE: Final = "duplicates.csv"
LONGEST_NUMBER: Final = 9

DUPLICATES: Final = Sheet(
    {"duplicate": ("duplicate_incident_number",), "true": ("true_incident_number",)},
    ("duplicate", "true"),
)


def duplicates(snapshot: Snapshot, context: Context) -> dict[str, str]:
    """Return the incident that each duplicate was merged into."""
    pairs = {}
    for row in context.tables.rows(snapshot, FILE, DUPLICATES, context.sheets):
        if isinstance(row, Row):
            one, other = number(row.cells["duplicate"]), number(row.cells["true"])
            if one and other:
                pairs[one] = other
                context.tables.keep(FILE, row.cells)
                continue
        id_ = row.id if isinstance(row, Refused) else row.cells["duplicate"]
        reason = row.reason if isinstance(row, Refused) else "holds no two numbers of incidents"
        context.sheets.refuse(FILE, Refused(row.line, id_[:80], reason))
    return pairs


def number(cell: str) -> str:
    """Return the number of an incident or a report in ASCII digits, or nothing for another text.

    >>> number(" 0023 "), number("7.0"), number("23a")
    ('23', '7', '')
    """
    text = cell.strip().removesuffix(".0")
    return str(int(text)) if text.isdecimal() and len(text) <= LONGEST_NUMBER else ""


def standing(pairs: dict[str, str], known: set[str]) -> dict[str, str]:
    """Return the incident at the end of each chain of merges, where that one is known.

    >>> standing({"5": "8", "8": "7", "6": "1000"}, {"7", "8"})
    {'5': '7', '8': '7'}
    """
    return {number: true for number in pairs if (true := _last(number, pairs)) in known}


def _last(number: str, pairs: dict[str, str]) -> str:
    met = {number}
    while (number := pairs.get(number, number)) not in met:
        met.add(number)
    return number if number not in pairs else ""


def tombstone(number: str, true: str) -> Entry:
    """Return what is left of a merged incident: a redirect to the one that stands."""
    return {
        "id": f"aiid-{number}",
        "type": "Tombstone",
        "formerType": "Incident",
        "withdrawalReason": "The AI Incident Database merged this incident into another.",
        "replacedBy": f"aiid-{true}",
    }
