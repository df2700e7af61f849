"""Comparisons that a reader chooses, and the queries that count the same."""

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml.html import fromstring

from graph.engine.oxigraph import Store
from server.reports.compare import COMPARED, suggested
from server.reports.comparison import DIMENSIONS, ComparisonRequest
from server.web.site import site

HTML = {"Accept": "text/html"}


NONE = "\N{EN DASH}"
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


def test_each_picture_says_what_of_the_total_it_does_not_draw(client: FlaskClient) -> None:
    page = fromstring(client.get("/compare?of=area&is=economic-justice", headers=HTML).text)
    total = page.xpath("string(//ul[contains(@class, 'totals')]/li[1]/strong)")
    caption = " ".join(page.xpath("string(//figure[@class='panel']/figcaption)").split())
    assert caption.startswith(f"Economic Justice {total} issues, most in ")
    years = client.get("/search.json?area=economic-justice").get_json()
    dated = client.get("/pictures/bars/year.csv?area=economic-justice").text
    assert years["total"] == int(total)
    drawn = sum(int(line.rsplit(",", 1)[1]) for line in dated.splitlines()[1:])
    assert f"{int(total) - drawn} without a year are not drawn" in caption
    of_places = " ".join(page.xpath("string(//section[@aria-labelledby='country'])").split())
    assert "In no column: Economic Justice, " in of_places


def test_a_comparison_is_a_page_at_an_address_that_can_be_shared(client: FlaskClient) -> None:
    address = "/compare?of=actor&is=Google&is=Meta+Platforms"
    text = client.get(address, headers=HTML).text
    assert "<h1>Google and Meta Platforms compared</h1>" in text
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
        ("of=colour", "of=colour: choose one of actor, system, place"),
        ("of=area" + "&is=a" * 6, "6 are too many to compare: choose 5 at most"),
    ],
)
def test_a_comparison_that_cannot_be_is_told(client: FlaskClient, query: str, message: str) -> None:
    for address in (f"/compare?{query}", f"/compare.json?{query}"):
        answer = client.get(address)
        assert answer.status_code == 400
        assert message in answer.text


def cells(page: str) -> dict[str, list[str]]:
    """Return the rows of the table of a page by their headings, as texts."""
    table = fromstring(page).find(".//table[@class='sides']")
    rows = [] if table is None else table.findall("tbody/tr")
    for control in [] if table is None else table.findall(".//a[@class='why']"):
        control.drop_tree()
    found = ([" ".join(" ".join(cell.itertext()).split()) for cell in row] for row in rows)
    return {heading: texts for heading, *texts in found}


def test_actors_are_side_by_side_with_issues_workers_pay_proceedings_and_owners(
    client: FlaskClient,
) -> None:
    page = client.get("/compare?of=actor&is=google&is=sama", headers=HTML).text
    rows = cells(page)
    google, sama = rows["Workers in its chains, and their pay"]
    assert "Linguists behind Google Assistant data labelling" in google
    assert "Labellers at Sama in Kenya" in sama
    assert "USD per hour (2021)" in sama
    assert "v. Meta Platforms, Sama" in rows["Proceedings"][1]
    assert rows["Implicated, as alleged"][0].endswith("issues")
    owned, none = rows["Owns, or owned at some time"]
    assert "YouTube" in owned
    assert none == NONE


def test_systems_are_side_by_side_with_makers_claims_and_workers(client: FlaskClient) -> None:
    rows = cells(client.get("/compare?of=system&is=Google+Assistant&is=ChatGPT", headers=HTML).text)
    assert rows["Developed by"] == ["Google", "OpenAI"]
    assert "26 languages" in rows["Sold as automatic"][0]
    assert "Linguists behind Google Assistant" in rows["Workers behind it, and their pay"][0]


def test_who_works_behind_it_is_asked_where_nobody_knows(client: FlaskClient) -> None:
    rows = cells(client.get("/compare?of=actor&is=google&is=uber", headers=HTML).text)
    assert "Do you know? Tell us" in rows["Workers in its chains, and their pay"][1]


def test_no_other_facet_is_side_by_side(client: FlaskClient) -> None:
    assert cells(client.get("/compare?of=place&is=kenya&is=india", headers=HTML).text) == {}


def test_a_misspelt_name_offers_the_nearest_with_the_others_kept(client: FlaskClient) -> None:
    answer = client.get("/compare?of=actor&is=gogle&is=amazon", headers=HTML)
    assert answer.status_code == 200
    assert "No actor here is called “gogle”." in answer.text
    assert '<a href="/compare?of=actor&amp;is=Google&amp;is=amazon">Google</a>' in answer.text
    assert "<h1>Amazon</h1>" in answer.text
    assert 'value="gogle"' in answer.text


def test_data_are_refused_for_a_misspelt_name_with_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/compare.json?of=actor&is=gogle&is=amazon")
    assert answer.status_code == 400
    assert "no actor is called 'gogle'; the nearest are: Google" in answer.text


def test_another_name_that_the_index_is_sure_of_is_taken(client: FlaskClient) -> None:
    page = client.get("/compare?of=place&is=USA&is=kenya", headers=HTML).text
    assert "<h1>United States and Kenya compared</h1>" in page


def test_a_comparison_has_a_picture_a_frame_and_a_card(client: FlaskClient) -> None:
    query = "of=actor&is=google&is=amazon"
    picture = client.get(f"/compare.svg?{query}")
    assert picture.mimetype == "image/svg+xml"
    assert "Issues by year: Google, Amazon" in picture.text
    assert f"compare.html?{query}".replace("&", "&amp;") in picture.text
    frame = client.get(f"/embed/compare?{query}")
    assert f'src="/compare.svg?{query}"'.replace("&", "&amp;") in frame.text
    page = client.get(f"/compare?{query}", headers=HTML).text
    assert f"/card/compare.png?{query}".replace("&", "&amp;") in page
    assert (
        f'property="og:url" content="https://w3id.org/justicegraph/compare.html?{query}"'.replace(
            "&", "&amp;"
        )
        in page
    )


@pytest.mark.parametrize("query", ["", "?of=area&by=year", "?of=actor"])
def test_where_nothing_is_compared_there_is_no_picture(client: FlaskClient, query: str) -> None:
    assert client.get(f"/embed/compare{query}").status_code == 404
    assert client.get(f"/compare.svg{query}").status_code in (400, 406)


def test_places_have_their_names_in_the_language_of_the_page(client: FlaskClient) -> None:
    page = fromstring(client.get("/es/compare?of=place&is=global-north&is=africa").text)
    assert page.xpath("string(//h1)") == "Comparación: Norte Global y África"
    assert page.xpath("//ul[contains(@class, 'totals')]/li/a[1]/text()")[:2] == [
        "Norte Global",
        "África",
    ]
