"""One issue that two records report: one page, one node, one count, and both records as data."""

import csv
import json
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.build.build import build
from graph.build.inputs import Plan
from graph.identity import CANONICAL, Judgement, Verdict, judge
from server import Settings, create_app

RECORDS = """\
id: robot-accident
type: Incident
title: A robot hurts a worker
summary: A robot in a warehouse hurts a worker.
year: 2019
justiceArea: economic-justice
impact: economic-harm-and-inequity
involvement:
  "#maker": {actor: robots-inc, role: developer, source: a-page}
source: a-page
---
id: robot-injury
type: Incident
title: Worker is injured by robot
summary: A worker is injured.
year: 2020
justiceArea: [economic-justice, human-rights]
notStated: impact
involvement:
  "#maker": {actor: robots-inc, role: developer, source: other-page}
  "#user": {actor: robots-inc, role: deployer, source: other-page}
figure:
  "#hurt": {value: 1, unit: workers, counts: Workers who were hurt, source: other-page}
source: other-page
---
id: robots-hurt
type: SystemicPractice
title: Robots hurt workers
summary: Robots hurt workers in many warehouses.
year: 2018
justiceArea: economic-justice
impact: economic-harm-and-inequity
source: a-page
---
id: robots-inc
type: Organization
name: Robots Inc
kind: company
source: a-page
---
id: a-page
type: Source
title: A page
sourceKind: report
url: https://example.org/
---
id: other-page
type: Source
title: Another page
sourceKind: report
url: https://example.net/
"""
ISSUE, RECORD, PRACTICE = (
    f"/id/issue/{one}" for one in ("robot-accident", "robot-injury", "robots-hurt")
)


def same(data: Path, left: str, right: str, verdict: Verdict = Verdict.SAME) -> None:
    ends = f"issue/{left}", f"issue/{right}"
    judge(data / "judgements.csv", Judgement(*ends, verdict, "Ann", "2026-11-29", "One event."))


def served(data: Path, records: Path) -> FlaskClient:
    build(Plan(data, (records,)))
    return create_app(Settings(data)).test_client()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("merged")
    (folder / "records.yaml").write_text(RECORDS, encoding="utf-8")
    same(folder / "data", "robot-accident", "robot-injury")
    same(folder / "data", "robots-hurt", "robot-injury")
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> FlaskClient:
    return served(folder / "data", folder / "records.yaml")


@pytest.fixture(scope="module")
def text(client: FlaskClient) -> str:
    page = html.fromstring(client.get(ISSUE, headers={"Accept": "text/html"}).text)
    return " ".join(page.xpath("string(//article)").split())


