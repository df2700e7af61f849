"""A newer snapshot that lacks a table: what the table said stays, and differences are true ones."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, Outcome, run
from graph.importing.folder import IMPORTS
from ontology import BadRecord
from tests.graph.importing import DATA, real, write_sheet
from tests.graph.importing.test_aiid import HEADER, snapshot

AIID = SOURCES["aiid"]
TABLES = ("classifications_MIT.csv", "duplicates.csv", "entities.json")


def records(outcome: Outcome) -> dict[str, dict[str, Any]]:
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}


def newer(folder: Path) -> Path:
    """Write a snapshot that has the incidents alone, of which one has a new title."""
    text = (folder / "incidents.csv").read_text(encoding="utf-8")
    (folder / "new").mkdir()
    changed = text.replace("Other.,Another", "Other.,Another one")
    (folder / "new" / "incidents.csv").write_text(changed, encoding="utf-8")
    return folder / "new"


def test_what_absent_tables_said_stays_and_is_told(tmp_path: Path) -> None:
    before = records(run(AIID, snapshot(tmp_path), tmp_path / "data", "2025-03-10"))
    outcome = run(AIID, newer(tmp_path), tmp_path / "data", "2026-03-10")
    before["Incident aiid-9"]["title"] = "Another one"
    assert records(outcome) == before
    assert outcome.summary["changes"] == {"added": 0, "changed": 1, "withdrawn": 0}
    assert outcome.summary["differences"] == {"Incident": {"records": 1, "title": 1}}
    assert {name: outcome.summary["kept"][name] for name in TABLES} == {
        "classifications_MIT.csv": 2,
        "duplicates.csv": 3,
        "entities.json": 1,
    }


def test_a_complete_snapshot_withdraws_what_absent_tables_said(tmp_path: Path) -> None:
    run(AIID, snapshot(tmp_path), tmp_path / "data", "2025-03-10")
    outcome = run(AIID, newer(tmp_path), tmp_path / "data", "2026-03-10", complete=True)
    assert "Category aiid-mit-entity-ai" not in records(outcome)
    assert "classification" not in records(outcome)["Incident aiid-9"]


def test_kept_tables_hold_no_private_name(tmp_path: Path) -> None:
    entities = '[{"entity_id": "uber", "name": "Uber"}, {"entity_id": "x", "name": "Mary Zzyzx"}]'
    (snapshot(tmp_path) / "entities.json").write_text(entities)
    outcome = run(AIID, tmp_path, tmp_path / "data")
    assert "zzyzx" not in (outcome.folder / "kept.jsonl").read_text().casefold()


def test_a_column_that_a_newer_table_leaves_empty_is_as_before(tmp_path: Path) -> None:
    run(AIID, snapshot(tmp_path), tmp_path / "data", "2025-03-10")
    sheet = tmp_path / "classifications_MIT.csv"
    sheet.write_text(sheet.read_text().replace("True", ""))
    outcome = run(AIID, tmp_path, tmp_path / "data", "2026-03-10")
    assert records(outcome)["Incident aiid-7"]["classification"]["#mit"]["reviewed"] == "true"


def test_a_table_that_is_none_is_put_aside_and_the_rest_imported(tmp_path: Path) -> None:
    (snapshot(tmp_path) / "classifications_MIT.csv").write_bytes(b"\x00\x01 no table")
    outcome = run(AIID, tmp_path, tmp_path / "data")
    assert outcome.summary["rows"]["issues"] == 2
    assert "classifications_MIT.csv" in (outcome.folder / "quarantine.csv").read_text()


def test_a_file_that_is_read_as_a_whole_may_not_be_large(tmp_path: Path) -> None:
    large = {name: snapshot(tmp_path) / name for name in ("taxa.json", "entities.json")}
    with large["taxa.json"].open("wb") as file:
        file.truncate(32_000_001)
    outcome = run(AIID, tmp_path, tmp_path / "data")
    assert "taxa.json" in (outcome.folder / "quarantine.csv").read_text()
    large["taxa.json"].rename(large["entities.json"])
    with pytest.raises(BadRecord, match=r"entities\.json: has more than 32,000,000 bytes: leave"):
        run(AIID, tmp_path, tmp_path / "data")


def test_an_entity_that_is_none_costs_itself_alone(tmp_path: Path) -> None:
    entities = (
        '[1, {"entity_id": "uber", "name": "Uber"}, {"entity_id": "\\ud83d", "name": "=1+1"}]'
    )
    (snapshot(tmp_path) / "entities.json").write_text(entities)
    outcome = run(AIID, tmp_path, tmp_path / "data")
    assert outcome.summary["rows"]["issues"] == 2
    assert "Organization aiid-uber" in records(outcome)


def test_optional_columns_of_incidents_may_be_absent(tmp_path: Path) -> None:
    write_sheet(tmp_path / "incidents.csv", ["incident_id", "title"], ["7", "Drivers locked out"])
    outcome = run(AIID, tmp_path, tmp_path / "data")
    assert outcome.summary["rows"]["issues"] == 1
    assert "deployer" in outcome.summary["absent columns"]["incidents.csv"]


def test_what_a_killed_import_left_is_swept_by_the_next(tmp_path: Path) -> None:
    left = tmp_path / "data" / IMPORTS / ".unfinished-abc" / "part"
    left.mkdir(parents=True)
    write_sheet(tmp_path / "incidents.csv", HEADER, ["x", "9", "n.d.", "", "", "", "", "", "A"])
    run(AIID, tmp_path / "incidents.csv", tmp_path / "data")
    assert not left.parent.exists()


@real
def test_of_the_snapshot_of_2026_only_what_differs_is_changed(tmp_path: Path) -> None:
    """It defines the categories of risk, which the snapshot before did not."""
    before = records(run(AIID, DATA / "aiid", tmp_path))
    outcome = run(AIID, DATA / "aiid-newer", tmp_path)
    changed = outcome.summary["differences"]
    assert list(changed) == ["Category", "Incident"]
    assert [*changed["Category"]] == ["definition", "records"]
    assert {name: changed["Incident"][name] for name in ("title", "summary", "date")} == {
        "title": 81,
        "summary": 78,
        "date": 3,
    }
    now = records(outcome)
    differing = {key for key in before if key.startswith("Incident ") and before[key] != now[key]}
    others = {key.removeprefix("Incident aiid-") for key in differing} - rows_that_differ()
    assert len(others) <= 2, "of two rows a cell is not kept, since it may name somebody"


def rows_that_differ() -> set[str]:
    """Return the numbers of incidents of which a row differs between the two real snapshots."""
    found: set[str] = set()
    for file, key in (("incidents.csv", "incident_id"), ("classifications_MIT.csv", "Incident ID")):
        tables = [rows_of(DATA / folder / file, key) for folder in ("aiid", "aiid-newer")]
        numbers = tables[0].keys() | tables[1].keys()
        found |= {one for one in numbers if tables[0].get(one) != tables[1].get(one)}
    return found


def rows_of(path: Path, key: str) -> dict[str, dict[str, str]]:
    """Return the rows of a table by a key, without the column that the newer one leaves empty."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        row[key]: {k: v for k, v in row.items() if k not in ("Published", "_id")} for row in rows
    }
