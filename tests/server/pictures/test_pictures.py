"""Pictures with a page of their own: findings, tables, files, and what has no picture."""

import csv
import io
import json

import pytest
from flask.testing import FlaskClient
from lxml import etree, html

HTML = {"Accept": "text/html"}
LINE = "/pictures/wage-line/chatgpt"
SAMA = f"{LINE}?through=actor/sama"


def rows(client: FlaskClient, path: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(client.get(path).text))]


def test_bars_count_what_their_lists_hold(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/pictures/bars/area?place=kenya", headers=HTML).text)
    (most, *_) = found = rows(client, "/pictures/bars/area.csv?place=kenya")
    assert page.xpath("string(//h1)").startswith(f"Kenya: {most['name']} is named most: in ")
    assert [one["number"] for one in found] == sorted(
        (one["number"] for one in found), key=int, reverse=True
    )
    listed = page.xpath("//ul[@class='bars']//a[@class='count']/@href")[0]
    counted = client.get(listed.replace("/search?", "/search.json?")).get_json()
    assert counted["total"] == int(most["number"])


def test_bars_by_year_are_in_the_order_of_years(client: FlaskClient) -> None:
    years = [one["name"] for one in rows(client, "/pictures/bars/year.csv")]
    assert years == sorted(years) != []


def test_the_bars_of_companies_are_those_of_the_page_of_companies(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/companies", headers=HTML).text)
    shown = page.xpath("//table[@class='companies']//tbody//a[@class='count']/text()")
    counted = [one["number"] for one in rows(client, "/pictures/bars/company.csv")]
    assert counted[: len(shown)] == shown


def test_a_wage_line_says_what_workers_get_and_who_pays(client: FlaskClient) -> None:
    told = json.loads(client.get(f"{LINE}.json").text)
    assert told["title"].startswith("Behind ChatGPT, Labellers at Sama in Kenya")
    (sama,) = [one for one in told["rows"] if one["name"] == "Sama"]
    assert (sama["position"], sama["after"], sama["stated"]) == ("Contractor", "OpenAI", "yes")
    assert sama["sources"]
    assert sama["nameId"].endswith("id/actor/sama")


def test_a_wage_line_through_a_record_has_what_leads_there(client: FlaskClient) -> None:
    paths = (f"{LINE}.json", SAMA.replace("?", ".json?"))
    whole, part = (json.loads(client.get(path).text) for path in paths)
    names = [{one["name"] for one in told["rows"]} for told in (whole, part)]
    assert "Sama" in names[1] < names[0]


def test_what_is_lacking_is_drawn_against_all_issues(client: FlaskClient) -> None:
    svg = etree.fromstring(client.get("/pictures/coverage/missing.svg").data)
    widths = [float(one.get("width")) for one in svg.iterfind(".//{*}g/{*}g/{*}rect")]
    assert max(widths) <= 380
    assert widths == sorted(widths, reverse=True)


@pytest.mark.parametrize(
    "path",
    [
        "/pictures/none/area",
        "/pictures/bars/none",
        "/pictures/coverage/none",
        "/pictures/answer/pay",
        "/pictures/answer/none",
        "/pictures/model/none",
        "/pictures/around/none",
        "/pictures/around/%3Cscript%3E",
        "/pictures/wage-line/none",
        "/pictures/pay/none",
    ],
)
def test_what_has_no_picture_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code == 404
    assert "<script>" not in answer.text


@pytest.mark.parametrize("query", ["?plcae=kenya", "?place=nowhere-at-all"])
def test_a_bad_filter_of_bars_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/pictures/bars/area.csv{query}").status_code == 400


@pytest.mark.parametrize("through", ["x y", "../x", "actor/'", "actor/A"])
def test_a_wage_line_leads_through_records_only(client: FlaskClient, through: str) -> None:
    assert client.get(f"{LINE}.csv", query_string={"through": through}).status_code == 400


@pytest.mark.parametrize("path", ["/pictures/bars/area", LINE, "/pictures/around/ghost-work"])
def test_a_file_has_no_style_but_its_dark_colours_and_says_where_it_is_from(
    client: FlaskClient, path: str
) -> None:
    svg = etree.fromstring(client.get(f"{path}.svg").data)
    assert not svg.xpath("//@style | //@class | //*[local-name()='script']")
    (style,) = svg.xpath("//*[local-name()='style']/text()")
    assert style.startswith("@media screen and (prefers-color-scheme:dark){")
    texts = [" ".join("".join(one.itertext()).split()) for one in svg.iter("{*}text")]
    assert f"How to read it: https://w3id.org/justicegraph{path}.html" in texts
    assert any(text.startswith("JusticeGraph, release ") for text in texts)


def test_one_dimension_of_a_comparison_is_a_picture_of_its_own(client: FlaskClient) -> None:
    query = "of=actor&is=google&is=amazon"
    page = html.fromstring(client.get(f"/compare?{query}", headers=HTML).text)
    saved = page.xpath("//p[contains(@class, 'save')]/a/@href")
    assert [one.rpartition("only=")[2] for one in saved] == [
        *("area#use", "impact#use", "region#use", "country#use")
    ]
    svg = etree.fromstring(client.get(f"/compare.svg?{query}&only=area").data)
    title = "".join(svg.xpath("*[local-name()='title']/text()"))
    assert title.startswith("Issues by justice area: Google, Amazon. The most are of ")
    assert client.get(f"/compare.csv?{query}&only=none").status_code == 400
