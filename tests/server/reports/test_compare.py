"""Comparisons that a reader chooses, and the queries that count the same."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from graph.engine.oxigraph import Store
from server.reports.compare import COMPARED, DIMENSIONS, ComparisonRequest, suggested
from server.web.site import site

HTML = {"Accept": "text/html"}


IMPORTED = ("sector",)
"""Which facets no curated record has."""


@pytest.mark.parametrize("facet", [one for one in COMPARED if one not in IMPORTED])
def test_the_query_beside_a_picture_counts_the_same(app: Flask, store: Store, facet: str) -> None:
    with app.test_request_context():
        wish = ComparisonRequest(site(), facet, (*suggested(site().search, facet),))
        assert [*wish.parts] == [by for by, part in DIMENSIONS.items() if part.facet != facet]
        for by, counts in wish.parts.items():
            rows = store.rows(wish.query(by))
            found = {(row["name"].text, row["value"].text): int(row["issues"].text) for row in rows}
            told = {
                (row.label, column.id or column.label): number
                for (row, column), number in counts.numbers.items()
                if number
            }
            assert told.items() <= found.items()
            assert told


def test_a_comparison_is_a_page_at_an_address_that_can_be_shared(client: FlaskClient) -> None:
    address = "/compare?of=actor&is=Google&is=Meta+Platforms"
    text = client.get(address, headers=HTML).text
    assert "<h1>Google, Meta Platforms</h1>" in text
    assert '<input name="is" list="known" value="Meta Platforms"' in text
    assert 'href="/compare.csv?of=actor&amp;is=google&amp;is=meta"' in text
    assert 'href="/search?actor=google"' in text


def test_regions_and_countries_are_compared_apart(client: FlaskClient) -> None:
    rows = client.get("/compare.json?of=area&is=economic-justice").get_json()["rows"]
    named = {by: {row["value"] for row in rows if row["by"] == by} for by in DIMENSIONS}
    assert named["region"] <= {"Africa", "Americas", "Asia", "Europe", "Oceania"}
    assert "Kenya" in named["country"]
    assert not named["region"] & named["country"]
    assert "place" not in {row["by"] for row in rows}
    text = client.get("/compare?of=area&is=economic-justice", headers=HTML).text
    assert '<h2 id="region">By region of the world</h2>' in text
    assert '<h2 id="country">By country</h2>' in text


def test_without_a_choice_there_is_a_form_with_examples(client: FlaskClient) -> None:
    text = client.get("/compare", headers=HTML).text
    assert '<option value="Google"></option>' in text
    assert "For example" in text


def test_the_numbers_of_a_comparison_are_data(client: FlaskClient) -> None:
    lines = client.get("/compare.csv?of=area&is=racial-justice").text.splitlines()
    assert lines[0] == "compared,comparedId,by,value,valueId,issues"
    rows = client.get("/compare.json?of=area&is=racial-justice").get_json()["rows"]
    assert len(rows) == len(lines) - 1 > 0
    assert client.get("/compare.csv").text == f"{lines[0]}\r\n"


def test_a_name_that_a_spreadsheet_would_run_is_text(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ("=1+1", "id", "place", "@SUM(A1)", "place-id", 3)
    monkeypatch.setattr(ComparisonRequest, "rows", lambda _: iter([row]))
    lines = client.get("/compare.csv?of=area&is=racial-justice").text.splitlines()
    assert lines[1:] == ["'=1+1,id,place,'@SUM(A1),place-id,3"]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("of=colour", "of=colour: choose one of actor, place"),
        ("of=actor&is=nobody-at-all", "no actor is called"),
        ("of=area" + "&is=a" * 6, "6 are too many to compare: choose 5 at most"),
    ],
)
def test_a_comparison_that_cannot_be_is_told(client: FlaskClient, query: str, message: str) -> None:
    for address in (f"/compare?{query}", f"/compare.json?{query}"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert message in answer.text
