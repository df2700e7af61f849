"""Records of one's own: YAML as people write it, one record or many a file."""

import json
from pathlib import Path

from graph.importing import SOURCES, Outcome, read_imported, run

OWN = SOURCES["records"]
ACTOR = """\
id: {id}
type: Organization
name: An actor
kind: company
source: a-book
"""
BOOK = "id: a-book\ntype: Source\ntitle: A book\nsourceKind: book\nurl: https://example.org/\n"


def imported(folder: Path, **files: str) -> Outcome:
    (folder / "in").mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / "in" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return run(OWN, folder / "in", folder / "data")


def test_records_are_taken_as_they_are_each_in_its_own_graph(tmp_path: Path) -> None:
    outcome = imported(tmp_path, two=ACTOR.format(id="an-actor") + "---\n" + BOOK)
    assert outcome.summary["rows"] == {"in": 2, "issues": 2, "merged": 0, "quarantined": 0}
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["an-actor", "a-book"]
    records = list(read_imported(tmp_path / "data"))
    assert [one.graph.removeprefix("https://w3id.org/justicegraph/") for one in records] == [
        "graph/actor/an-actor",
        "graph/source/a-book",
    ]
    assert [one.problems for one in records] == [[], []]


def test_a_bad_record_is_put_aside_with_file_line_and_reason(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path,
        good=ACTOR.format(id="good"),
        bad=f"{BOOK}---\n{ACTOR.format(id='Bad Id')}",
        broken="id: [",
    )
    assert outcome.summary["rows"] == {"in": 4, "issues": 2, "merged": 0, "quarantined": 2}
    lines = (outcome.folder / "quarantine.csv").read_text(encoding="utf-8").splitlines()
    assert [line.split(",")[:2] for line in lines[1:]] == [["7", "bad.yaml "], ["2", "broken.yaml"]]
    assert "needs an id of lower-case words" in lines[1]
    assert not outcome.is_whole


def test_two_contents_of_one_id_are_told(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path,
        a=ACTOR.format(id="same"),
        b=ACTOR.format(id="same").replace("An actor", "Another"),
        c=ACTOR.format(id="same"),
    )
    assert outcome.summary["rows"] == {"in": 3, "issues": 1, "merged": 1, "quarantined": 1}
