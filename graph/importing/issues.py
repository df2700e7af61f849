"""Common form of imported issues: fields in a fixed order, missing fields declared."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, Final

from graph.importing.categories import implied
from graph.importing.context import Context
from graph.importing.parties import Parties
from graph.importing.records import Records
from graph.importing.sheets.cell_parsers import BadCell, listed
from graph.importing.sheets.dates import is_rough, timespan
from graph.importing.sheets.local_dates import in_order, is_ambiguous
from graph.importing.sheets.tally import (
    HIDDEN_LINKS,
    HIDDEN_SYSTEMS,
    NO_DAYS,
    NO_LINKS,
    NO_PLACES,
    NO_YEARS,
    ROUGH_DATES,
    Tally,
    leave_out,
)
from graph.privacy.decisions import Decided
from graph.privacy.known_names import is_product
from graph.privacy.party_classifier import Party, Verdict
from graph.privacy.withholding import Published
from graph.reading.fields import is_address
from graph.reading.places import place
from graph.slugs import slug

__all__ = [
    "classification",
    "dated",
    "gaps",
    "involvements",
    "kind_of",
    "linked",
    "placed",
    "places",
    "responses",
    "systems",
]

FIRST_YEAR: Final = 1950
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
SYSTEM: Final = "system"
REQUIRED: Final = ("year", "justiceArea", "impact", "summary")


def dated(cell: str, counts: Counter[str] | None = None, order: str = "") -> dict[str, str]:
    """Return the date fields of an issue; raises `BadCell` for a date out of range.

    A cell without a date is counted, where `counts` are given, and so is a day that may be a month
    where no `order` of them is given ("dmy", "mdy").

    >>> dated("2018-2020")
    {'date': '2018/2020', 'year': '2018', 'endYear': '2020'}
    >>> dated("03/09/2025"), dated("03/09/2025", order="dmy")
    ({'date': '2025', 'year': '2025'}, {'date': '2025-09-03', 'year': '2025'})
    """
    found = _dated(in_order(cell, order))
    if counts is not None and cell.strip() and not found:
        leave_out(counts, NO_YEARS, [cell.strip()])
    elif counts is not None and not order and is_ambiguous(cell):
        leave_out(counts, NO_DAYS, [cell.strip()])
    elif counts is not None and is_rough(cell):
        leave_out(counts, ROUGH_DATES, [cell.strip()])
    return found


def kind_of(date: str) -> str:
    """Return the type of an issue by its date: what has a day is an event, all else a practice.

    >>> kind_of("2024-03-05"), kind_of("2024-03"), kind_of("2024-03-05/2024-03-07"), kind_of("")
    ('Incident', 'SystemicPractice', 'SystemicPractice', 'SystemicPractice')
    """
    return "Incident" if DAY.fullmatch(date) else "SystemicPractice"


@lru_cache(maxsize=4096)
def _dated(cell: str) -> dict[str, str]:
    written, first, last = timespan(cell)
    this_year = datetime.now(UTC).year
    for year in (first, last):
        if year and not FIRST_YEAR <= int(year) <= this_year:
            raise BadCell(f"the year {year} is out of range: {FIRST_YEAR} to {this_year}")
    found = {"date": written, "year": first, "endYear": last}
    return {name: value for name, value in found.items() if value}


def gaps(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an issue without its empty fields, in which what is missing is declared as not stated.

    >>> gaps({"title": "A", "impact": [], "year": "2019"})
    {'title': 'A', 'year': '2019', 'notStated': ['impact', 'justiceArea', 'summary']}
    """
    kept = {name: value for name, value in entry.items() if value}
    missing = sorted(name for name in REQUIRED if name not in kept)
    return kept | ({"notStated": missing} if missing else {})


