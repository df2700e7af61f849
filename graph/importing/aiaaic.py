"""The AIAAIC Repository: one row an incident, in a sheet with three header rows or with one."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from graph.importing.aiaaic_definitions import definitions
from graph.importing.categories import Categories, implied
from graph.importing.context import Context
from graph.importing.issues import (
    classification,
    dated,
    gaps,
    involvements,
    places,
    responses,
    systems,
)
from graph.importing.labour import worker_groups
from graph.importing.records import Records
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text, split
from graph.importing.sheets.sheet import Refused, Row, Sheet, read_table
from graph.importing.source import CC_BY_SA, Entry, Mapper, Source
from graph.importing.titles import made_title
from graph.privacy.known_names import is_clear, quoted
from graph.privacy.party_classifier import split_names
from graph.privacy.row_texts import RowTexts
from graph.privacy.withholding import TITLE, Published
from graph.reading.fields import is_address
from graph.reading.places import place

__all__ = ["AIAAIC"]

FILE: Final = "aiaaic.csv"
SHEET: Final = Sheet(
    columns={
        "aiaaic_id": ("AIAAIC ID#", "Incident ID", "ID"),
        "headline": ("Headline", "Headline/title", "Title"),
        "occurred": ("Occurred", "Year occurred", "Date occurred", "Date", "Year"),
        "deployer": ("Deployer", "Operator", "Deployer/operator"),
        "developer": ("Developer",),
        "system_name": ("System name", "System"),
        "technology": ("Technology", "Technology type"),
        "purpose": ("Purpose",),
        "news_trigger": ("News trigger", "Media trigger", "Trigger"),
        "ethical_issue": ("Ethical issue", "Issue", "Risk"),
        "jurisdiction": ("Jurisdiction", "Country", "Location"),
        "sector": ("Sector", "Industry"),
        "harm_individual": ("Individual", "Individual harm"),
        "harm_societal": ("Societal", "Societal harm"),
        "harm_environmental": ("Environmental", "Environmental harm"),
        "consequence": ("Consequence", "Legal consequence"),
        "response": ("Response",),
        "summary_url": ("Summary/links", "Description/links", "Summary URL", "Page URL"),
    },
    required=("aiaaic_id", "headline"),
)
ROLES: Final = ("deployer", "developer")
ID: Final = re.compile(r"AIAAIC[\s#-]*([0-9]{1,7})", re.IGNORECASE)
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

HARMS: Final = ("harm_individual", "harm_societal", "harm_environmental")
REPOSITORY: Final = "https://www.aiaaic.org/aiaaic-repository"
PUBLISHER: Final = "aiaaic-aiaaic"
LABOUR: Final = "employment"
"""What the ethical issues of a row hold where it is about work."""
NO_SYSTEM: Final = ("multiple", "unknown", "various", "n/a", "none")


def _read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    return read_table(snapshot, FILE, SHEET)


def _key(cells: dict[str, str]) -> str:
    match = ID.fullmatch(cells["aiaaic_id"].strip())
    if not match:
        raise BadCell(f"{quoted(cells['aiaaic_id'])} is no id, such as AIAAIC2094")
    return f"aiaaic-{match[1]}"


def _mapper(_: Snapshot, context: Context) -> Mapper:
    _about(context.records)
    for id_, text in definitions():
        context.categories.define(id_, text)
    return lambda id_, cells: _entries(id_, cells, context)


def _about(records: Records) -> None:
    records.add(
        {
            "id": PUBLISHER,
            "type": "Organization",
            "name": "AIAAIC",
            "kind": "ngo",
            "homepage": "https://www.aiaaic.org/",
            "source": records.dataset,
        }
    )
    for slug, title in TAXONOMIES.values():
        entry = {"id": f"aiaaic-{slug}", "type": "Taxonomy", "title": f"AIAAIC {title}"}
        records.add(entry | {"author": PUBLISHER, "source": records.dataset})


def _entries(id_: str, cells: dict[str, str], context: Context) -> Iterator[Entry]:
    headline = plain_text(cells["headline"], "headline")
    if not headline:
        raise BadCell("the headline is empty")
    found = dated(cells["occurred"])
    names = {role: _names(cells[role], role) for role in ROLES}
    hidden = context.parties.hidden(name for column in names.values() for name in column)
    published = context.texts.publish(id_, {TITLE: headline}, hidden)
    categories = _categories(cells, context.categories)
    where = places(context.counts, split(cells["jurisdiction"]))
    named = systems(context, id_, _system_names(cells))
    title = published.texts[TITLE] or _made_title(cells, named, found, context.records)
    who = f"{cells.get('purpose', '')}. {title}"
    is_labour = LABOUR in cells.get("ethical_issue", "").casefold()
    workers = worker_groups(id_, who, who, where, id_, is_labour=is_labour)
    yield _page(id_, cells.get("summary_url", ""), published, context.texts)
    yield from workers
    yield gaps(
        {
            "id": id_,
            "type": "Incident",
            "title": title,
            "titleMade": "" if published.texts[TITLE] else "true",
            **found,
            "sector": implied(categories).get("sector"),
            "place": where,
            "system": named,
            "workerGroup": [entry["id"] for entry in workers],
            "involvement": {
                key: node
                for role, column in names.items()
                for key, node in involvements(context.parties, role, column, id_).items()
            },
            "classification": _classified(context.counts, categories),
            "response": responses(categories, id_),
            "source": id_,
        }
    )


def _made_title(
    cells: dict[str, str], named: list[str], found: dict[str, str], records: Records
) -> str:
    """Return a title of facts: the row's systems or technologies, harms or issues, place, year."""
    names = [str(records.entries[f"system/{id_}"]["name"]) for id_ in named]
    harms = _clear(cells, HARMS) or _clear(cells, ("ethical_issue",))
    where = [name for name in _clear(cells, ("jurisdiction",)) if place(name)]
    return made_title(names or _clear(cells, ("technology",)), harms, where, found.get("year", ""))


