"""What annotators of the AI Incident Database say: figures, severity, laws, places, definitions."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, run
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiid import HEADER

FIRST = ["x", "7", "2019-05-31", "[70]", '["scammers"]', "[]", "[]", "Told.", "A robot failed"]
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
        ["Incident ID", "Severity", "Laws Implicated", "Location"],
        ["7", "Minor", "Fraud", "Kenya"],
    )
    write_sheet(
        tmp_path / "classifications_CSETv1.csv",
        ["Incident ID", "Lives Lost", "Injuries", "Estimated Harm Quantities"],
        ["7", "2", "0", "True"],
    )
    (tmp_path / "taxa.json").write_text(json.dumps([TAXA]))
    outcome = run(SOURCES["aiid"], tmp_path, tmp_path / "data")
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}


def test_lives_lost_are_a_figure_and_none_is_not_said(found: dict[str, dict[str, Any]]) -> None:
    assert found["Incident aiid-7"]["figure"] == {
        "#lives-lost": {
            "value": "2",
            "unit": "people",
            "counts": "lives lost, by the count of the Center for Security and Emerging Technology",
            "precision": "estimate",
            "source": "aiid-7",
        }
    }


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
