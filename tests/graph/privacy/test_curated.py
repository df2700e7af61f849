"""Records that people write name no private person: ours, and those of others who import theirs."""

from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, run
from graph.privacy.curated import Named, names_of, persons_named
from graph.reading.files import curated_records, record_files, record_text
from graph.reading.plain import plain_record
from graph.reading.yaml_ld import documents

RECORDS: list[dict[str, Any]] = [
    plain_record(node)
    for path in record_files([curated_records()])
    for node in documents(record_text(path), path.name)
]


def test_no_curated_record_names_a_person_without_a_public_role() -> None:
    known = names_of(RECORDS)
    assert [one for record in RECORDS for one in persons_named(record, known)] == []


SUMMARY = "The firm fired Mary Kowalski, a driver."


OWN = f"""\
id: late-pay
type: Incident
title: Late pay
summary: {SUMMARY}
year: 2021
justiceArea: economic-justice
impact: economic-harm-and-inequity
source: late-pay-book
"""


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ({"id": "a", "type": "Incident", "summary": SUMMARY}, [Named("a", "summary", (4, 5))]),
        ({"id": "a", "type": "Incident", "summary": {"en": SUMMARY}}, [Named("a", "en", (4, 5))]),
        (
            {"id": "a", "response": {"#one": {"description": SUMMARY}}},
            [Named("a", "description", (4, 5))],
        ),
        ({"id": "a", "type": "Incident", "summary": "The firm fired a driver."}, []),
    ],
)
def test_a_given_name_and_a_surname_name_a_person(
    record: dict[str, Any], found: list[Named]
) -> None:
    assert [*persons_named(record, names_of([]))] == found


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("title", "Mary Kowalski v. Example Ltd"),
        ("title", "KOWALSKI Mary and others v. Example Ltd"),
        ("name", "Mr Kowalski against Example"),
        ("summary", "Dr. Okonjo lost her job."),
        ("asked", "That Ngozi Herzberg be paid."),
        ("outcome", "The firm paid Müge Öztürk."),
        ("summary", "The firm fired Ольга Иванова."),
        (
            "summary",
            "\u0627\u0644\u0634\u0631\u0643\u0629 \u0623\u062d\u0645\u062f \u0639\u0644\u064a",
        ),
        ("id", "mary-kowalski-v-example"),
        ("url", "https://example.org/2021/mary-kowalski-sues"),
        ("url", "https://example.org/?case=Mary%20Kowalski"),
        ("homepage", "https://example.org/people/mary_kowalski"),
    ],
)
@pytest.mark.parametrize("type_", ["Incident", "Proceeding", "Source", "Organising", "AISystem"])
def test_a_person_is_found_in_every_field_that_readers_see(
    type_: str, field: str, text: str
) -> None:
    record = {"id": "late-pay", "type": type_, field: text}
    assert [one.field for one in persons_named(record, names_of([record]))] == [field]


@pytest.mark.parametrize(
    "name",
    ["Joseph Saveri Law Firm", "Ernst & Young", "TU Berlin", "Kenya Law", "Workers v. Scale AI"],
)
def test_an_organisation_that_is_called_after_a_person_or_a_place_is_no_person(name: str) -> None:
    record = {"id": "a", "type": "Organization", "name": name}
    assert [*persons_named(record, names_of([record]))] == []


def test_an_organisation_is_not_called_by_a_full_name_alone() -> None:
    record = {"id": "a", "type": "Organization", "name": "Mary Kowalski"}
    assert [one.field for one in persons_named(record, names_of([record]))] == ["name"]


def test_no_case_is_called_by_the_name_of_a_party_that_is_no_organisation() -> None:
    bodies = {record["id"] for record in RECORDS if record["type"] == "Organization"}
    roles = ("moderator", "moderators", "annotators", "workers", "worker", "raters")
    cases = [record for record in RECORDS if record["type"] == "Proceeding"]
    versus = [record["id"].partition("-v-")[0] for record in cases if "-v-" in record["id"]]
    assert [name for name in versus if name not in bodies and not name.endswith(roles)] == [
        "ccc-barcelona",
        "nlrb",
    ]


def test_a_person_has_a_role_other_than_to_have_sued() -> None:
    persons = [record for record in RECORDS if record["type"] == "Person"]
    sued = ("plaintiff", "claimant", "first petitioner")
    assert [one["id"] for one in persons if one["publicRole"].startswith(sued)] == []
    assert [one["id"] for one in persons if not one.get("source")] == []


def test_a_person_with_a_public_role_may_be_named() -> None:
    person = {"id": "p", "type": "Person", "name": "Mary Kowalski", "publicRole": "minister"}
    issue = {"id": "a", "type": "Incident", "summary": SUMMARY}
    assert [*persons_named(issue, names_of([person]))] == []
    assert [*persons_named(issue, names_of([person | {"publicRole": ""}]))] != []


@pytest.mark.parametrize(
    ("file", "change"),
    [
        ("mary-kowalski.yaml", ("late-pay\n", "late-pay\n")),
        ("a.yaml", ("id: late-pay", "id: mary-kowalski-unpaid")),
        ("a.yaml", ("economic-justice", "Mary Kowalski")),
        ("a.yaml", ("2021", "Mary Kowalski")),
    ],
)
def test_the_quarantine_of_own_records_repeats_no_name(
    tmp_path: Path, file: str, change: tuple[str, str]
) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / file).write_text(OWN.replace(*change), encoding="utf-8")
    outcome = run(SOURCES["records"], folder, tmp_path / "data")
    assert outcome.summary["rows"]["quarantined"] == 1
    kept = "".join(path.read_text() for path in outcome.folder.iterdir())
    assert "kowalski" not in kept.casefold()


def test_an_own_record_that_names_a_person_is_put_aside_without_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    (folder / "late-pay.yaml").write_text(OWN, encoding="utf-8")
    outcome = run(SOURCES["records"], folder, tmp_path / "data")
    assert outcome.summary["rows"]["quarantined"] == 1
    kept = "".join(path.read_text() for path in outcome.folder.iterdir())
    assert "the summary names a person without a public role (words 4 to 5)" in kept
    assert "Kowalski" not in kept
