"""Importer of Collective Action in Tech: strikes, protests and letters of workers in technology.

A plug-in for JusticeGraph. The snapshot is `actions.csv` of github.com/collective-action/tech. Only
facts are taken (what, when, where, against which company), in words of our own; the descriptions of
the actions, which are sentences of the source, are left out.
"""

import re
from collections.abc import Iterator
from typing import Any, Final

from graph.importing import Source
from graph.importing.context import Context
from graph.importing.issues import dated, places
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell
from graph.importing.sheets.sheet import Refused, Row, Sheet, read_table
from graph.importing.source import Entry, Mapper
from graph.slugs import slug

__all__ = ["COLLECTIVE_ACTION"]

FILE: Final = "actions.csv"
SHEET: Final = Sheet(
    columns={
        "id": ("id",),
        "date": ("date",),
        "actions": ("actions",),
        "companies": ("companies",),
        "locations": ("locations",),
    },
    required=("id", "date", "actions"),
)
"""The columns that are read, each with the names that it may have."""

HOMEPAGE: Final = "https://data.collectiveaction.tech/"
PUBLISHER: Final = "collective-action-in-tech"
NUMBER: Final = re.compile(r"[0-9]{1,6}")
KINDS: Final = {
    "strike": ("strike", "Strike"),
    "protest": ("protest", "Protest"),
    "open letter": ("open-letter", "Open letter"),
    "union drive": ("union-drive", "Union drive"),
    "union representation": ("union", "Union"),
    "legal action": ("campaign", "Legal action"),
}
"""Kind of action → our concept of the scheme organising-kind, and its word in a name."""


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    return read_table(snapshot, FILE, SHEET)


def _key(cells: dict[str, str]) -> str:
    """Return the id of a row, which it keeps for ever; raises `BadCell` for a row without one."""
    number = cells["id"].strip()
    if not NUMBER.fullmatch(number):
        raise BadCell("the id is no number")
    return f"collective-action-{number}"


def _mapper(_: Snapshot, context: Context) -> Mapper:
    """Add what rows share, and return the function that maps a row."""
    publisher = {"id": PUBLISHER, "type": "Organization", "name": "Collective Action in Tech"}
    context.records.add(publisher | {"kind": "ngo", "source": context.records.dataset})
    return lambda id_, cells: _entries(id_, cells, context)


def _entries(id_: str, cells: dict[str, str], context: Context) -> Iterator[Entry]:
    """Yield the workers of a row and what they did, with the companies that they face."""
    kind, word = _kind(cells["actions"])
    names = [name.replace("_", " ").title() for name in _values(cells["companies"])]
    actors = {name: context.parties.actor(name, "company") for name in names}
    known = [name for name, actor in actors.items() if actor]  # others may be private persons
    at = f" at {', '.join(known)}" if known else ""
    where = places(context.counts, map(_country, _values(cells["locations"])))
    when = dated(cells["date"].strip().replace("/", "-"))
    source = context.records.dataset
    workers = context.records.add(
        _filled(
            id=f"collective-action-{slug(at or id_)}-workers",
            type="WorkerGroup",
            name=f"Workers{at}" if at else f"Workers of action {id_.rpartition('-')[2]}",
            source=source,
        )
    )
    yield _filled(
        id=id_,
        type="Organising",
        name=f"{word}{at}, {when['year']}",
        organisingKind=kind,
        workerGroup=workers,
        addressee=[actor for actor in actors.values() if actor],
        place=where,
        date=when["date"],
        source=source,
    )


def _values(cell: str) -> list[str]:
    """Return the values of a cell: with commas between them, in earlier snapshots as a list."""
    return [value for one in cell.strip("[]").split(",") if (value := one.strip(" '\""))]


def _country(location: str) -> str:
    """Return the country that a location ends with, such as Kenya of nairobi-kenya."""
    return location.rpartition("-")[2].replace("_", " ")


def _kind(cell: str) -> tuple[str, str]:
    """Return our kind of the first action that has one; raises `BadCell` where none has."""
    for one in _values(cell.replace("_", " ")):
        if one in KINDS:
            return KINDS[one]
    raise BadCell("no action of a kind that is known")


def _filled(**fields: Any) -> Entry:
    """Return a record without its empty fields."""
    return {name: value for name, value in fields.items() if value}


COLLECTIVE_ACTION: Final = Source(
    name="collective-action",
    title="Collective Action in Tech",
    homepage=HOMEPAGE,
    publisher=PUBLISHER,
    licence="https://unlicense.org/",
    attribution="facts from Collective Action in Tech (JS Tan and Nataliya Nedzhvetskaya)",
    files=(FILE,),
    read=_read,
    key=_key,
    mapper=_mapper,
    makes="actions",
)
