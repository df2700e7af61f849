"""The map of the world: each country with its count, its page and its list; the same as data."""

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree, html

from server.drawing import world_map as world
from server.drawing.world_map import shapes
from server.reports import places

HTML = {"Accept": "text/html"}
KINDS = "kind=Hazard&kind=Incident&kind=SystemicPractice"
DRAWN = {
    "width": 100,
    "height": 50,
    "countries": {"": "m0 0l1 1z", "404": "m1 1l2 2z", "710": "m3 3l4 4z"},
    "dots": {"336": [5, 5]},
}


@pytest.fixture
def drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A map of three countries, whatever parts the install had."""
    (tmp_path / "world.json").write_text(json.dumps(DRAWN), encoding="utf-8")
    monkeypatch.setattr(world, "FOLDER", tmp_path)
    shapes.cache_clear()
    yield
    shapes.cache_clear()


def test_a_name_that_a_spreadsheet_would_run_is_text(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = places.Row("id", "=1+1", 3, "/search")
    monkeypatch.setattr(places, "_rows", lambda _: ([row], []))
    assert client.get("/places.csv").text.splitlines()[1:] == ["id,'=1+1,,3"]


def test_each_number_is_what_its_list_finds(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/places?area=economic-justice", headers=HTML).text)
    told = {
        cell.get("href"): int(cell.text.replace(",", ""))
        for cell in page.xpath("//td[@class='number']/a")
    }
    assert len(told) > 20
    for address, issues in told.items():
        assert "area=economic-justice" in address
        listed = client.get(address, headers={"Accept": "application/json"}).get_json()
        assert listed["total"] == issues


@pytest.mark.usefixtures("drawn")
def test_a_country_on_the_map_leads_to_its_page_and_names_its_count(client: FlaskClient) -> None:
    page = client.get("/places", headers=HTML).text
    rows = csv.DictReader(io.StringIO(client.get("/places.csv").text))
    kenya = next(row["issues"] for row in rows if row["place"] == "Kenya")
    found = re.findall(r'<a class="step-\d" href="(.*?)" aria-label="(.*?)"><title>(.*?)<', page)
    assert ("/id/place/kenya", f"Kenya: {kenya}", f"Kenya: {kenya}") in found
    assert '<g class="step-0"><circle cx="5" cy="5" r="24"/></g>' in page


@pytest.mark.usefixtures("drawn")
def test_land_without_a_code_and_countries_without_issues_are_one_path(
    client: FlaskClient,
) -> None:
    page = client.get("/places?place=kenya", headers=HTML).text
    assert '<path class="step-0" d="m0 0l1 1zM3 3l4 4z"/>' in page


def test_without_the_parts_of_the_install_there_is_the_table(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(world, "FOLDER", tmp_path)
    shapes.cache_clear()
    page = client.get("/places", headers=HTML).text
    shapes.cache_clear()
    assert '<svg class="world"' not in page
    assert '<a href="/id/place/kenya">Kenya</a>' in page


def test_the_formats_tell_the_same(client: FlaskClient) -> None:
    rows = [*csv.DictReader(io.StringIO(client.get("/places.csv?year=2020").text))]
    told = client.get("/places.json?year=2020").get_json()
    assert [{name: str(value) for name, value in row.items()} for row in told] == rows
    assert len(rows) >= 249


def test_words_narrow_the_map_as_they_narrow_a_list(client: FlaskClient) -> None:
    page = client.get("/places?q=moderators", headers=HTML).text
    assert f'<a href="/search?q=moderators&amp;{KINDS.replace("&", "&amp;")}' in page
    assert '<input type="hidden" name="q" value="moderators">' in page


@pytest.mark.parametrize("address", ["/places?order=worst", "/places?page=0"])
def test_what_cannot_be_meant_is_refused(client: FlaskClient, address: str) -> None:
    assert client.get(address, headers=HTML).status_code == 400
    assert client.get("/places.exe").status_code == 406


def test_the_installed_map_draws_every_country_but_antarctica(client: FlaskClient) -> None:
    drawn = shapes()
    if drawn is None:
        pytest.skip("the install had no front-end parts")
    rows = client.get("/places.json").get_json()
    countries = {row["m49"]: row["place"] for row in rows if row["m49"]}
    assert {name for code, name in countries.items() if code not in drawn.countries} == {
        "Antarctica"
    }
    assert drawn.countries.keys() <= countries.keys()
    small = drawn.countries["336"]
    assert (small.path, small.dot is None) == ("", False)


@pytest.mark.usefixtures("drawn")
def test_the_map_says_its_finding_and_what_is_worldwide_or_without_a_place(
    client: FlaskClient,
) -> None:
    page = html.fromstring(client.get("/places.html").text)
    buckets = [
        " ".join(one.text_content().split()) for one in page.xpath("//*[@class='buckets']/li")
    ]
    listed = client.get("/search", headers={"Accept": "application/json"}, query_string=KINDS)
    assert re.fullmatch(r"Worldwide, in no single country: \d+", buckets[0])
    placed = int(re.findall(r"([\d,]+) of which name a place", page.text_content())[0])
    assert buckets[1] == f"No place named: {listed.get_json()['total'] - placed}"
    finding = page.xpath("string(//*[@class='finding'])")
    assert re.match(r"[\w ]+ is the country with the most reported issues: \d+ of \d+\.", finding)


@pytest.mark.usefixtures("drawn")
def test_the_map_is_a_file_with_a_step_for_each_country(client: FlaskClient) -> None:
    answer = client.get("/places.svg")
    tree = etree.fromstring(answer.data)
    titles = [one.text for one in tree.iter("{*}title")]
    assert answer.mimetype == "image/svg+xml"
    assert any(title.startswith("Kenya: ") for title in titles[1:])
    assert not tree.xpath("//@style | //@href")


def test_without_shapes_there_is_no_map(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "shapes", lambda: None)
    assert client.get("/places.svg").status_code == 404
