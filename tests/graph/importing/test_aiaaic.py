"""The AIAAIC Repository: made-up rows everywhere, and the real sheet's exact figures."""

import csv
import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, Outcome, run
from tests.graph.importing import DATA, real, write_sheet

AIAAIC = SOURCES["aiaaic"]
HEADER = [
    "aiaaic_id",
    "headline",
    "occurred",
    "deployer",
    "developer",
    "system_name",
    "technology",
    "purpose",
    "news_trigger",
    "ethical_issue",
    "jurisdiction",
    "sector",
    "harm_individual",
    "harm_societal",
    "harm_environmental",
    "consequence",
    "response",
    "summary_url",
]
THIS_YEAR = datetime.now(UTC).year
PAGE = "https://www.aiaaic.org/aiaaic-repository/rider-app"


def row(id_: str = "AIAAIC7", **cells: str) -> list[str]:
    found = {"aiaaic_id": id_, "headline": "An app failed", "occurred": "2019"} | cells
    return [found.get(name, "") for name in HEADER]


def records(outcome: Outcome) -> dict[str, dict[str, Any]]:
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}


def quarantine(outcome: Outcome) -> list[list[str]]:
    with (outcome.folder / "quarantine.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def imported(folder: Path, *rows: list[str]) -> Outcome:
    return run(AIAAIC, write_sheet(folder / "sheet.csv", HEADER, *rows), folder / "data")


def test_a_row_becomes_an_issue_by_its_columns_and_the_crosswalk(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path,
        row(
            headline="Deliveroo riders protest poor pay",
            occurred="2018-",
            deployer="Deliveroo; Jane Roe",
            system_name="Frank; Multiple",
            ethical_issue="Employment/labour; Fairness - gender",
            jurisdiction="UK; Atlantis",
            sector="Transport/logistics",
            harm_individual="Financial loss",
            consequence="Regulatory investigation",
            response="System termination",
            summary_url=PAGE,
        ),
    )
    assert records(outcome)["Incident aiaaic-7"] == {
        "id": "aiaaic-7",
        "type": "Incident",
        "title": "Deliveroo riders protest poor pay",
        "date": "2018/..",
        "year": "2018",
        "sector": ["transport"],
        "place": ["united-kingdom"],
        "system": ["aiaaic-frank"],
        "workerGroup": ["aiaaic-7-delivery-workers"],
        "involvement": {
            "#deployer-deliveroo": {
                "actor": "aiaaic-deliveroo",
                "role": "deployer",
                "assertion": "alleged",
                "source": "aiaaic-7",
            }
        },
        "classification": {
            "#aiaaic": {
                "category": [
                    "aiaaic-consequence-regulatory-investigation",
                    "aiaaic-ethical-issue-employment-labour",
                    "aiaaic-ethical-issue-fairness-gender",
                    "aiaaic-harm-financial-loss",
                    "aiaaic-jurisdiction-atlantis",
                    "aiaaic-jurisdiction-uk",
                    "aiaaic-response-system-termination",
                    "aiaaic-sector-transport-logistics",
                ],
                "annotator": "aiaaic-aiaaic",
            }
        },
        "response": {
            "#response-discontinuation": {"responseKind": "discontinuation", "source": "aiaaic-7"},
            "#response-investigation": {"responseKind": "investigation", "source": "aiaaic-7"},
        },
        "source": "aiaaic-7",
        "notStated": ["impact", "justiceArea", "summary"],
    }
    assert records(outcome)["Source aiaaic-7"]["url"] == PAGE


def test_what_no_rule_maps_stays_foreign_and_is_counted(tmp_path: Path) -> None:
    outcome = imported(tmp_path, row(ethical_issue="Robot rights"))
    issue = records(outcome)["Incident aiaaic-7"]
    assert issue["notStated"] == ["impact", "justiceArea", "summary"]
    assert issue["classification"]["#aiaaic"]["category"] == ["aiaaic-ethical-issue-robot-rights"]
    assert outcome.summary["taxonomies"] == {
        "aiaaic-ethical-issue": {
            "categories": 1,
            "uses": 1,
            "unmapped categories": 1,
            "unmapped uses": 1,
        }
    }


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"aiaaic_id": "7"}, "'7' is no id, such as AIAAIC2094"),
        ({"headline": " "}, "the headline is empty"),
        (
            {"headline": "=1+1"},
            "the headline is a formula, which is not computed: give its text",
        ),
        (
            {"occurred": "31 June 20"},
            "'31 June 20' is no date, such as 2019, 2019-05-31, 2019-2021 or 2019-",
        ),
        ({"occurred": "1890"}, f"the year 1890 is out of range: 1950 to {THIS_YEAR}"),
        ({"occurred": "2999"}, f"the year 2999 is out of range: 1950 to {THIS_YEAR}"),
        (
            {"developer": "=cmd|' /C calc'!A0"},
            "the developer is a formula, which is not computed: give its text",
        ),
        (
            {"headline": "x" * 20_001},
            "the headline is 20,001 characters long; at most 20,000 fit",
        ),
    ],
)
def test_a_bad_row_is_put_aside_with_its_line_and_reason(
    tmp_path: Path, cells: dict[str, str], reason: str
) -> None:
    outcome = imported(tmp_path, row("AIAAIC1"), row(**cells), row("AIAAIC9"))
    assert outcome.summary["rows"] == {"in": 3, "issues": 2, "merged": 0, "quarantined": 1}
    assert quarantine(outcome) == [["3", cells.get("aiaaic_id", "AIAAIC7"), reason, "aiaaic.csv"]]
    assert not outcome.is_whole