def _clear(cells: dict[str, str], columns: tuple[str, ...]) -> list[str]:
    values = (plain_text(one, name) for name in columns for one in split(cells.get(name, "")))
    return [value for value in values if value and is_clear(value)]


@lru_cache(maxsize=65_536)
def _names(cell: str, column: str) -> tuple[str, ...]:
    texts = (plain_text(part, column) for part in split(cell))
    return tuple(name for text in texts for name in split_names(text))


def _categories(cells: dict[str, str], categories: Categories) -> list[str]:
    return [
        category
        for column, (slug, _) in TAXONOMIES.items()
        if (cell := cells.get(column))
        for category in categories.of_cell(f"aiaaic-{slug}", cell)
    ]


def _classified(counts: Counter[str], categories: list[str]) -> dict[str, Any]:
    found = classification(counts, categories, PUBLISHER)
    return {"#aiaaic": found} if found else {}


def _system_names(cells: dict[str, str]) -> list[str]:
    names = _names(cells.get("system_name", ""), "system name")
    return [name for name in names if name and name.casefold() not in NO_SYSTEM]


def _page(id_: str, cell: str, published: Published, texts: RowTexts) -> Entry:
    """Return the source record of a row; where its address names somebody, that of the site."""
    number, address = id_.removeprefix("aiaaic-"), cell.strip()
    page = {"id": id_, "type": "Source", "title": f"AIAAIC Repository, entry {number}"}
    page |= {"sourceKind": "database-entry", "publisher": PUBLISHER, "license": CC_BY_SA}
    if not is_page(address):
        return page
    return page | {"url": texts.address(id_, address, published) or REPOSITORY}


def is_page(address: str) -> bool:
    """Whether a text is the address of a page of the repository itself.

    >>> is_page("https://www.aiaaic.org/aiaaic-repository/a"), is_page("javascript:alert(1)")
    (True, False)
    """
    return address.startswith("https://www.aiaaic.org/") and is_address(address)


AIAAIC: Final = Source(
    name="aiaaic",
    title="AIAAIC Repository",
    homepage=REPOSITORY,
    publisher=PUBLISHER,
    licence=CC_BY_SA,
    attribution="AIAAIC (www.aiaaic.org), CC BY-SA 4.0; titles abridged of private names",
    files=(FILE,),
    read=_read,
    key=_key,
    mapper=_mapper,
)
