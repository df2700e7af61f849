"""The pages of charts: a picture, an equal table, the query and the data."""

import csv
import io
import re

import pytest
from flask.testing import FlaskClient

from graph import Release, Store, charts

HTML = {"Accept": "text/html"}
each = pytest.mark.parametrize("slug", [one.slug for one in charts()])


def test_the_page_of_charts_shows_each_and_leads_to_it(client: FlaskClient) -> None:
    text = client.get("/charts", headers=HTML).text
    for one in charts():
        assert f'<a href="/charts/{one.slug}">{one.title}</a>' in text
    assert '<a href="/compare?of=actor">' in text


@each
def test_a_picture_and_its_table_tell_every_number_of_the_data(
    client: FlaskClient, slug: str
) -> None:
    rows = [*csv.reader(io.StringIO(client.get(f"/charts/{slug}.csv").text))][1:]
    text = client.get(f"/charts/{slug}", headers=HTML).text
    told = sorted(int(row[2]) for row in rows)
    cells = re.findall(r'<td class="number">([\d,]+)</td>', text)
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
        assert not re.search(r"<style|<script|\sstyle=|\son\w+=", text)


def test_what_is_missing_is_counted_beside_the_picture(client: FlaskClient) -> None:
    text = client.get("/charts/areas-by-year", headers=HTML).text
    assert re.search(r"What is missing: .*; \d+ of \d+ issues \(\d+ %\) name no year", text)


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