def test_the_same_row_twice_is_one_issue_and_another_of_its_id_is_put_aside(tmp_path: Path) -> None:
    outcome = imported(tmp_path, row(), row(), row(headline="Another"))
    assert outcome.summary["rows"] == {"in": 3, "issues": 1, "merged": 1, "quarantined": 1}
    reason = "aiaaic-7 is already in line 2, with different content"
    assert quarantine(outcome) == [["4", "AIAAIC7", reason, "aiaaic.csv"]]


def test_markup_in_cells_is_taken_off(tmp_path: Path) -> None:
    outcome = imported(tmp_path, row(headline="<script>alert(1)</script>An <b>app</b>"))
    assert records(outcome)["Incident aiaaic-7"]["title"] == "An app"


def test_an_address_elsewhere_is_no_page_of_the_repository(tmp_path: Path) -> None:
    outcome = imported(tmp_path, row(summary_url="javascript:alert(1)"))
    assert "url" not in records(outcome)["Source aiaaic-7"]


def test_the_order_of_rows_does_not_matter(tmp_path: Path) -> None:
    rows = [row("AIAAIC1", deployer="Jane Roe"), row("AIAAIC2", headline="Jane Roe sues Meta")]
    texts = []
    for name, order in (("a", rows), ("b", rows[::-1])):
        (tmp_path / name).mkdir()
        outcome = imported(tmp_path / name, *order)
        texts.append((outcome.folder / "records.jsonl").read_bytes())
    assert texts[0] == texts[1]
    assert b"Jane" not in texts[0]


@real
def test_both_forms_of_the_sheet_of_2026_give_the_same_records(tmp_path: Path) -> None:
    name = "aiaaic_incidents_2026-05"
    published = run(AIAAIC, DATA / f"aiaaic/{name}.csv", tmp_path / "published")
    clean = run(AIAAIC, DATA / f"aiaaic/{name}_clean.csv", tmp_path / "clean")
    double = "aiaaic-2094 is already in line {}, with different content"
    assert [line[1:3] for line in quarantine(published)] == [
        ["AIAAIC2094", double.format(168)],
        ["AIAAIC0184", "the headline is empty"],
    ]
    assert [line[1:3] for line in quarantine(clean)] == [["AIAAIC2094", double.format(164)]]
    counts = {"issues": 2241, "merged": 0}
    assert published.summary["rows"] == {"in": 2243, **counts, "quarantined": 2}
    assert clean.summary["rows"] == {"in": 2242, **counts, "quarantined": 1}
    texts = [(one.folder / "records.jsonl").read_bytes() for one in (published, clean)]
    assert texts[0] == texts[1]
    found = Counter(key.partition(" ")[0] for key in records(clean))
    assert found["Incident"] == 2241
    assert clean.summary["not stated"]["year"] == 168


@real
def test_a_sheet_saved_in_another_way_gives_the_same_bytes(tmp_path: Path) -> None:
    path = DATA / "aiaaic/aiaaic_incidents_2026-05_clean.csv"
    other = tmp_path / "other.csv"
    other.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    first, second = (run(AIAAIC, one, tmp_path / one.stem) for one in (path, other))
    for one in ("records.jsonl", "quarantine.csv"):
        assert (first.folder / one).read_bytes() == (second.folder / one).read_bytes()


def test_commas_part_values_where_each_part_is_known(tmp_path: Path) -> None:
    outcome = imported(
        tmp_path,
        row(
            jurisdiction="UK, China; EU - Hungary\nAtlantis",
            ethical_issue="Safety, Transparency; Fairness - race, gender",
            purpose="Automate steering, acceleration, braking",
        ),
    )
    issue = records(outcome)["Incident aiaaic-7"]
    assert issue["place"] == ["china", "european-union", "hungary", "united-kingdom"]
    assert {
        "aiaaic-ethical-issue-safety",
        "aiaaic-ethical-issue-transparency",
        "aiaaic-ethical-issue-fairness-race-gender",
        "aiaaic-purpose-automate-steering-acceleration-braking",
    } <= set(issue["classification"]["#aiaaic"]["category"])
    assert outcome.summary["counts"]["places that no record has"] == 1


def test_a_sheet_of_another_year_is_read_by_its_own_headings(tmp_path: Path) -> None:
    header = ["AIAAIC ID#", "Headline/title", "Type", "Occurred", "Country(ies)", "Operator(s)"]
    cells = ["AIAAIC0007", "An app failed", "Incident", "2019.0", "Kenya", "Deliveroo"]
    outcome = run(AIAAIC, write_sheet(tmp_path / "a.csv", header, cells), tmp_path / "data")
    issue = records(outcome)["Incident aiaaic-0007"]
    assert (issue["year"], issue["place"]) == ("2019", ["kenya"])
    assert list(issue["involvement"]) == ["#deployer-deliveroo"]
