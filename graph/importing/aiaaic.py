"""The AIAAIC Repository: one row an incident, in a sheet with three header rows or with one."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from graph.importing.archive import Snapshot
from graph.importing.cell_parsers import BadCell, plain_text, split
from graph.importing.context import Context
from graph.importing.issues import classification, dated, gaps, involvements, responses
from graph.importing.labour import worker_groups
from graph.importing.places import place
from graph.importing.sheet import Refused, Row, Sheet, read_sheet
from graph.importing.source import CC_BY_SA, Entry, Mapper, Source
from graph.reading.fields import is_address

__all__ = ["AIAAIC"]

FILE: Final = "aiaaic.csv"
SHEET: Final = Sheet(
    columns={
        "aiaaic_id": ("AIAAIC ID#",),
        "headline": ("Headline",),
        "occurred": ("Occurred",),
        "deployer": ("Deployer",),
        "developer": ("Developer",),
        "system_name": ("System name",),
        "technology": ("Technology",),
        "purpose": ("Purpose",),
        "news_trigger": ("News trigger",),
        "ethical_issue": ("Ethical issue",),
        "jurisdiction": ("Jurisdiction",),
        "sector": ("Sector",),
        "harm_individual": ("Individual",),
        "harm_societal": ("Societal",),
        "harm_environmental": ("Environmental",),
        "consequence": ("Consequence",),
        "response": ("Response",),
        "summary_url": ("Summary/links",),
    },
    required=("aiaaic_id", "headline", "occurred", "deployer", "developer"),
)
ROLES: Final = ("deployer", "developer")
NAMES: Final = Sheet({name: SHEET.columns[name] for name in SHEET.required}, SHEET.required)
"""The columns that are read once before all others, for the names in them."""

ID: Final = re.compile(r"AIAAIC(\d{1,7})")
TAXONOMIES: Final = {
    "technology": ("technology", "technologies"),
    "purpose": ("purpose", "purposes of systems"),
    "news_trigger": ("news-trigger", "news triggers"),
    "ethical_issue": ("ethical-issue", "ethical issues"),
    "jurisdiction": ("jurisdiction", "jurisdictions"),
    "sector": ("sector", "sectors"),
    "harm_individual": ("harm", "harms"),
    "harm_societal": ("harm", "harms"),
    "harm_environmental": ("harm", "harms"),
    "consequence": ("consequence", "consequences"),
    "response": ("response", "responses"),
}
"""Which taxonomy the values of a column belong to, and what they are called."""

NO_SYSTEM: Final = ("multiple", "unknown", "various", "n/a", "none")


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    return read_sheet(snapshot.file(FILE), SHEET)


def _key(cells: dict[str, str]) -> str:
    match = ID.fullmatch(cells["aiaaic_id"].strip())
    if not match:
        raise BadCell(f"{cells['aiaaic_id'][:40]!r} is no id, such as AIAAIC2094")
    return f"aiaaic-{match[1]}"


def _mapper(snapshot: Snapshot, context: Context) -> Mapper:
    _about(context)
    for row in read_sheet(snapshot.file(FILE), NAMES):
        if isinstance(row, Row):
            for role in ROLES:
                if cell := row.cells[role]:
                    context.learn(split(cell))
    return lambda id_, cells: _entries(id_, cells, context)


def _about(context: Context) -> None:
    context.add(
        {
            "id": "aiaaic-aiaaic",
            "type": "Organization",
            "name": "AIAAIC",
            "kind": "ngo",
            "homepage": "https://www.aiaaic.org/",
            "source": context.dataset,
        }
    )
    for slug, title in TAXONOMIES.values():
        entry = {"id": f"aiaaic-{slug}", "type": "Taxonomy", "title": f"AIAAIC {title}"}
        context.add(entry | {"author": "aiaaic-aiaaic", "source": context.dataset})


def _entries(id_: str, cells: dict[str, str], context: Context) -> Iterator[Entry]:
    title = plain_text(cells["headline"], "headline")
    if not title:
        raise BadCell("the headline is empty")
    found = dated(cells["occurred"])
    names = {role: _names(cells[role], role) for role in ROLES}
    title = context.text(title, [name for column in names.values() for name in column])
    categories = _categories(cells, context)
    places = sorted({slug for name in split(cells["jurisdiction"]) if (slug := place(name))})
    workers = worker_groups(id_, title, title, places, id_)
    derived = context.derived(categories)
    yield _page(id_, cells.get("summary_url", ""))
    yield from workers
    yield gaps(
        {
            "id": id_,
            "type": "Incident",
            "title": title,
            **found,
            "justiceArea": derived.get("justiceArea"),
            "impact": derived.get("impact"),
            "sector": derived.get("sector"),
            "place": places,
            "system": _systems(cells, context),
            "workerGroup": [entry["id"] for entry in workers],
            "involvement": {
                key: node
                for role, column in names.items()
                for key, node in involvements(context, role, column, id_).items()
            },
            "classification": _classified(context, categories),
            "response": responses(context, categories, id_),
            "source": id_,
        }
    )


@lru_cache(maxsize=65_536)
def _names(cell: str, column: str) -> tuple[str, ...]:
    return tuple(plain_text(name, column) for name in split(cell))


def _categories(cells: dict[str, str], context: Context) -> list[str]:
    return [
        category
        for column, (slug, _) in TAXONOMIES.items()
        if (cell := cells.get(column))
        for category in context.categories(f"aiaaic-{slug}", cell)
    ]


def _classified(context: Context, categories: list[str]) -> dict[str, Any]:
    found = classification(context, categories, "aiaaic-aiaaic")
    return {"#aiaaic": found} if found else {}


def _systems(cells: dict[str, str], context: Context) -> list[str]:
    names = _names(cells.get("system_name", ""), "system name")
    return [context.system(name) for name in names if name and name.casefold() not in NO_SYSTEM]


def _page(id_: str, address: str) -> Entry:
    number = id_.removeprefix("aiaaic-")
    page = {"id": id_, "type": "Source", "title": f"AIAAIC Repository, entry {number}"}
    page |= {"sourceKind": "database-entry", "license": CC_BY_SA}
    return page | ({"url": address.strip()} if is_page(address.strip()) else {})


def is_page(address: str) -> bool:
    """Whether a text is the address of a page of the repository itself.

    >>> is_page("https://www.aiaaic.org/aiaaic-repository/a"), is_page("javascript:alert(1)")
    (True, False)
    """
    return address.startswith("https://www.aiaaic.org/") and is_address(address)


AIAAIC: Final = Source(
    name="aiaaic",
    title="AIAAIC Repository",
    homepage="https://www.aiaaic.org/aiaaic-repository",
    publisher="aiaaic-aiaaic",
    licence=CC_BY_SA,
    attribution="AIAAIC (www.aiaaic.org), CC BY-SA 4.0; titles abridged of private names",
    files=(FILE,),
    read=_read,
    key=_key,
    mapper=_mapper,
)
