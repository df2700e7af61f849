"""The AI Incident Database: made-up incidents everywhere, and the real snapshot's exact figures."""

import json
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, Outcome, run
from graph.privacy.name_digests import keyed, read_secret
from graph.slugs import slug
from tests.graph.importing import DATA, real, write_sheet

HEADER = [
    "_id",
    "incident_id",
    "date",
    "reports",
    "Alleged deployer of AI system",
    "Alleged developer of AI system",
    "Alleged harmed or nearly harmed parties",
    "description",
    "title",
]
FIRST = [
    "x",
    "7",
    "2019-05-31",
    "[70,71]",
    '["uber"]',
    '["jane-roe"]',
    '["uber-drivers","jane-roe"]',
]


def snapshot(folder: Path) -> Path:
    """Write a made-up snapshot of three incidents, of which one was merged into another."""
    write_sheet(
        folder / "incidents.csv",
        HEADER,
        [*FIRST, "Uber drivers were locked out; Jane Roe's account too.", "Drivers locked out"],
        ["x", "8", "2020-01-01", "[80]", "[]", "[]", "[]", "Again.", "Drivers locked out again"],
        ["x", "9", "2020-01-02", "[90]", "[]", "[]", "[]", "Other.", "Another"],
    )
    write_sheet(
        folder / "duplicates.csv",
        ["duplicate_incident_number", "true_incident_number"],
        ["8", "7"],
        ["5", "8"],
        ["6", "1000"],
    )
    write_sheet(
        folder / "classifications_MIT.csv",
        ["Namespace", "Incident ID", "Published", "Risk Domain", "Risk Subdomain", "Entity"],
        ["MIT", "7", "True", "2. Privacy & Security", RISK, "AI"],
        ["MIT", "x", "True", "2. Privacy & Security", RISK, "AI"],
        ["MIT", "5000", "True", "2. Privacy & Security", RISK, "AI"],
    )
    (folder / "entities.json").write_text('[{"entity_id": "uber", "name": "Uber"}]')
    return folder


RISK = (
    "2.1. Compromise of privacy by obtaining, leaking or correctly inferring sensitive information"
)


def records(outcome: Outcome) -> dict[str, dict[str, Any]]:
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}


@pytest.fixture
def outcome(tmp_path: Path) -> Outcome:
    (tmp_path / "in").mkdir()
    return run(SOURCES["aiid"], snapshot(tmp_path / "in"), tmp_path / "data", "2025-03-10")


def test_an_incident_becomes_an_issue_with_roles_that_are_alleged(outcome: Outcome) -> None:
    assert records(outcome)["Incident aiid-7"] == {
        "id": "aiid-7",
        "type": "Incident",
        "title": "Drivers locked out",
        "summary": "Uber drivers were locked out; a person's account too.",
        "date": "2019-05-31",
        "year": "2019",
        "workerGroup": ["aiid-7-ride-hail-drivers"],
        "involvement": {
            "#deployer-uber": {
                "actor": "aiid-uber",
                "role": "deployer",
                "assertion": "alleged",
                "source": "aiid-7",
            }
        },
        "classification": {
            "#mit": {
                "category": [
                    "aiid-mit-entity-ai",
                    f"aiid-mit-risk-{slug(RISK)}",
                    "aiid-mit-risk-2-privacy-security",
                ],
                "annotator": "aiid-mit-ai-risk-repository",
                "reviewed": "true",
            },
            "#harmed": {"category": ["aiid-harmed-uber-drivers"], "annotator": "aiid-editors"},
        },
        "source": ["aiid-7", "aiid-report-70", "aiid-report-71", "aiid-report-80"],
        "notStated": ["impact", "justiceArea"],
    }


def test_a_private_person_is_nowhere_in_what_was_written_for_the_graph(outcome: Outcome) -> None:
    text = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").casefold()
    assert "roe" not in text
    assert outcome.summary["names"]["developer"]["withheld"] == 1
    secret = read_secret(outcome.folder.parent)
    lines = (outcome.folder / "names.tsv").read_text().splitlines()
    assert [line for line in lines if not line.endswith("\tpart")] == [
        f"aiid-7\t{keyed('Jane Roe', secret)}"
    ]
    assert (outcome.folder / "names.tsv").stat().st_mode & 0o077 == 0


def test_merged_ids_redirect_to_the_incident_that_stands_at_the_end_of_the_chain(
    outcome: Outcome,
) -> None:
    found = records(outcome)
    assert [found[f"Tombstone aiid-{number}"]["replacedBy"] for number in (5, 8)] == ["aiid-7"] * 2
    assert "Tombstone aiid-6" not in found
    assert outcome.summary["rows"] == {"in": 3, "issues": 2, "merged": 1, "quarantined": 0}


def test_rows_beside_the_incidents_are_counted_and_the_bad_ones_put_aside(outcome: Outcome) -> None:
    assert outcome.summary["sheets"]["classifications_MIT.csv"] == {
        "rows": 3,
        "used": 2,
        "refused": 1,
        "of no issue": 1,
    }
    assert (outcome.folder / "quarantine.csv").read_text().splitlines() == [
        "line,id,reason,file",
        "3,x,'x' is no number of an incident,classifications_MIT.csv",
    ]
    assert not outcome.is_whole


def test_a_worker_group_is_of_its_issue_alone(outcome: Outcome) -> None:
    assert records(outcome)["WorkerGroup aiid-7-ride-hail-drivers"] == {
        "id": "aiid-7-ride-hail-drivers",
        "type": "WorkerGroup",
        "name": "Ride-hail drivers",
        "task": "ride-hailing",
        "arrangement": ["gig-work", "platform-work"],
        "condition": ["account-closure"],
        "source": "aiid-7",
    }


def test_reports_are_sources_by_their_address_and_their_texts_are_not_there(
    outcome: Outcome,
) -> None:
    assert records(outcome)["Source aiid-report-70"] == {
        "id": "aiid-report-70",
        "type": "Source",
        "title": "Report 70 in the AI Incident Database",
        "sourceKind": "database-entry",
        "publisher": "aiid-responsible-ai-collaborative",
        "url": "https://incidentdatabase.ai/reports/70/",
    }


@real
def test_the_snapshot_of_2025_gives_its_exact_figures(tmp_path: Path) -> None:
    outcome = run(SOURCES["aiid"], DATA / "aiid", tmp_path)
    assert outcome.is_whole
    assert outcome.summary["rows"] == {"in": 989, "issues": 988, "merged": 1, "quarantined": 0}
    assert {name: counts["used"] for name, counts in outcome.summary["sheets"].items()} == {
        "reports.csv": 1465,
        "classifications_MIT.csv": 869,
        "classifications_GMF.csv": 326,
        "classifications_CSETv1.csv": 214,
        "classifications_CSETv0.csv": 100,
    }
    found = records(outcome)
    stones = {key: one["replacedBy"] for key, one in found.items() if key.startswith("Tombstone")}
    assert len(stones) == 12
    assert stones["Tombstone aiid-637"] == "aiid-112"
    issues = [one for key, one in found.items() if key.startswith("Incident ")]
    roles = [node for one in issues for node in one.get("involvement", {}).values()]
    assert {node["assertion"] for node in roles} == {"alleged"}
    assert all("aiid-" + one["id"][5:] in one["source"] for one in issues)


@real
def test_persons_of_the_snapshot_have_a_public_role(tmp_path: Path) -> None:
    outcome = run(SOURCES["aiid"], DATA / "aiid", tmp_path)
    persons = [one for key, one in records(outcome).items() if key.startswith("Person ")]
    assert all(one["publicRole"] for one in persons)
