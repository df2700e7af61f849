"""Cross tables: each number is that of SPARQL, of the list that it leads to, and of its margins."""

import csv
import io
from itertools import permutations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.engine.oxigraph import Store
from graph.search import SearchQuery
from server.reports.cross_table import CROSSED, CrossTableRequest
from server.web.site import site

HTML = {"Accept": "text/html"}
FACETS = ("area", "impact", "group", "place", "year", "actor", "system", "task")


@pytest.mark.parametrize(("of", "by"), [*permutations(FACETS, 2)])
def test_each_number_is_that_of_sparql(app: Flask, store: Store, of: str, by: str) -> None:
    with app.test_request_context():
        asked = CrossTableRequest(site(), of, by, SearchQuery(), most=50)
        rows = store.rows(asked.query)
        expected = {(row["row"].text, row["column"].text): int(row["issues"].text) for row in rows}
        found = asked.table.issues
        assert found
        assert found.items() <= expected.items()


def test_a_selection_narrows_the_table_as_it_does_sparql(app: Flask, store: Store) -> None:
    with app.test_request_context():
        chosen = {"place": ("kenya",)}
        wish = SearchQuery(chosen=chosen)
        asked = CrossTableRequest(site(), "area", "task", wish, most=50)
        rows = store.rows(asked.query)
        assert {
            (row["row"].text, row["column"].text): int(row["issues"].text) for row in rows
        } == dict(asked.table.issues)
        assert asked.table.total == site().search.count(
            SearchQuery(chosen=chosen | {"kind": ("Hazard", "Incident", "SystemicPractice")})
        )


def test_each_cell_leads_to_a_list_of_as_many_issues(client: FlaskClient) -> None:
    table = client.get("/compare.json?of=area&by=place").get_json()
    words = {one["value"]: one["word"] for one in (*table["rows"], *table["columns"])}
    for cell in table["cells"][:5]:
        place, area = words[cell["columnId"]], words[cell["rowId"]]
        listed = client.get(f"/search.json?area={area}&place={place}").get_json()
        assert listed["total"] == cell["issues"]


def test_csv_and_json_hold_the_same_cells_with_their_shares(client: FlaskClient) -> None:
    table = client.get("/compare.json?of=impact&by=year").get_json()
    rows = [*csv.DictReader(io.StringIO(client.get("/compare.csv?of=impact&by=year").text))]
    assert rows == [{name: str(value) for name, value in one.items()} for one in table["cells"]]
    totals = {one["value"]: one["issues"] for one in table["rows"]}
    assert all(
        one["shareOfRow"] == round(one["issues"] / totals[one["rowId"]], 4)
        for one in table["cells"]
    )


def test_the_page_shows_numbers_or_shares(client: FlaskClient) -> None:
    text = client.get("/compare?of=area&by=year", headers=HTML).text
    assert "<h1>Justice area by year</h1>" in text
    assert 'href="/search?area=economic-justice&amp;year=' in text
    assert "100%" in client.get("/compare?of=system&by=area&share=row", headers=HTML).text


@pytest.mark.parametrize(
    "query",
    [
        "of=area&by=area",
        "of=area&by=nothing",
        "of=area&by=year&share=whole",
        "of=area&by=year&most=1000",
        "of=area&by=year&plcae=kenya",
        "of=area&by=year&place=Knya",
    ],
)
def test_what_is_not_known_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/compare.json?{query}").status_code == 400


def test_every_facet_with_a_path_can_be_crossed() -> None:
    assert {"area", "impact", "group", "place", "year", "actor", "system", "sector"} <= {*CROSSED}
    assert "category" in CROSSED


def test_an_unknown_choice_names_those_that_exist(client: FlaskClient) -> None:
    said = client.get("/compare.json?of=area&by=nothing").get_json()["detail"]
    assert said == f"by=nothing: choose one of {', '.join(CROSSED)}"
