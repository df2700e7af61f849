"""Records that people write name no private person: ours, and those of others who import theirs."""

from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, run
from graph.importing.own import plain_record
from graph.privacy.curated import Named, names_of, persons_named
from graph.reading.files import curated_records, record_files, record_text
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


def test_a_person_with_a_public_role_may_be_named() -> None:
    person = {"id": "p", "type": "Person", "name": "Mary Kowalski", "publicRole": "minister"}
    issue = {"id": "a", "type": "Incident", "summary": SUMMARY}
    assert [*persons_named(issue, names_of([person]))] == []
    assert [*persons_named(issue, names_of([person | {"publicRole": ""}]))] != []


def test_an_own_record_that_names_a_person_is_put_aside_without_the_name(tmp_path: Path) -> None:
    folder = tmp_path / "records"
    folder.mkdir()
    text = f"""\
id: late-pay
type: Incident
title: Late pay
summary: {SUMMARY}
year: 2021
justiceArea: economic-justice
impact: economic-harm-and-inequity
source: late-pay-book
"""
    (folder / "late-pay.yaml").write_text(text, encoding="utf-8")
    outcome = run(SOURCES["records"], folder, tmp_path / "data")
    assert outcome.summary["rows"]["quarantined"] == 1
    kept = "".join(path.read_text() for path in outcome.folder.iterdir())
    assert "the summary names a person without a public role (words 4 to 5)" in kept
    assert "Kowalski" not in kept
