"""A question counts an issue once, with what each record of it says, and as lists count it."""

import csv
import io

import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.identity import Judgement, Verdict, judge
from ontology import questions
from server import Settings, create_app

RECORDS = """\
id: riders-hurt
type: Incident
title: An app hurts its riders
summary: An app sends its riders on roads that hurt them.
year: 2019
justiceArea: economic-justice
impact: economic-harm-and-inequity
source: a-page
---
id: riders-injured
type: Incident
title: Riders are injured
summary: Riders are injured on the roads of an app.
year: 2019
impact: economic-harm-and-inequity
justiceArea: [economic-justice, human-rights]
place: kenya
workerGroup: riders
involvement:
  "#maker": {actor: rides-inc, role: developer, assertion: alleged, source: a-page}
figure:
  "#hurt": {value: 3, unit: people, counts: Riders who were hurt, asOf: 2015, source: a-page}
response:
  "#asked":
    responseKind: demand
    workerGroup: riders
    addressee: rides-inc
    demands: safe-work
    date: 2019-05-01
    remedyState: refused
    description: Riders ask for safe roads.
    answer:
      "#said": {responseKind: refusal, by: rides-inc, description: No., source: a-page}
    source: a-page
source: a-page
---
id: kenya
type: Region
name: Kenya
m49: "404"
source: a-page
---
id: riders
type: WorkerGroup
name: Riders of the app
task: delivery
place: kenya
source: a-page
---
id: rides-inc
type: Organization
name: Rides Inc
kind: company
source: a-page
---
id: a-page
type: Source
title: A page
sourceKind: report
url: https://example.org/
"""
FACETS = {"areas-derived": ("area", "area"), "responses-by-kind": ("kind", "response")}
"""Slug of a question → its column of names, and the facet that counts the same."""
COUNTED = {"area": {"economic-justice", "human-rights"}, "response": {"demand", "refusal"}}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("one")
    (folder / "records.yaml").write_text(RECORDS, encoding="utf-8")
    ends = "issue/riders-hurt", "issue/riders-injured"
    same = Judgement(*ends, Verdict.SAME, "Ann", "2026-11-29", "One event.")
    judge(folder / "data" / "judgements.csv", same)
    build(Plan(folder / "data", (folder / "records.yaml",)))
    return create_app(Settings(folder / "data")).test_client()


def answer(client: FlaskClient, slug: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(client.get(f"/questions/{slug}.csv").text))]


def total(client: FlaskClient, query: str) -> int:
    found = client.get(f"/search.json?{query}").json
    assert found is not None
    return int(found["total"])


@pytest.mark.parametrize("slug", [one.slug for one in questions() if one.slug != "about-actor"])
def test_no_answer_names_a_record_that_is_counted_as_another(
    client: FlaskClient, slug: str
) -> None:
    assert "Riders are injured" not in client.get(f"/questions/{slug}.csv").text


@pytest.mark.parametrize(
    ("slug", "column"),
    [
        ("alleged-roles", "issue"),
        ("demands", "issue"),
        ("old-figures", "about"),
        ("unanswered", "issue"),
    ],
)
def test_what_another_record_says_is_about_the_issue(
    client: FlaskClient, slug: str, column: str
) -> None:
    assert [row[column] for row in answer(client, slug)] == ["An app hurts its riders"]


@pytest.mark.parametrize("slug", FACETS)
def test_a_question_counts_as_the_facet_does(client: FlaskClient, slug: str) -> None:
    column, facet = FACETS[slug]
    rows = {row[column]: int(row["issues"]) for row in answer(client, slug)}
    words = {name: name.lower().replace(" ", "-") for name in rows}
    assert rows == {name: total(client, f"{facet}={word}") for name, word in words.items()}
    assert set(words.values()) == COUNTED[facet]


def test_each_column_of_the_derived_areas_counts_issues(client: FlaskClient) -> None:
    assert answer(client, "areas-derived") == [
        {"area": name, "stated": "1", "derived": "0", "issues": "1"}
        for name in ("Economic Justice", "Human Rights")
    ]


def test_demands_are_found_by_the_place_of_another_record(client: FlaskClient) -> None:
    for slug in ("unanswered", "remedies"):
        assert client.get(f"/questions/{slug}.csv?place=kenya").text.count("Riders ask") == 1
