"""Acceptance: the files that it writes, what a build makes of them, and conflicts."""

import json
from pathlib import Path

import pytest

from graph.build.build import records_of
from graph.build.inputs import Plan
from graph.desk.acceptance import accept
from graph.desk.current_entry import current_entry
from graph.desk.decided_files import OVERRIDES, RECORDS, hidden, write_decided
from graph.desk.states import Act
from graph.desk.suggestions import Desk, New
from graph.files import checksum
from graph.rdf.quads import plain
from ontology import Conflict
from tests.graph.desk.conftest import correction, new


def accepted(desk: Desk, sent: New, who: str = "Ann") -> int:
    desk.send(sent)
    (found,) = [one for one in desk.all() if one.state.value == "open"]
    desk.act(found.id, 1, Act.TAKE, who)
    accept(desk.data, found.id, 2, who, "The source says so.")
    return found.id


def imported(data: Path) -> Path:
    """Write an import of one issue, as `import` does."""
    folder = data / "imports" / "toy"
    folder.mkdir(parents=True)
    path = folder / "records.jsonl"
    entry = {"id": "toy-1", "type": "Incident", "title": "A toy", "year": "2019", "place": "kenya"}
    path.write_text(json.dumps(entry) + "\n", encoding="utf-8")
    summary = {"source": "toy", "title": "Toys", "licence": "https://example.org/", "retrieved": ""}
    summary |= {"attribution": "", "dataset": "toy-database"}
    sums = {"snapshot": {"file": "", "sha256": ""}, "records": {"sha256": checksum(path)}}
    (folder / "summary.json").write_text(json.dumps(summary | sums), encoding="utf-8")
    return path


def values(data: Path, name: str) -> dict[str, set[str]]:
    """Return the values of a record as a build reads it, by the last part of each property."""
    (record,) = [
        one for one in records_of(Plan(data)) if f"{one.kind}/{one.slug}" == name and one.quads
    ]
    assert record.problems == []
    found: dict[str, set[str]] = {}
    for _, subject, predicate, object_ in record.quads:
        if "#" not in subject:
            key = predicate[1:-1].replace("#", "/").rpartition("/")[2]
            found.setdefault(key, set()).add(plain(object_).rpartition("/")[2])
    return found


def test_a_new_record_is_written_with_who_when_and_why(desk: Desk) -> None:
    accepted(desk, new())
    text = (desk.data / RECORDS / "source" / "court-report.yaml").read_text(encoding="utf-8")
    first, *rest = text.splitlines()
    assert first.startswith("# Accepted by Ann on 2")
    assert first.endswith(", suggestion 1: The source says so.")
    assert rest[:3] == ["id: court-report", "type: Source", "title: A report of the court"]
    assert values(desk.data, "source/court-report")["title"] == {"A report of the court"}


def test_a_curated_record_keeps_its_other_lines(desk: Desk) -> None:
    before = current_entry(desk.data, "issue/ghost-work").text
    accepted(desk, correction())
    after = current_entry(desk.data, "issue/ghost-work").text
    lines = [line for line in after.splitlines() if line not in before.splitlines()]
    changed = {line.partition(":")[0] for line in lines if line[0] != "#"}
    assert changed - {"modified"} == {"year"}
    assert values(desk.data, "issue/ghost-work")["year"] == {"2018"}


def test_an_imported_record_gets_an_override_and_stays_as_it_is(desk: Desk) -> None:
    path = imported(desk.data)
    lines = path.read_bytes()
    content = {
        "before": {"year": "2019", "place": "kenya"},
        "changes": {"year": "2018", "place": None},
    }
    accepted(desk, New("correct", "A toy", content, "form-3", "issue/toy-1"))
    assert path.read_bytes() == lines
    assert (desk.data / OVERRIDES / "issue" / "toy-1.yaml").is_file()
    found = values(desk.data, "issue/toy-1")
    assert (found["year"], found.get("place"), found["title"]) == ({"2018"}, None, {"A toy"})
    content = {"before": {"title": "A toy"}, "changes": {"title": "Two toys"}}
    accepted(desk, New("correct", "A toy", content, "form-4", "issue/toy-1"), "Ben")
    found = values(desk.data, "issue/toy-1")
    assert (found["year"], found.get("place"), found["title"]) == ({"2018"}, None, {"Two toys"})


def test_a_field_that_has_changed_since_is_a_conflict(desk: Desk) -> None:
    accepted(desk, correction("2018", "form-a"))
    desk.send(correction("2017", "form-b"))
    desk.act(2, 1, Act.TAKE, "Ann")
    with pytest.raises(Conflict, match="has changed since this was sent: year"):
        accept(desk.data, 2, 2, "Ann", "why")
    assert desk.get(2).seen == 2


def test_a_record_of_the_same_address_is_a_conflict(desk: Desk) -> None:
    accepted(desk, new("form-a"))
    desk.send(new("form-b"))
    desk.act(2, 1, Act.TAKE, "Ann")
    with pytest.raises(Conflict, match="already a record 'source/court-report'"):
        accept(desk.data, 2, 2, "Ann", "why")


def test_what_is_exported_is_no_longer_read_from_the_desk(desk: Desk) -> None:
    number = accepted(desk, new())
    desk.act(number, 3, Act.EXPORT, "Ann")
    write_decided(desk.data)
    assert [*(desk.data / RECORDS).rglob("*.yaml")] == []


def test_a_reason_cannot_break_out_of_its_comment(desk: Desk) -> None:
    desk.send(new())
    desk.act(1, 1, Act.TAKE, "Ann")
    accept(desk.data, 1, 2, "Ann", "x\nid: other\r\n\u2028type: Person\x85b")
    assert current_entry(desk.data, "source/court-report").entry["id"] == "court-report"


def test_a_record_is_hidden_until_it_is_shown_again(desk: Desk) -> None:
    desk.send(New("remove", "Ghost work", {}, "form", "issue/ghost-work"))
    desk.act(1, 1, Act.HIDE, "Ann", "personal data")
    write_decided(desk.data)
    assert hidden(desk.data) == {"issue/ghost-work": "personal data"}
    desk.act(1, 2, Act.SHOW, "Ann")
    write_decided(desk.data)
    assert hidden(desk.data) == {}
