"""Reports of incidents: title, outlet, day and address from a table, or what they are."""

import csv
import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from graph.importing import SOURCES, run
from graph.importing.outlets import host_of, outlet
from ontology.vocabulary import concepts
from tests.graph.importing import write_sheet
from tests.graph.importing.test_aiid import HEADER

TABLE = ["report_number", "title", "url", "source_domain", "date_published", "language"]
INCIDENT = ["x", "7", "2019-05-31", "[70,71]", "[]", '["jane-roe"]', "[]", "Told.", "Drivers out"]


def source(folder: Path, *row: str) -> dict[str, Any]:
    """Return the source of a report of which a table has a row."""
    write_sheet(folder / "incidents.csv", HEADER, INCIDENT)
    write_sheet(folder / "reports.csv", TABLE, list(row))
    names = '[{"entity_id": "jane-roe", "name": "Jane Roe"}]'
    (folder / "entities.json").write_text(names)
    outcome = run(SOURCES["aiid"], folder, folder / "data")
    lines = (outcome.folder / "records.jsonl").read_text(encoding="utf-8").splitlines()
    found = {f"{one['type']} {one['id']}": one for one in map(json.loads, lines)}
    assert found["Source aiid-report-71"]["url"] == "https://incidentdatabase.ai/reports/71/"
    report: dict[str, Any] = found[f"Source aiid-report-{row[0]}"]
    return report


def test_a_report_has_title_outlet_day_and_address(tmp_path: Path) -> None:
    address = "https://www.nytimes.com/2019/05/31/drivers-locked-out.html"
    row = ("70", "Drivers are locked out", address, "nytimes.com", "2019-05-31", "en")
    assert source(tmp_path, *row) == {
        "id": "aiid-report-70",
        "type": "Source",
        "title": "Drivers are locked out",
        "sourceKind": "news-article",
        "publisher": "aiid-the-new-york-times",
        "url": address,
        "published": "2019-05-31",
    }


def test_a_report_without_title_says_its_outlet_and_what_it_is(tmp_path: Path) -> None:
    found = source(tmp_path, "70", "", "https://www.wired.com/story/drivers/", "", "2019", "")
    assert found["title"] == "Wired: report 70 in the AI Incident Database"
    assert (found["publisher"], found["publishedYear"]) == ("aiid-wired", "2019")


def test_a_title_and_an_address_with_a_withheld_name_are_not_published(tmp_path: Path) -> None:
    address = "https://www.wired.com/story/jane-roe-drivers/"
    found = source(tmp_path, "70", "Jane Roe drives", address, "wired.com", "", "")
    assert "roe" not in json.dumps(found).casefold()
    assert found["url"] == "https://incidentdatabase.ai/reports/70/"
    assert found["publisher"] == "aiid-wired"
    kept = (tmp_path / "data/imports/aiid/kept.jsonl").read_text().casefold()
    assert "roe" not in kept


def test_reports_stay_where_a_newer_snapshot_has_no_table_of_them(tmp_path: Path) -> None:
    address = "https://www.wired.com/story/drivers/"
    before = source(tmp_path, "70", "Drivers are locked out", address, "", "2019-05-31", "en")
    (tmp_path / "reports.csv").unlink()
    outcome = run(SOURCES["aiid"], tmp_path, tmp_path / "data")
    assert json.dumps(before, separators=(",", ":")) in (
        outcome.folder / "records.jsonl"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("address", "name", "kind"),
    [
        ("https://www.theguardian.com/a", "The Guardian", "media"),
        ("http://edition.cnn.com/b", "CNN", "media"),
        ("https://mary-miller.substack.com/p/a", "Substack", "company"),
        ("https://city.gov/report", "city.gov", "government-body"),
    ],
)
def test_an_outlet_is_known_by_its_domain_and_else_called_by_it(
    address: str, name: str, kind: str
) -> None:
    found = outlet(host_of(address))
    assert found is not None
    assert (found.name, found.kind) == (name, kind)


@pytest.mark.parametrize("address", ["https://mary-miller.org/blog", "http://[", "", "localhost"])
def test_a_domain_that_may_be_a_person_or_is_none_has_no_outlet(address: str) -> None:
    host = host_of(address)
    assert not host or outlet(host) is None


def test_each_outlet_is_listed_once_by_its_domain_with_a_kind_of_actors() -> None:
    table = (files("graph.importing") / "outlets.tsv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(table, delimiter="\t"))
    domains = [row["domain"] for row in rows]
    assert domains == sorted(set(domains))
    assert {row["kind"] for row in rows} <= set(concepts("actor-kind"))
    assert all(host_of(domain) == domain for domain in domains if not domain.startswith("en."))
