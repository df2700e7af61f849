"""Reads the sheets of classifications: categories, places, figures and dates of an incident."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.importing.aiid.annotated import (
    clear_location,
    country_of,
    dollars,
    parties_of,
    span_of,
)
from graph.importing.aiid.merges import number
from graph.importing.aiid.taxonomies import ESTIMATED, LOCATION, Taxonomy
from graph.importing.context import Context
from graph.importing.parties import Parties
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.header import Sheet
from graph.importing.sheets.sheet import Refused, Row
from graph.privacy.known_names import quoted

__all__ = ["Classified", "Figure", "classified"]

LONGEST_PHRASE: Final = 60
"""Letters of free words above which they are a sentence, which is not taken over."""
YES: Final = ("yes", "true")
NOT_STATED: Final = ("", "--", "none", "unclear", "unknown", "unclear/unknown", "unknown/unclear")
WITH_COMMAS: Final = (
    "arts, entertainment and recreation",
    "nation of origin, citizenship, immigrant status",
    "professional, scientific and technical activities",
    "electricity, gas, steam and air conditioning supply",
    "water supply, sewerage, waste management and remediation activities",
)
"""Categories that hold commas themselves, in lists that are parted by commas."""

PROTECTED: Final = "\N{SINGLE LOW-9 QUOTATION MARK}"


class Figure(NamedTuple):
    """A number of people, or a sum of money, that an annotator counts; an estimate says so."""

    counts: str
    value: str
    is_estimate: bool
    unit: str = "people"


@dataclass
class Classified:
    """Classification of one incident by one annotator.

    `reviewed` is the sheet's own flag, true or false, and empty where it says nothing.
    """

    taxonomy: Taxonomy
    categories: list[tuple[str, str]]
    reviewed: str
    place: str = ""
    figures: tuple[Figure, ...] = ()
    date: str = ""


def classified(
    snapshot: Snapshot, taxonomy: Taxonomy, context: Context
) -> Iterator[tuple[str, Classified]]:
    """Yield incident ids with what a sheet says of them; what cannot be read is refused."""
    quantities = (*dict(taxonomy.quantities), *([ESTIMATED] * bool(taxonomy.quantities)))
    country = [taxonomy.country] * bool(taxonomy.country)
    further = (*dict(taxonomy.parties), *taxonomy.dates, *([taxonomy.cost] * bool(taxonomy.cost)))
    headers = (*taxonomy.columns, *dict(taxonomy.flags), *country, *quantities, *further)
    columns = {header: (header,) for header in ("Incident ID", "Published", *headers)}
    sheet, sheets = Sheet(columns, ("Incident ID",), ends_lines=True), context.sheets
    counts = sheets.counts[taxonomy.file] = {"rows": 0, "used": 0, "refused": 0, "of no issue": 0}
    for row in context.tables.rows(snapshot, taxonomy.file, sheet, sheets):
        counts["rows"] += 1
        try:
            found = _classified(row, taxonomy, context.parties)
        except BadCell as error:
            counts["refused"] += 1
            line, id_ = row.line, row.id if isinstance(row, Refused) else row.cells["Incident ID"]
            sheets.refuse(taxonomy.file, Refused(line, id_[:80], str(error)))
            continue
        counts["used"] += 1
        if isinstance(row, Row):
            context.tables.keep(taxonomy.file, row.cells)
        yield found


def _classified(row: Row | Refused, taxonomy: Taxonomy, parties: Parties) -> tuple[str, Classified]:
    if isinstance(row, Refused):
        raise BadCell(row.reason)
    incident = number(row.cells["Incident ID"])
    if not incident:
        raise BadCell(f"{quoted(row.cells['Incident ID'])} is no number of an incident")
    found = [
        (part, label)
        for header, part in taxonomy.columns.items()
        for label in _labels(row.cells.get(header, ""), header, taxonomy)
    ]
    found += [
        (part, header if answer in YES else f"{header} ({answer})")
        for header, part in taxonomy.flags
        if (answer := row.cells.get(header, "").strip().casefold()) in (*YES, "maybe")
    ]
    for header, part in taxonomy.parties:
        names = list(parties_of(row.cells[header], parties))
        row.cells[header] = ", ".join(names)  # what is kept for later imports names nobody else
        found += [(part, name) for name in names]
    flag = row.cells["Published"].strip().casefold()
    reviewed = str(flag in ("true", "1", "yes")).lower() if flag else ""
    if LOCATION in taxonomy.columns:
        row.cells[LOCATION] = clear_location(row.cells[LOCATION])
    where = country_of(row.cells[taxonomy.country])
    date = span_of([row.cells[header] for header in taxonomy.dates])
    figures = tuple(_figures(row, taxonomy))
    return incident, Classified(taxonomy, found, reviewed, where, figures, date)


def _figures(row: Row, taxonomy: Taxonomy) -> Iterator[Figure]:
    """Yield what the columns of quantities count; of none, and of words, nothing is said."""
    is_estimate = row.cells[ESTIMATED].strip().casefold() == "true"
    for header, counts in taxonomy.quantities:
        value = number(row.cells[header])
        if value.strip("0"):
            yield Figure(counts, value, is_estimate)
    if cost := dollars(row.cells[taxonomy.cost]):
        yield Figure("financial cost", cost, is_estimate, "USD")


def _labels(cell: str, header: str, taxonomy: Taxonomy) -> Iterator[str]:
    text = plain_text(cell, header)
    if header == LOCATION:
        text = clear_location(text)
    if header in taxonomy.lists or header in taxonomy.phrases:
        for label in WITH_COMMAS:
            place_ = text.casefold().find(label)
            if place_ >= 0:
                kept = text[place_ : place_ + len(label)].replace(",", PROTECTED)
                text = text[:place_] + kept + text[place_ + len(label) :]
        labels = [part.strip().replace(PROTECTED, ",") for part in text.split(",")]
    else:
        labels = [text]
    for label in labels:
        named = "Other" if label.casefold().startswith("other:") else label
        is_short = header not in taxonomy.phrases or _is_phrase(named)
        if named.casefold() not in NOT_STATED and is_short:
            yield named[:1].upper() + named[1:]


def _is_phrase(text: str) -> bool:
    """Whether free words are a phrase: short, and no part of a bracket that was cut at a comma.

    >>> _is_phrase("traffic patterns"), _is_phrase("GPS)"), _is_phrase("a story " * 9)
    (True, False, False)
    """
    return len(text) <= LONGEST_PHRASE and text.count("(") == text.count(")")
