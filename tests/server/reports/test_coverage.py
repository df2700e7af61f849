"""The coverage page, and the same figures as rows and as linked data."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.engine.oxigraph import Store
from graph.reports.coverage import measures, read_coverage


def test_the_page_shows_each_figure_with_its_query(client: FlaskClient, store: Store) -> None:
    page = client.get("/coverage", headers={"Accept": "text/html"}).text
    coverage = read_coverage(store)
    for share in coverage.shares:
        assert f"{share.lacking} of {share.total} ({share.percent})" in page
    for measure in measures():
        if measure.slug != "all":
            assert f'id="{measure.slug}"' in page
    assert page.count("<summary>The query</summary>") == len(measures()) - 1


def test_the_page_says_what_a_count_means(client: FlaskClient) -> None:
    page = client.get("/coverage", headers={"Accept": "text/html"}).text
    assert "a high number says that much is reported, never that" in page


def test_the_figures_come_as_rows(client: FlaskClient, store: Store) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/coverage.csv").text)))
    assert {
        "measure": "all",
        "label": "",
        "issues": str(read_coverage(store).total),
        "id": "",
    } in rows


def test_the_figures_come_as_the_accept_header_says(client: FlaskClient) -> None:
    answer = client.get("/coverage", headers={"Accept": "application/sparql-results+json"})
    assert json.loads(answer.data)["head"]["vars"] == ["measure", "label", "issues", "id"]


@pytest.mark.parametrize("path", ["/coverage.ttl", "/coverage.nt"])
def test_the_figures_come_as_linked_data(client: FlaskClient, path: str) -> None:
    kind = ox.RdfFormat.TURTLE if path.endswith("ttl") else ox.RdfFormat.N_TRIPLES
    predicates = {
        quad.predicate.value.partition("dqv#")[2]
        for quad in ox.parse(client.get(path).data, format=kind)
    }
    assert {"computedOn", "isMeasurementOf", "value", "inDimension"} <= predicates


def test_every_page_leads_to_coverage(client: FlaskClient) -> None:
    assert '<a href="/coverage">' in client.get("/", headers={"Accept": "text/html"}).text
