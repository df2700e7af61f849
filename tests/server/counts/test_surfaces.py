"""One thing has one count, whichever page, list, feed, file or query is asked."""

import csv

import pytest
from flask import Flask
from lxml import html

from graph.build.build import build
from graph.build.inputs import Plan
from graph.importing import SOURCES, run
from ontology import BASE
from server import Settings, create_app
from server.web.site import site
from tests.graph.importing import DATA, real
from tests.server.counts.surfaces import FACETS, ONCE, Numbers, by_sparql, sparql_rows

SHEET = DATA / "aiaaic" / "aiaaic_incidents_2026-05_clean.csv"
FULL = pytest.param("full", marks=[pytest.mark.long, real])
SOME = 3
"""The number of values of each facet whose every surface is asked."""


@pytest.fixture(scope="module", params=["curated", FULL])
def numbers(
    request: pytest.FixtureRequest, app: Flask, tmp_path_factory: pytest.TempPathFactory
) -> Numbers:
    """The numbers of the curated release, and of one with both databases."""
    if request.param == "curated":
        return Numbers(app.test_client())
    data = tmp_path_factory.mktemp("full")
    run(SOURCES["aiid"], DATA / "aiid", data)
    run(SOURCES["aiaaic"], SHEET, data)
    build(Plan(data))
    return Numbers(create_app(Settings(data)).test_client())


@pytest.fixture(scope="module")
def expected(numbers: Numbers) -> dict[str, dict[str, int]]:
    return {facet: by_sparql(numbers.client, facet) for facet in FACETS}


def test_all_issues_are_as_many_everywhere(numbers: Numbers) -> None:
    (row,) = sparql_rows(
        numbers.client, "SELECT (COUNT(DISTINCT ?case) AS ?all) { ?record a jg:Issue . " + ONCE
    )
    found = dict(numbers.all_issues())
    assert found == dict.fromkeys(found, int(row["all"]))


@pytest.mark.parametrize("facet", FACETS)
def test_each_value_has_the_number_that_sparql_counts(
    numbers: Numbers, expected: dict[str, dict[str, int]], facet: str
) -> None:
    wrong = [
        (surface, value, issues, expected[facet].get(value, 0))
        for surface, value, issues in numbers.of_facet(facet)
        if expected[facet].get(value, 0) != issues and not value.endswith("/world")
    ]
    assert wrong == []


@pytest.mark.parametrize("facet", FACETS)
def test_a_value_has_one_number_on_every_surface(
    numbers: Numbers, expected: dict[str, dict[str, int]], facet: str
) -> None:
    for value in sorted(expected[facet], key=lambda one: (-expected[facet][one], one))[:SOME]:
        found = dict(numbers.of_value(facet, value))
        assert found == dict.fromkeys(found, expected[facet][value]), value


@pytest.mark.parametrize("bloc", ["global-south", "global-north", "european-union"])
def test_a_bloc_has_the_issues_of_its_members(
    numbers: Numbers, expected: dict[str, dict[str, int]], bloc: str
) -> None:
    iri = f"{BASE}id/place/{bloc}"
    (row,) = sparql_rows(
        numbers.client,
        "SELECT (COUNT(DISTINCT ?case) AS ?all) { "
        f"{{ ?record jg:place <{iri}> }} UNION "
        f"{{ <{iri}> skos:member ?in . ?record jg:place ?in }} "
        f"?record a jg:Issue . {ONCE}",
    )
    found = dict(numbers.of_value("place", iri))
    assert found == dict.fromkeys(found, int(row["all"]))
    assert expected["place"][iri] == int(row["all"])
    shown = numbers.page(f"/id/place/{bloc}").xpath("string(//ul[@class='figures']/li[1])")
    assert str(int(row["all"])) in shown.replace(",", "")


def test_an_area_by_year_is_one_number_in_chart_comparison_search_and_question(
    numbers: Numbers,
) -> None:
    chart = {
        (row["areaId"], str(row["year"])): row["issues"]
        for row in numbers.json("/charts/areas-by-year.json")["rows"]
    }
    asked = {
        (row["area"]["value"], row["year"]["value"]): int(row["issues"]["value"])
        for row in numbers.json("/questions/areas-by-year.json")["results"]["bindings"]
    }
    labels = {
        row["areaId"]: row["area"] for row in numbers.json("/charts/areas-by-year.json")["rows"]
    }
    assert {(labels[area], year): n for (area, year), n in chart.items()} == asked
    area, name = next(iter(labels.items()))
    compared = numbers.by_two("area", name)
    of_area = {year: issues for (one, year), issues in chart.items() if one == area}
    assert {year: n for (by, year), n in compared.items() if by == "year"} == of_area
    for year in [*of_area][:SOME]:
        word = area.rpartition("/")[2]
        assert numbers.json(f"/search.json?area={word}&year={year}")["total"] == of_area[year]


@pytest.mark.parametrize(
    "query", ["area=economic-justice", "place=global-south", "place=africa&area=economic-justice"]
)
def test_the_query_of_a_list_finds_as_many(numbers: Numbers, query: str) -> None:
    assert (
        numbers.listed_by_query(f"/search?{query}")
        == numbers.json(f"/search.json?{query}")["total"]
    )


def test_exports_have_one_node_an_issue_and_count_alike(
    numbers: Numbers, expected: dict[str, dict[str, int]]
) -> None:
    with numbers.client.application.test_request_context():
        path = site().release.folder / "exports" / "network.nodes.csv"
    with path.open(encoding="utf-8") as file:
        nodes = [*csv.DictReader(file)]
    total = numbers.json("/search.json")["total"]
    assert len([node for node in nodes if node["kind"] == "issue"]) == total
    areas = {node["id"]: int(node["issues"]) for node in nodes if node["kind"] == "justice-area"}
    assert areas == expected["area"]


def test_no_list_of_issues_has_an_issue_twice(numbers: Numbers) -> None:
    (row,) = sparql_rows(
        numbers.client, "SELECT (COUNT(*) AS ?all) { ?record jg:countedAs ?issue }"
    )
    hits = numbers.json("/search.json")["hits"]
    records = [record for hit in hits for record in hit["records"]]
    assert len(records) == len({*records}) == len(hits) + int(row["all"])
    entries = html.fromstring(numbers.client.get("/feeds/new.atom").data).xpath("//entry/id/text()")
    assert {*entries} <= {hit["id"] for hit in hits}


def test_the_accused_and_their_critics_are_in_no_list_together(numbers: Numbers) -> None:
    facets = numbers.json("/search.json")["facets"]
    assert facets["actor"] == []
    charts = [
        numbers.json(f"/charts/{slug}.json")["rows"]
        for slug in ("roles-of-actors", "roles-of-respondents")
    ]
    roles = [{row["roleId"] for row in rows} for rows in charts]
    assert roles[0] & roles[1] == set()
    for path in ("/id/place/kenya", "/concept/justice-area/economic-justice"):
        titles = numbers.page(path).xpath("//div[@class='tally']/h3/text()")
        assert "Implicated, as alleged, most reported" in titles
        assert not any(title.startswith("Actors") for title in titles)
