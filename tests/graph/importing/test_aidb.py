"""The AI Intersections Database: entries as JSON lines, and the saved text of a page."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, Outcome, run
from graph.importing.aidb_page import entries_of_page
from ontology import BadRecord
from tests.graph.importing import DATA, SEEDS, real

AIDB = SOURCES["aidb"]
PAGE = """\
Back to AI Intersections Database

A system watches people.

Justice Area(s)

Human Rights

Racial Justice

AI Impact(s)

Privacy Violation

Kenya

A long text that says what happened, in more words than any label of the database would have.

Share Page

Related Issues by Justice Area

Issue 2014

Another system ranked people.

It did so for years.

Economic Justice Gender Justice

Want to suggest an update to the AI Intersections Database?

Issue 2020
"""


def entry(**fields: Any) -> dict[str, Any]:
    return {"slug": "an-entry", "own_title": "An entry", "own_summary": "It went on."} | fields


def imported(folder: Path, *entries: object) -> Outcome:
    path = folder / "entries.jsonl"
    lines = [one if isinstance(one, str) else json.dumps(one) for one in entries]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run(AIDB, path, folder / "data")


def records(outcome: Outcome) -> dict[str, dict[str, Any]]:
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}


def test_labels_of_the_database_are_those_of_our_concepts_whatever_their_capitals(
    tmp_path: Path,
) -> None:
    lists = {"justice_areas": ["Economic Justice"], "affected_groups": ["Black women", "Martians"]}
    outcome = imported(tmp_path, entry(**lists, ai_impacts=["Bias and discrimination"], year=2019))
    issue = records(outcome)["Incident aidb-an-entry"]
    assert (issue["justiceArea"], issue["impact"]) == (
        ["economic-justice"],
        ["bias-and-discrimination"],
    )
    assert issue["affectedGroup"] == ["black-women"]
    assert outcome.summary["counts"]["affected-group labels that no concept has"] == 1


def test_an_entry_without_a_year_is_a_practice_that_states_none(tmp_path: Path) -> None:
    issue = records(imported(tmp_path, entry(year=None)))["SystemicPractice aidb-an-entry"]
    assert issue["notStated"] == ["impact", "justiceArea", "year"]


def test_implicated_roles_are_alleged_and_private_persons_withheld(tmp_path: Path) -> None:
    actors = [
        {"name": "Example Maker", "kind": "company", "role": "developer"},
        {"name": "Example Paper", "kind": "media", "role": "reporter"},
        {"name": "Timnit Gebru", "kind": "person", "role": "researcher"},
        {"name": "Jane Roe", "kind": "person", "role": "researcher"},
        {"name": "Example Office", "kind": "government body", "role": "other"},
    ]
    found = records(imported(tmp_path, entry(actors=actors)))
    nodes = found["SystemicPractice aidb-an-entry"]["involvement"]
    assert {key: node["assertion"] for key, node in nodes.items()} == {
        "#developer-example-maker": "alleged",
        "#reporter-example-paper": "reported",
        "#researcher-timnit-gebru": "reported",
        "#mentioned-example-office": "reported",
    }
    assert found["Person aidb-timnit-gebru"]["publicRole"]
    assert "Person aidb-jane-roe" not in found


def test_what_is_no_entry_is_put_aside_and_never_stops_the_rest(tmp_path: Path) -> None:
    bad = [
        "{broken",
        "[]",
        entry(slug=" "),
        entry(slug="b", actors=[1]),
        entry(slug="c", own_title=""),
    ]
    outcome = imported(tmp_path, entry(), *bad, entry(slug="z", year="2019-13"))
    assert outcome.summary["rows"] == {"in": 7, "issues": 1, "merged": 0, "quarantined": 6}


def test_a_line_of_megabytes_costs_its_entry_alone(tmp_path: Path) -> None:
    long = json.dumps(entry(slug="b", own_summary="x" * 5_000_000))
    outcome = imported(tmp_path, long, entry())
    assert outcome.summary["rows"] == {"in": 2, "issues": 1, "merged": 0, "quarantined": 1}
    assert "1,,the line has more than 4" in (outcome.folder / "quarantine.csv").read_text().replace(
        '"', ""
    )


def test_a_saved_page_gives_its_entry_and_those_that_it_lists() -> None:
    assert list(entries_of_page(PAGE)) == [
        (
            3,
            {
                "slug": "A system watches people.",
                "title": "A system watches people.",
                "justice_areas": ["Human Rights", "Racial Justice"],
                "ai_impacts": ["Privacy Violation"],
                "locations_shown": ["Kenya"],
                "summary": "A long text that says what happened, in more words than any label of "
                "the database would have.",
            },
        ),
        (
            23,
            {
                "slug": "Another system ranked people.",
                "title": "Another system ranked people.",
                "year": "2014",
                "justice_areas": ["economic justice", "gender justice"],
                "summary": "It did so for years.",
            },
        ),
    ]


def test_a_page_adds_and_withdraws_nothing(tmp_path: Path) -> None:
    imported(tmp_path, entry())
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    outcome = run(AIDB, path, tmp_path / "data")
    assert outcome.summary["changes"] == {"added": 4, "changed": 0, "withdrawn": 0}
    assert {
        "SystemicPractice aidb-an-entry",
        "SystemicPractice aidb-a-system-watches-people",
    } <= set(records(outcome))


@pytest.mark.parametrize("text", ["", "Justice Area(s)\n", "Some other page\n\nShare Page\n"])
def test_another_text_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "page.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadRecord, match="is neither lines of JSON nor the saved text"):
        run(AIDB, path, tmp_path / "data")


@real
def test_the_facts_on_30_entries_are_all_taken(tmp_path: Path) -> None:
    outcome = run(AIDB, DATA / "aidb", tmp_path)
    assert outcome.summary["rows"] == {"in": 30, "issues": 30, "merged": 0, "quarantined": 0}
    counts = outcome.summary["counts"]
    assert {name: count for name, count in counts.items() if "labels" in name} == {
        "affected-group labels that no concept has": 0,
        "impact labels that no concept has": 0,
        "justice-area labels that no concept has": 0,
    }
    assert outcome.is_whole


@real
def test_the_stored_page_lists_its_entry_and_four_others() -> None:
    (path,) = SEEDS.glob("000_*.txt")
    found = [cells for _, cells in entries_of_page(path.read_text(encoding="utf-8"))]
    assert [(one.get("year", ""), len(one["justice_areas"])) for one in found] == [
        ("", 1),
        ("2014", 2),
        ("2013", 1),
        ("2023", 2),
        ("2023", 3),
    ]
    assert found[0]["ai_impacts"] == ["Economic Harm and Inequity", "Exploitation of Workers"]
    assert found[0]["locations_shown"] == ["Global North", "Global South"]
