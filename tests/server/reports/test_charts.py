"""The pages of charts: a picture, an equal table, the query and the data."""

import csv
import io
import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree, html

from graph.engine.oxigraph import Store
from graph.release.release import Release
from graph.reports.charts import Cell, Counts, chart, charts
from server.drawing.chart_grid import grid
from server.drawing.charts import panels
from server.drawing.raster import has_fonts
from server.reports.chart_file import sheet
from server.reports.charts import counts_of
from server.reports.finding import finding
from tests.browser.hostile import LABELS

SVG = "{http://www.w3.org/2000/svg}"
HTML = {"Accept": "text/html"}
each = pytest.mark.parametrize("slug", [one.slug for one in charts()])


def test_the_page_of_charts_shows_each_and_leads_to_it(client: FlaskClient) -> None:
    text = client.get("/charts", headers=HTML).text
    shown = [one for one in charts() if one.slug != "regions-by-database"]  # it has one column
    for one in shown:
        assert f'<a href="/charts/{one.slug}">{one.title}</a>' in text
    assert text.count('<section class="chart"') == len(shown)
    assert '<a href="/compare?of=actor">' in text


def test_a_number_leads_to_the_list_that_it_counts(client: FlaskClient) -> None:
    for slug in ("areas-by-year", "roles-of-actors", "conditions-by-task", "impacts-by-area"):
        text = client.get(f"/charts/{slug}", headers=HTML).text
        for listed, number in re.findall(r'class="number"><a href="([^"]+)">([\d,]+)<', text)[::9]:
            path = unescape(listed).replace("/search", "/search.json")
            assert client.get(path).get_json()["total"] == int(number), listed


@each
def test_a_picture_and_its_table_tell_every_number_of_the_data(
    client: FlaskClient, slug: str
) -> None:
    rows = [*csv.reader(io.StringIO(client.get(f"/charts/{slug}.csv").text))][1:]
    text = client.get(f"/charts/{slug}", headers=HTML).text
    told = sorted(int(row[2]) for row in rows)
    cells = re.findall(r'<td class="number">(?:<a href="[^"]+">)?([\d,]+)<', text)
    assert sorted(int(one.replace(",", "")) for one in cells) == told
    assert "/sparql" in text


@each
def test_the_data_are_what_the_query_gives(client: FlaskClient, slug: str, store: Store) -> None:
    document = client.get(f"/charts/{slug}.json").get_json()
    number = next(reversed(document["rows"][0]))
    rows = store.rows(document["query"])
    assert [row[number] for row in document["rows"]] == [int(row[number].text) for row in rows]
    assert document["rows"]


def test_a_page_carries_no_style_and_no_script_of_its_own(client: FlaskClient) -> None:
    for path in ("/charts", "/charts/areas-by-year", "/compare?of=area&is=human-rights"):
        text = client.get(path, headers=HTML).text
        assert not re.search(
            r"<style|<script(?! (?:type=.module. )?src=./static/)|\sstyle=|\son\w+=", text
        )


@each
def test_the_picture_is_a_file_that_stands_alone(
    client: FlaskClient, slug: str, release: Release
) -> None:
    answer = client.get(f"/charts/{slug}.svg")
    tree = etree.fromstring(answer.data)
    names = {etree.QName(one).localname for one in tree.iter(etree.Element)}
    assert (answer.mimetype, tree.tag) == ("image/svg+xml", "{http://www.w3.org/2000/svg}svg")
    assert names <= {"svg", "title", "desc", "rect", "text", "tspan", "g", "path", "style"}
    assert not [one for one in tree.iter() if {"class", "style", "href"} & {*one.attrib}]
    text = " ".join(tree.itertext())
    assert finding_of(client.application, slug) in text
    assert f"release {release.name}" in text
    rows = [*csv.reader(io.StringIO(client.get(f"/charts/{slug}.csv").text))][1:]
    told = [one.text or "" for one in tree.iter(SVG + "title")][1:]
    numbers = [found[1] for one in told if (found := re.search(r": ([\d,]+)$", one))]
    drawn = sum(int(one.replace(",", "")) for one in numbers)
    assert (drawn == sum(int(row[2]) for row in rows)) != ("in the table alone" in text)
    assert f'href="/charts/{slug}.svg"' in client.get(f"/charts/{slug}", headers=HTML).text


def finding_of(app: Flask, slug: str) -> str:
    with app.test_request_context():
        return finding(chart(slug), counts_of(chart(slug)))


