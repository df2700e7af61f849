"""Words that no build would take are found by the import, with what may have been meant."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.importing import Source, run
from graph.importing.context import Context
from graph.importing.sheets.archive import Snapshot
from graph.importing.sheets.sheet import Refused, Row, Sheet, read_table
from graph.importing.source import Mapper
from ontology import BadRecord
from tests.graph.importing import write_sheet


def source(entry: dict[str, Any], shared: dict[str, Any]) -> Source:
    def read(snapshot: Snapshot) -> Iterator[Row | Refused]:
        return read_table(snapshot, "toy.csv", Sheet({"title": ()}, ("title",)))

    def mapper(_: Snapshot, context: Context) -> Mapper:
        context.records.add({"id": "toy-a", "type": "Organization", "name": "A"} | shared)
        return lambda id_, cells: iter(
            [{"id": id_, "type": "Incident", "title": cells["title"]} | entry]
        )

    names = ("toy", "Toy", "https://a.example/", "toy-a", "", "")
    return Source(*names, ("toy.csv",), read, lambda cells: f"toy-{cells['title']}", mapper)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (
            {"impact": ["manipulatoin"]},
            "impact: 'manipulatoin' is unknown: did you mean manipulation?",
        ),
        ({"FIELD": "x"}, "the field 'FIELD' is unknown"),
        (
            {"involvement": {"#a": {"actor": "toy-a", "role": "vendro"}}},
            "role: 'vendro' is unknown: did you mean vendor?",
        ),
    ],
)
def test_a_row_with_an_unknown_word_is_put_aside(
    tmp_path: Path, entry: dict[str, Any], reason: str
) -> None:
    table = write_sheet(tmp_path / "toy.csv", ["title"], ["a"])
    outcome = run(source(entry, {"kind": "company"}), table, tmp_path / "data")
    assert outcome.put_aside == 1
    assert outcome.reasons[0][0] == "line 2"
    assert outcome.reasons[0][1].startswith(reason)


def test_an_unknown_word_of_what_rows_share_stops_the_import(tmp_path: Path) -> None:
    table = write_sheet(tmp_path / "toy.csv", ["title"], ["a"])
    with pytest.raises(BadRecord, match="toy-a: kind: 'scool' is unknown: choose one of: acting"):
        run(source({}, {"kind": "scool"}), table, tmp_path / "data")
    assert not (tmp_path / "data" / "imports" / "toy").exists()
