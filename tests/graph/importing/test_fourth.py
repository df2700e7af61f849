"""A fourth source: a toy of three columns, to show how little one takes, and that it is valid."""

from collections.abc import Iterator
from pathlib import Path

from graph.importing import Source, read_imported, run
from graph.importing.context import Context
from graph.importing.issues import dated, gaps, involvements
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.cell_parsers import BadCell, plain_text
from graph.importing.sheets.sheet import Refused, Row, Sheet, read_sheet
from graph.importing.source import Entry, Mapper
from graph.reading.check import check
from graph.slugs import slug
from ontology import CC_BY
from tests.graph.importing import write_sheet

SHEET = Sheet({"title": ("What",), "year": ("When",), "maker": ("Who",)}, ("title", "year"))


def read(snapshot: Snapshot) -> Iterator[Row | Refused]:
    return read_sheet(snapshot.file("toy.csv"), SHEET)


def key(cells: dict[str, str]) -> str:
    return f"toy-{slug(cells['title'])}"


def mapper(_: Snapshot, context: Context) -> Mapper:
    publisher = {"type": "Organization", "name": "Toy Watch", "kind": "ngo"}
    records = context.records
    records.add({"id": "toy-watch", **publisher, "source": records.dataset})

    def entries(id_: str, cells: dict[str, str]) -> Iterator[Entry]:
        title = plain_text(cells["title"], "title")
        if not title:
            raise BadCell("the title is empty")
        makers = involvements(context.parties, "developer", [cells["maker"]], records.dataset)
        issue = {"id": id_, "type": "Incident", "title": title, **dated(cells["year"])}
        yield gaps(issue | {"involvement": makers, "source": records.dataset})

    return entries


TOY = Source(
    name="toy",
    title="Toy Watch",
    homepage="https://toys.example.org/",
    publisher="toy-watch",
    licence=CC_BY,
    attribution="Toy Watch, CC BY 4.0",
    files=("toy.csv",),
    read=read,
    key=key,
    mapper=mapper,
)


def test_a_source_of_fifty_lines_enters_the_graph_by_the_one_door(
    tmp_path: Path,
) -> None:
    rows = [["A doll listened in", "2017", "Example Toys Inc"], ["", "2018", ""]]
    path = write_sheet(tmp_path / "sheet.csv", ["What", "When", "Who"], *rows)
    outcome = run(TOY, path, tmp_path / "data")
    assert outcome.summary["rows"] == {"in": 2, "issues": 1, "merged": 0, "quarantined": 1}
    records = list(read_imported(tmp_path / "data"))
    assert sorted(f"{one.kind}/{one.slug}" for one in records) == [
        "actor/toy-example-toys-inc",
        "actor/toy-watch",
        "issue/toy-a-doll-listened-in",
        "source/toy-database",
    ]
    assert [str(one) for one in check(records).problems] == []
