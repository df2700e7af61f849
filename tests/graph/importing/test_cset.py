"""What annotators of the AI Incident Database say: figures, severity, laws, places, definitions."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, run
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiid import HEADER

FIRST = ["x", "7", "2019-05-31", "[70]", '["scammers"]', "[]", "[]", "Told.", "A robot failed"]
ENTITIES = "Google, Mary Zzyzx, Uber drivers, Detroit Police Department, Mary Zzyzx"
BY = "by the count of the Center for Security and Emerging Technology"
CITY = ["Nairobi", "2019", "12"]
TAXA = {
    "namespace": "CSETv0",
    "field_list": [
        {
            "short_name": "Severity",
            "short_description": "How bad is the harm?",
            "long_description": 'An estimate. "Minor" harm means limited damage; others are worse.',
            "permitted_values": ["Minor", "Severe"],
        }
    ],
}


@pytest.fixture
def found(tmp_path: Path) -> dict[str, dict[str, Any]]:
    write_sheet(tmp_path / "incidents.csv", HEADER, FIRST)
    write_sheet(
        tmp_path / "classifications_CSETv0.csv",
        [
            *("Incident ID", "Severity", "Laws Implicated", "Location", "Beginning Date"),
            *("Ending Date", "Financial Cost", "Named Entities", "System Developer"),
            "Public Sector Deployment",
        ],
        [
            *("7", "Minor", "Fraud", "Zzyzx, Kenya", "2016-01-01T00:00:00.000Z"),
            *("2017-05-31T00:00:00.000Z", "$1.5 million at the time", ENTITIES, "Google"),
            "True",
        ],
    )
    write_sheet(
        tmp_path / "classifications_CSETv1.csv",
        [
            *("Incident ID", "Lives Lost", "Injuries", "Estimated Harm Quantities", "AI Task"),
            *("Location City", "Date of Incident Year", "Date of Incident Month", "Entities"),
            *("Data Inputs", "Public Sector Deployment", "Embedded"),
        ],
        [
            *("7", "2", "0", "True", f"facial recognition, {'a long story ' * 9}", *CITY),
            *(ENTITIES, "images, Jan Zzyzx's diary, video (of roads, rails)", "yes", "maybe"),
        ],
    )
    (tmp_path / "taxa.json").write_text(json.dumps([TAXA]))
    outcome = run(SOURCES["aiid"], tmp_path, tmp_path / "data")
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}


def test_lives_lost_and_costs_are_figures_and_none_is_not_said(
    found: dict[str, dict[str, Any]],
) -> None:
    assert found["Incident aiid-7"]["figure"] == {
        "#lives-lost": {
            "value": "2",
            "unit": "people",
            "counts": f"lives lost, {BY}",
            "precision": "estimate",
            "source": "aiid-7",
        },
        "#financial-cost": {
            "value": "1500000",
            "unit": "USD",
            "counts": f"financial cost, {BY}",
            "source": "aiid-7",
        },
    }


def test_each_annotator_says_when_with_whom_where_and_for_what(
    found: dict[str, dict[str, Any]],
) -> None:
    nodes = found["Incident aiid-7"]["classification"]
    assert (nodes["#csetv0"]["date"], nodes["#csetv1"]["date"]) == ("2016/2017-05-31", "2019-12")
    assert nodes["#csetv0"]["category"] == [
        "aiid-csetv0-deployment-public-sector-deployment",
        "aiid-csetv0-developer-google",
        "aiid-csetv0-entity-detroit-police-department",
        "aiid-csetv0-entity-google",
        "aiid-csetv0-entity-uber-drivers",
        "aiid-csetv0-law-fraud",
        "aiid-csetv0-location-kenya",
        "aiid-csetv0-severity-minor",
    ]
    assert nodes["#csetv1"]["category"] == [
        "aiid-csetv1-city-nairobi",
        "aiid-csetv1-data-input-images",
        "aiid-csetv1-deployment-embedded-maybe",
        "aiid-csetv1-deployment-public-sector-deployment",
        "aiid-csetv1-entity-detroit-police-department",
        "aiid-csetv1-entity-google",
        "aiid-csetv1-entity-uber-drivers",
        "aiid-csetv1-task-facial-recognition",
    ]


def test_a_private_person_among_the_entities_is_written_nowhere(
    tmp_path: Path, found: dict[str, dict[str, Any]]
) -> None:
    assert found
    files = [path for path in (tmp_path / "data").rglob("*") if path.is_file()]
    assert [path for path in files if b"zzyzx" in path.read_bytes().lower()] == []


def test_severity_place_and_law_are_what_the_annotators_say(
    found: dict[str, dict[str, Any]],
) -> None:
    issue = found["Incident aiid-7"]
    assert (issue["severity"], issue["place"]) == (["minor"], ["kenya"])
    assert "aiid-csetv0-law-fraud" in issue["classification"]["#csetv0"]["category"]


def test_a_category_is_defined_as_its_taxonomy_does_and_no_definition_is_made_up(
    found: dict[str, dict[str, Any]],
) -> None:
    definition = found["Category aiid-csetv0-severity-minor"]["definition"]
    assert definition == '"Minor" harm means limited damage.'
    law = found["Category aiid-csetv0-law-fraud"]["definition"]
    assert law.startswith("The category \u201cFraud\u201d of the taxonomy")


def test_a_group_that_deploys_is_an_acting_group(found: dict[str, dict[str, Any]]) -> None:
    group = found["Organization aiid-scammers"]
    assert (group["name"], group["kind"]) == ("Scammers", "acting-group")
    assert list(found["Incident aiid-7"]["involvement"]) == ["#deployer-scammers"]


def test_definitions_stay_where_a_newer_snapshot_has_none(
    tmp_path: Path, found: dict[str, dict[str, Any]]
) -> None:
    (tmp_path / "taxa.json").unlink()
    outcome = run(SOURCES["aiid"], tmp_path, tmp_path / "data")
    assert found
    assert outcome.summary["differences"] == {}


def test_the_sectors_of_aiaaic_are_described_in_our_words(tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    write_sheet(path, ["AIAAIC ID#", "Headline", "Sector"], ["AIAAIC1", "A robot failed", "Health"])
    outcome = run(SOURCES["aiaaic"], path, tmp_path / "data")
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    (sector,) = (one for one in map(json.loads, lines) if one["id"] == "aiaaic-sector-health")
    assert sector["definition"].endswith("field that the system or the attack mainly targets.")
