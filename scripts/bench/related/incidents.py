"""Incidents of the AI Incident Database as links: what each leads to, by the types of the method.

Of `incidents.csv` the title, the description, the date and the three columns of parties are read,
and the files of classifications in the same folder. The column `reports` is not: the pairs that
judge are made from it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from graph.related import Link, time_links
from graph.related.texts import CATEGORY, SUMMARY, TITLE, text_links
from ontology import BadRecord
from scripts.bench.related.pairs import rows_of

__all__ = ["ACTORS", "Incident", "links_of", "read_incidents"]

ACTORS: Final = {
    "Alleged deployer of AI system": "deployer",
    "Alleged developer of AI system": "developer",
}
HARMED: Final = "Alleged harmed or nearly harmed parties"
CLASSES: Final = ("Risk Domain", "Risk Subdomain")
CLASSIFIED: Final = "classifications_MIT.csv"
NAMED: Final = re.compile(r"[^\"\[\],]+")


@dataclass(frozen=True)
class Incident:
    """An incident as the method and the baselines see it."""

    name: str
    title: str
    summary: str
    day: date
    actors: tuple[tuple[str, str], ...]
    harmed: tuple[str, ...]
    classes: tuple[str, ...]

    @property
    def text(self) -> str:
        """Return the title and the description."""
        return f"{self.title}. {self.summary}"

    @property
    def entities(self) -> frozenset[str]:
        """Return all parties, whatever their role."""
        return frozenset((*(actor for actor, _ in self.actors), *self.harmed))


def read_incidents(path: Path) -> list[Incident]:
    """Return the incidents of a file, in its order.

    Raises `BadRecord` where a row has no id or no date, `Unavailable` where there is no such file.
    """
    classes = _classes(path.parent / CLASSIFIED)
    return [
        _incident(row, classes, f"{path}:{number}")
        for number, row in enumerate(rows_of(path), start=2)
    ]


def _incident(row: dict[str, str], classes: dict[str, set[str]], where: str) -> Incident:
    try:
        name, day = row["incident_id"], date.fromisoformat(row["date"][:10])
    except (KeyError, ValueError) as error:
        raise BadRecord(f"{where}: no incident_id, or no date as year-month-day: {error}") from None
    actors = {(actor, role) for column, role in ACTORS.items() for actor in _parties(row, column)}
    harmed = tuple(sorted(_parties(row, HARMED)))
    title, summary = row.get("title") or "", row.get("description") or ""
    found = tuple(sorted(classes.get(name, ())))
    return Incident(name, title, summary, day, tuple(sorted(actors)), harmed, found)


def _parties(row: dict[str, str], column: str) -> set[str]:
    """Return the names in a cell: a JSON list, or names parted by commas."""
    cell = row.get(column) or "[]"
    try:
        found = json.loads(cell)
        names = found if isinstance(found, list) else [found]
    except ValueError:
        names = NAMED.findall(cell)
    return {str(name).strip() for name in names if str(name).strip()}


def _classes(path: Path) -> dict[str, set[str]]:
    """Return the classes of each incident, if the folder has such a file."""
    found: dict[str, set[str]] = {}
    for row in rows_of(path) if path.is_file() else ():
        values = {row.get(column) or "" for column in CLASSES} - {""}
        found.setdefault(row.get("Incident ID") or "", set()).update(values)
    return found


def links_of(incident: Incident) -> Iterator[Link]:
    """Yield what an incident leads to."""
    categories = [(label, CATEGORY) for label in (*incident.classes, *incident.harmed)]
    texts = [(incident.title, TITLE), (incident.summary, SUMMARY), *categories]
    yield from text_links(incident.name, texts)
    for actor in sorted({actor for actor, _ in incident.actors}):
        roles = sorted(role for one, role in incident.actors if one == actor)
        yield Link(incident.name, "actor", actor, 1.0, " and ".join(roles))
    yield from time_links(incident.name, f"{incident.day:%Y-%m}")
    for group in incident.harmed:
        yield Link(incident.name, "affectedGroup", group)
    for name in incident.classes:
        yield Link(incident.name, "classification", name)
