"""One import after another: nothing changes twice, nothing vanishes, nothing is half done."""

import json
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.importing import SOURCES, run
from graph.importing.writer import Changes, merged
from ontology import BadRecord, Unavailable
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiaaic import HEADER, row

AIAAIC = SOURCES["aiaaic"]
FILES = ("records.jsonl", "quarantine.csv", "names.tsv", "summary.json")


def test_a_second_import_of_the_same_file_changes_nothing(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row(), row("AIAAIC8"))
    first = run(AIAAIC, path, tmp_path / "data")
    before = {name: (first.folder / name).read_bytes() for name in FILES}
    second = run(AIAAIC, path, tmp_path / "data")
    assert (first.is_new, second.is_new) == (True, False)
    assert {name: (first.folder / name).read_bytes() for name in FILES} == before
    assert sorted(one.name for one in first.folder.iterdir()) == sorted(FILES)
    assert sorted(one.name for one in first.folder.parent.iterdir()) == [".key", ".lock", "aiaaic"]


def test_of_a_newer_snapshot_what_is_gone_becomes_a_tombstone(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row(), row("AIAAIC8"))
    run(AIAAIC, path, tmp_path / "data", "2026-01-01")
    write_sheet(path, HEADER, row(headline="Now named otherwise"), row("AIAAIC9"))
    outcome = run(AIAAIC, path, tmp_path / "data", "2026-02-01")
    assert outcome.summary["changes"] == {"added": 2, "changed": 1, "withdrawn": 2}
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    found = {one["id"]: one for one in map(json.loads, lines) if one["type"] == "Tombstone"}
    assert found["aiaaic-8"]["withdrawalReason"] == (
        "The snapshot of 2026-02-01 does not hold it any more."
    )
    write_sheet(path, HEADER, row(), row("AIAAIC8"))
    again = run(AIAAIC, path, tmp_path / "data", "2026-03-01")
    assert again.summary["changes"] == {"added": 0, "changed": 3, "withdrawn": 2}


def test_a_refused_file_leaves_the_import_before_as_it_was(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row())
    first = run(AIAAIC, path, tmp_path / "data")
    before = {name: (first.folder / name).read_bytes() for name in FILES}
    write_sheet(path, ["one", "two"], ["1", "2"])
    with pytest.raises(BadRecord, match="lacks the columns 'AIAAIC ID#'"):
        run(AIAAIC, path, tmp_path / "data")
    assert {name: (first.folder / name).read_bytes() for name in FILES} == before


def test_a_refused_first_file_leaves_nothing_that_a_build_would_take_up(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", ["one", "two"], ["1", "2"])
    with pytest.raises(BadRecord):
        run(AIAAIC, path, tmp_path / "data")
    assert [one.name for one in (tmp_path / "data" / "imports").iterdir()] == [".lock"]


def test_two_imports_at_once_are_refused(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row())
    (tmp_path / "data" / "imports").mkdir(parents=True)
    with (
        FileLock(tmp_path / "data" / "imports" / ".lock"),
        pytest.raises(Unavailable, match="another import is at work here"),
    ):
        run(AIAAIC, path, tmp_path / "data")


def test_an_id_that_a_spreadsheet_would_compute_is_written_harmless(tmp_path: Path) -> None:
    path = write_sheet(tmp_path / "a.csv", HEADER, row("=1+1"))
    outcome = run(AIAAIC, path, tmp_path / "data")
    lines = (outcome.folder / "quarantine.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith("2,'=1+1,")


KEYS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 1))


@settings(deadline=None)
@given(KEYS, KEYS)
def test_nothing_that_was_known_is_forgotten(before: dict[str, int], now: dict[str, int]) -> None:
    def lines(found: dict[str, int]) -> list[tuple[str, str]]:
        return [
            (f"issue/{id_}", json.dumps({"id": id_, "type": "Incident", "value": value}) + "\n")
            for id_, value in sorted(found.items())
        ]

    changes = Changes()
    written = [json.loads(line) for line in merged(lines(before), lines(now), "Gone.", changes)]
    assert [one["id"] for one in written] == sorted({*before, *now})
    assert [one["id"] for one in written if one["type"] == "Tombstone"] == sorted(
        set(before) - set(now)
    )
    assert changes.counts["added"] == len(set(now) - set(before))
    assert changes.counts["changed"] == sum(
        before[id_] != now[id_] for id_ in set(now) & set(before)
    )
