"""Importer of a table of wells: change columns and mapping for a table of your own."""

from collections.abc import Iterator

from graph.importing import Source
from graph.importing.context import Context
from graph.importing.issues import dated, gaps, involvements, places
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.sheet import Refused, Row, Sheet, read_table
from graph.importing.source import Entry, Mapper

FILE = "wells.csv"
COLUMNS = {name: (name,) for name in ("id", "title", "year", "company", "country", "litres")}
"""The columns that are read, each with the names that it may have."""
SHEET = Sheet(COLUMNS, required=("id", "title", "year"))


def read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    """Yield the rows of a snapshot, and those that cannot be read."""
    return read_table(snapshot, FILE, SHEET)


def key(cells: dict[str, str]) -> str:
    """Return the id of a row, which it keeps for ever; a row without one is put aside."""
    if not cells["id"].isdecimal():
        raise BadCell("the id is no number")
    return f"well-{cells['id']}"


def mapper(_: Snapshot, context: Context) -> Mapper:
    """Add what rows share, and return the function that maps a row."""
    publisher = {"id": "wells-office", "type": "Organization", "name": "Office of Wells"}
    context.records.add(publisher | {"kind": "ngo", "source": context.records.dataset})
    return lambda id_, cells: entries(id_, cells, context)


def entries(id_: str, cells: dict[str, str], context: Context) -> Iterator[Entry]:
    """Yield the records of a row, in the words of records."""
    source = context.records.dataset
    issue = {
        "id": id_,
        "type": "SystemicPractice",
        "title": plain_text(cells["title"], "title"),
        **dated(cells["year"]),
        "justiceArea": "environmental-justice",
        "impact": "water-taken",
        "litresADay": cells["litres"],
        "place": places(context.counts, [cells["country"]]),
        "involvement": involvements(context.parties, "deployer", [cells["company"]], source),
        "source": source,
    }
    yield gaps(issue)


WELLS = Source(
    name="wells",
    title="Table of wells",
    homepage="https://example.org/wells",
    publisher="wells-office",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    attribution="invented rows",
    files=(FILE,),
    read=read,
    key=key,
    mapper=mapper,
)