def involvements(
    parties: Parties, role: str, names: Iterable[str], source: str, kind: str = ""
) -> dict[str, Any]:
    """Return the entries of those who have a role, each no more than alleged.

    With a `kind`, the source itself says that the column names organisations of this kind; a name
    that may be a person's is withheld all the same.

    >>> parties = Parties(Records("toy"))
    >>> names = ("Orbex", "Mary Roe")
    >>> [len(involvements(parties, "maker", [one], "a", "company")) for one in names]
    [1, 0]
    """
    found = {}
    for name in names:
        stated = Party(name, Verdict.ORGANIZATION, kind) if kind else None
        if actor := parties.actor(name, role, stated):
            key = f"#{role}-{slug(name)}"
            found[key] = {"actor": actor, "role": role, "assertion": "alleged", "source": source}
    return found


def classification(
    counts: Counter[str], categories: Iterable[str], annotator: str
) -> dict[str, Any]:
    """Return the categories that one annotator gives an issue, without empty ids, and count it."""
    found = sorted({*categories} - {""})
    counts["classifications"] += bool(found)
    return {"category": found, "annotator": annotator} if found else {}


def places(counts: Counter[str], names: Iterable[str]) -> list[str]:
    """Return the ids of the places that some values name; those that no record has are counted.

    Places of the project's own records count, too.

    >>> places(Counter(), ["Kenya, UK", "EU - Hungary", "Atlantis"])
    ['european-union', 'hungary', 'kenya', 'united-kingdom']
    """
    known = placed(counts)
    parts = [part for name in names for part in listed(name, known)]
    leave_out(counts, NO_PLACES, [part for part in parts if not known(part)])
    return sorted({id_ for part in parts if (id_ := known(part))})


def placed(counts: Counter[str]) -> Callable[[str], str]:
    """Return the function from a name to the id of a place, of ours or of the project's records."""
    own = counts.own_places if isinstance(counts, Tally) else {}
    return lambda name: place(name) or own.get(name.strip().casefold(), "")


def linked(context: Context, id_: str, title: str, link: str, published: Published) -> list[str]:
    """Return the id of a source for the page that a row links to, in a list.

    It is empty without a link, for what is no address, and where an address may name a person.
    """
    link = link.strip()
    if link and not is_address(link):
        leave_out(context.counts, NO_LINKS, [link])
    address = context.texts.address(id_, link, published) if is_address(link) else ""
    if is_address(link) and not address:
        context.counts.point_to(HIDDEN_LINKS, id_, link)
    page = {"id": id_, "type": "Source", "title": title, "sourceKind": "web-page", "url": address}
    return [context.records.add(page)] if address else []


def responses(categories: Iterable[str], source: str) -> dict[str, Any]:
    """Return the responses that the crosswalk makes of foreign categories."""
    kinds = implied(categories).get("responseKind", [])
    return {f"#response-{kind}": {"responseKind": kind, "source": source} for kind in kinds}


def systems(context: Context, id_: str, names: Iterable[str]) -> list[str]:
    """Return the ids of the AI systems that a row names.

    One that may name a person is left out, and waits for a reviewer.

    >>> from graph.privacy.decisions import Decisions
    >>> systems(Context.of("toy", Decisions([])), "toy-1", ["ChatGPT"])
    ['toy-chatgpt']
    """
    return [_system(context.records, name) for name in names if _is_system(context, id_, name)]


def _is_system(context: Context, id_: str, name: str) -> bool:
    """Whether a name is that of a product, as a reviewer decided or else by lists."""
    withholder = context.texts.withholder
    if decided := withholder.decisions.of(id_, SYSTEM, name):
        is_one = all(one.decision is not Decided.WITHHELD for one in decided)
    else:
        is_one = is_product(name)
    if not is_one:
        leave_out(context.counts, HIDDEN_SYSTEMS, [name])
        withholder.wait(id_, SYSTEM, name)
    return is_one


def _system(records: Records, name: str) -> str:
    id_ = f"{records.source}-{slug(name)}"
    return records.add({"id": id_, "type": "AISystem", "name": name, "source": records.dataset})