def test_a_finding_is_made_of_the_largest_numbers() -> None:
    counts = Counts(
        ("area", "year", "issues"),
        {
            (Cell("A"), Cell("2020")): 1200,
            (Cell("A"), Cell("2021")): 3,
            (Cell("B"), Cell("2020")): 900,
            (Cell("B"), Cell("2021")): 900,
        },
    )
    assert finding(chart("areas-by-year"), counts) == (
        "B is the justice area with the most reported issues: 1,800, of which 900 in 2020"
    )
    nothing = Counts(("area", "year", "issues"), {})
    assert finding(chart("areas-by-year"), nothing) == chart("areas-by-year").title


def test_a_chart_with_too_few_columns_compares_nothing_and_says_its_title() -> None:
    one = chart("answers-by-area")
    counts = Counts(("area", "state", "issues"), {(Cell("A"), Cell("issues")): 4})
    assert finding(one, counts) == one.title
    both = Counts(counts.names, counts.numbers | {(Cell("A"), Cell("known answer")): 2})
    assert finding(one, both).startswith("A has the most issues, 4; ")


def test_one_issue_of_one_year_is_counted_in_the_singular(app: Flask) -> None:
    counts = Counts(("area", "year", "issues"), {(Cell("A"), Cell("2024")): 1})
    with app.test_request_context("/charts"):
        drawn = sheet(chart("areas-by-year"), panels(counts), "issues")
    assert ">1 issue, in 2024</text>" in drawn


@pytest.mark.parametrize("slug", [one.slug for one in charts()])
def test_a_chart_says_its_finding_its_bias_and_how_it_is_used(
    client: FlaskClient, release: Release, slug: str
) -> None:
    page = html.fromstring(client.get(f"/charts/{slug}.html").text)
    (use,) = page.xpath("//section[@class='use']")
    assert page.xpath("string(//h1)") == finding_of(client.application, slug)
    assert page.xpath("string(//p[starts-with(@class, 'bias')])") == chart(slug).bias != ""
    assert release.name in use.xpath("string(.//*[@id='citation'])")
    assert f"/embed/charts/{slug}" in use.xpath("string(.//code)")
    framed = client.get(use.xpath(".//iframe/@src")[0])
    assert "frame-ancestors *" in framed.headers["Content-Security-Policy"]
    (picture,) = html.fromstring(framed.text).xpath("//img/@src")
    assert client.get(picture).mimetype == "image/svg+xml"


def test_a_chart_by_year_has_three_scales(client: FlaskClient) -> None:
    scales = ("own", "one", "share")
    texts = {client.get(f"/charts/areas-by-year.svg?scale={one}").text for one in scales}
    assert len(texts) == 3
    assert client.get("/charts/areas-by-year.svg?scale=log").status_code == 400


@pytest.mark.skipif(not has_fonts(), reason="this install has no front-end parts")
def test_a_chart_is_a_png_too(client: FlaskClient) -> None:
    answer = client.get("/charts/impacts-by-area.png")
    assert (answer.mimetype, answer.data[:4]) == ("image/png", b"\x89PNG")


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_a_hostile_label_is_text_in_the_file(app: Flask, label: str) -> None:
    counts = Counts(("area", "year", "issues"), {(Cell(label + "\x0b"), Cell("2020")): 3})
    one = charts()[0]
    with app.test_request_context(f"/charts/{one.slug}.svg"):
        for picture in (panels(counts), grid(counts)):
            tree = etree.fromstring(sheet(one, picture, "issues"), etree.XMLParser(huge_tree=True))
            names = {etree.QName(each).localname for each in tree.iter(etree.Element)}
            assert names <= {"svg", "title", "desc", "rect", "text", "tspan", "g", "path", "style"}


def test_what_is_missing_is_counted_beside_the_picture(client: FlaskClient) -> None:
    text = client.get("/charts/areas-by-year", headers=HTML).text
    assert re.search(r"What is missing: .*; issues that name no year: \d+ of \d+ \(\d+ %\)", text)


def test_a_program_gets_data_and_an_unknown_chart_is_not_found(client: FlaskClient) -> None:
    assert client.get("/charts/areas-by-year").mimetype == "text/csv"
    assert client.get("/charts/pie").status_code == 404


def test_a_release_of_before_says_that_it_has_no_counts(
    client: FlaskClient, release: Release
) -> None:
    path = release.folder / "charts" / "areas-by-year.csv"
    text = path.read_bytes()
    path.unlink()
    try:
        assert client.get("/charts/areas-by-year.csv").status_code == 503
    finally:
        path.write_bytes(text)


def test_cases_decisions_and_laws_are_marked_and_listed(client: FlaskClient) -> None:
    page = client.get("/charts/areas-by-year", headers={"Accept": "text/html"}).text
    assert "a case was brought" in page
    assert "a law was proposed or passed" in page
    assert 'href="/id/issue/kenya-outsourcing-bill#bill"' in page
    assert "a law was proposed or passed" in client.get("/charts/areas-by-year.svg").text
    assert 'id="marks"' not in client.get("/charts/roles-of-actors.html").text
