"""One page for each resource, the same graph in each format."""

import json

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}
PATHS = (
    "/id/issue/ghost-work",
    "/id/actor/amazon",
    "/id/system/google-assistant",
    "/id/worker-group/google-assistant-linguists",
    "/id/source/mit-tr-ghost-work-interview",
    "/id/place/global-south",
    "/id/relation/ghost-work--labour-sold-as-automation",
    "/concept/role/deployer",
    "/concept/role",
    "/graph/issue/ghost-work",
    "/graph/related",
    "/activity/curation",
)


def triples(body: bytes, suffix: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(body, format=FORMATS[suffix])}


@pytest.mark.parametrize("path", PATHS)
def test_a_resource_is_the_same_graph_in_each_format(client: FlaskClient, path: str) -> None:
    graphs = [triples(client.get(f"{path}.{suffix}").data, suffix) for suffix in FORMATS]
    assert graphs[0]
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.parametrize("path", PATHS)
def test_a_resource_has_a_page_that_names_it(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers={"Accept": "text/html"})
    assert (page.status_code, page.content_type) == (200, "text/html; charset=utf-8")
    assert f"https://w3id.org/justicegraph{path}" in page.text


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_accept_chooses_the_format(client: FlaskClient, accept: str, content_type: str) -> None:
    answer = client.get("/id/issue/ghost-work", headers={"Accept": accept})
    assert answer.content_type == content_type
    assert "Accept" in answer.headers["Vary"]


def test_an_issue_in_json_ld_reads_as_its_record(client: FlaskClient) -> None:
    document = json.loads(client.get("/id/issue/michigan-midas.jsonld").text)
    iri = "https://w3id.org/justicegraph/id/issue/michigan-midas"
    assert document["id"] == iri
    assert (document["year"], document["endYear"]) == ("2013", "2015")
    assert document["figure"][f"{iri}#people-flagged"]["value"] == "40000"
    assert document["notStated"] == "impact"


def test_the_page_of_an_issue_says_why_others_are_related(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers={"Accept": "text/html"}).text
    related = page.partition("Related issues, and why")[2].partition("</section>")[0]
    assert "/id/issue/labour-sold-as-automation" in related
    assert "/id/actor/mary-gray" in related


def test_the_page_of_an_actor_shows_the_issues_that_name_it(client: FlaskClient) -> None:
    page = client.get("/id/actor/amazon", headers={"Accept": "text/html"}).text
    assert "/id/issue/amazon-recruiting-tool" in page.partition("Named by")[2]


@pytest.mark.parametrize(
    "path",
    [
        "/id/issue/none",
        "/id/none/none",
        "/concept/none",
        "/graph/none",
        "/id/issue/%3Cscript%3E",
        "/id/issue/a%20b",
        "/id/issue/..%2F..%2Fetc",
        "/concept/%22%7D",
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    assert "<script>" not in answer.text


def test_the_vocabulary_is_a_page_and_a_graph(client: FlaskClient) -> None:
    page = client.get("/ontology", headers={"Accept": "text/html"})
    assert 'id="WorkerGroup"' in page.text
    for suffix in FORMATS:
        assert client.get(f"/ontology.{suffix}").status_code == 200
    assert triples(client.get("/ontology.ttl").data, "ttl") == triples(
        client.get("/ontology.nt").data, "nt"
    )


def test_a_figure_is_shown_as_people_write_numbers(client: FlaskClient) -> None:
    page = client.get("/id/issue/black-white-wealth-gap", headers={"Accept": "text/html"}).text
    assert "7,000,000,000,000" in page
    assert "44,900" in page