@pytest.mark.parametrize("suffix", ["", ".html"])
def test_the_page_of_a_record_is_that_of_its_issue(client: FlaskClient, suffix: str) -> None:
    answer = client.get(RECORD + suffix, headers={"Accept": "text/html"})
    assert (answer.status_code, answer.headers["Location"]) == (303, ISSUE + suffix)
    assert "Accept" in answer.headers["Vary"]
    assert answer.headers["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("suffix", ["ttl", "nt", "jsonld", "rdf", "bib"])
def test_the_data_of_a_record_are_its_own(client: FlaskClient, suffix: str) -> None:
    answer = client.get(f"{RECORD}.{suffix}")
    assert answer.status_code == 200
    assert "Worker is injured by robot" in answer.text


def test_the_data_of_a_record_lead_to_its_issue(client: FlaskClient) -> None:
    told = client.get(RECORD, headers={"Accept": "application/n-triples"}).text
    assert f"{RECORD}> <https://w3id.org/justicegraph/ontology#countedAs> <" in told
    assert '"2019"' not in told


def test_the_data_of_the_issue_are_those_of_its_own_record(client: FlaskClient) -> None:
    assert '"2020"' not in client.get(f"{ISSUE}.nt").text


def test_the_page_names_its_records_and_shows_what_each_says(text: str) -> None:
    both = "the curated record robot-accident, the curated record robot-injury"
    assert f"Told by {both}: one issue, counted once" in text
    assert "2019 the curated record robot-accident" in text
    assert "2020 the curated record robot-injury" in text
    assert "Human Rights the curated record robot-injury" in text
    assert "Economic Justice all records" in text
    assert "A worker is injured." in text


def test_what_two_records_say_is_said_once_with_both_sources(text: str) -> None:
    assert "developer alleged12 all records" in text
    assert "deployer alleged2 the curated record robot-injury" in text


def test_what_another_record_states_is_no_gap(text: str) -> None:
    assert "not stated" not in text.lower()


def test_figures_and_sources_of_all_records_are_on_the_page(text: str) -> None:
    assert "Workers who were hurt" in text
    assert "Another page" in text


def test_the_page_says_why_the_records_are_one_issue(text: str) -> None:
    assert "certainty 1, judged by Ann. One event." in text


def test_a_practice_keeps_its_page(client: FlaskClient, text: str) -> None:
    assert client.get(PRACTICE, headers={"Accept": "text/html"}).status_code == 200
    assert "robots-hurt" not in text


def test_lists_and_feeds_have_it_once(client: FlaskClient) -> None:
    listed = client.get("/search.json").json
    assert listed is not None
    hits = {hit["id"].rpartition("/")[2]: len(hit["records"]) for hit in listed["hits"]}
    assert hits == {"robot-accident": 2, "robots-hurt": 1}
    assert listed["total"] == listed["issues"] == 2
    assert client.get("/feeds/new.atom").text.count("<entry>") == 2


def test_its_records_are_found_by_their_words_and_addresses(client: FlaskClient) -> None:
    for words in ("injured", "https://w3id.org/justicegraph/id/issue/robot-injury"):
        listed = client.get("/search.json", query_string={"q": words}).json
        assert listed is not None
        assert [hit["id"].rpartition("/")[2] for hit in listed["hits"]] == ["robot-accident"]


def test_the_explorer_and_the_exports_have_one_node(client: FlaskClient, folder: Path) -> None:
    around = json.dumps(client.get("/explore.json?around=actor/robots-inc").json)
    assert "issue/robot-accident" in around
    assert "issue/robot-injury" not in around
    assert client.get("/explore.json?around=issue/robot-injury").status_code == 200
    (release,) = (folder / "data" / "releases").iterdir()
    with (release / "exports" / "network.nodes.csv").open(encoding="utf-8") as file:
        issues = [row["id"] for row in csv.DictReader(file) if row["kind"] == "issue"]
    assert [one.rpartition("/")[2] for one in issues] == ["robot-accident", "robots-hurt"]


def test_lists_of_related_issues_hold_no_twin(client: FlaskClient) -> None:
    listed = client.get(f"{ISSUE}/related.json").json
    assert listed is not None
    assert "robot-injury" not in json.dumps(listed)
    answer = client.get(f"{RECORD}/related")
    assert (answer.status_code, answer.headers["Location"]) == (303, f"{ISSUE}/related")


def test_undoing_the_merge_gives_both_pages_back(tmp_path: Path) -> None:
    records, data = tmp_path / "records.yaml", tmp_path / "data"
    records.write_text(RECORDS, encoding="utf-8")
    same(data, "robot-accident", "robot-injury")
    merged = served(data, records)
    assert merged.get(RECORD, headers={"Accept": "text/html"}).status_code == 303
    assert (data / CANONICAL).read_text() == "issue\nissue/robot-accident\n"
    same(data, "robot-accident", "robot-injury", Verdict.DIFFERENT)
    parted = served(data, records)
    for address in (ISSUE, RECORD):
        answer = parted.get(address, headers={"Accept": "text/html"})
        assert (answer.status_code, "Told by" in answer.text) == (200, False)
    listed = parted.get("/search.json").json
    assert listed is not None
    assert listed["issues"] == 3


def test_the_form_for_other_sites_shows_the_issue_with_what_its_records_state(
    client: FlaskClient,
) -> None:
    forms = [client.get(f"/embed{one.removeprefix('/id')}").text for one in (ISSUE, RECORD)]
    assert forms[0] == forms[1]
    assert 'href="/id/issue/robot-accident"' in forms[0]
    shown = " ".join(html.fromstring(forms[0]).text_content().split())
    assert "Economic Justice" in shown
    assert "Human Rights" in shown


def test_a_change_of_a_record_is_one_of_its_issue_and_a_new_record_no_new_issue(
    tmp_path: Path,
) -> None:
    path, data = tmp_path / "records.yaml", tmp_path / "data"
    documents = RECORDS.split("---\n")
    path.write_text("---\n".join(documents[:1] + documents[2:]), encoding="utf-8")
    build(Plan(data, (path,)))
    same(data, "robot-accident", "robot-injury")
    client = served(data, _written(path, RECORDS))
    ((slug, words),) = _entries(client, "changed")
    assert (slug, "another record reports it" in words) == ("robot-accident", True)
    assert [slug for slug, _ in _entries(client, "new")] == ["robot-accident", "robots-hurt"]
    later = RECORDS.replace("is injured by robot", "is hurt by robot")
    client = served(data, _written(path, later))
    assert _entries(client, "changed")[0][0] == "robot-accident"
    assert "title" in _entries(client, "changed")[0][1]


def _written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def _entries(client: FlaskClient, feed: str) -> list[tuple[str, str]]:
    items = client.get(f"/feeds/{feed}.json").get_json()["items"]
    return [(one["id"].rpartition("/")[2], one["content_text"]) for one in items]
