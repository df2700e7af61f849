"""Incidents that the AI Incident Database merged: which one each of them lives on in."""

from typing import Final

from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.sheet import Row, Sheet, read_sheet
from graph.importing.source import Entry

__all__ = ["duplicates", "standing", "tombstone"]

DUPLICATES: Final = Sheet(
    {"duplicate": ("duplicate_incident_number",), "true": ("true_incident_number",)},
    ("duplicate", "true"),
)


def duplicates(snapshot: Snapshot) -> dict[str, str]:
    """Return the incident that each duplicate was merged into."""
    if "duplicates.csv" not in snapshot.files:
        return {}
    rows = read_sheet(snapshot.file("duplicates.csv"), DUPLICATES)
    return {row.cells["duplicate"]: row.cells["true"] for row in rows if isinstance(row, Row)}


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
