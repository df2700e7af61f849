"""Addresses as people type them lead on; what is not there leads to the nearest."""

import json
from html import unescape

import pytest
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}
RECORD = "/id/issue/ghost-work"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (f"{RECORD}/", RECORD),
        (f"{RECORD}.json", f"{RECORD}.jsonld"),
        (f"{RECORD}.xml/", f"{RECORD}.rdf"),
        ("/id/Issue/Ghost-Work", RECORD),
        ("/ID/issue/ghost_work", RECORD),
        ("/issues/ghost-work", RECORD),
        ("/justicegraph/id/issue/ghost-work", RECORD),
        ("/id//issue/ghost-work", RECORD),
        ("/id/system/Google%20Assistant", "/id/system/google-assistant"),
        ("/concept/Justice-Area/Economic-Justice/", "/concept/justice-area/economic-justice"),
        ("/ontology/workergroup", "/ontology/WorkerGroup"),
        ("/Search", "/search"),
        ("/SPARQL/", "/sparql"),
        ("/Questions/Pay.csv", "/questions/pay.csv"),
        ("/graph/Issue/Ghost-Work/", "/graph/issue/ghost-work"),
        ("/activity/Curation/", "/activity/curation"),
        ("/concept/Justice-Area/", "/concept/justice-area"),
        ("/Contribute/Issue", "/contribute/issue"),
        ("/Workers.json", "/workers"),
        ("/ontology.json", "/ontology.jsonld"),
        ("/index.html", "/"),
        ("/embed/charts/Areas_by_Year/", "/embed/charts/areas-by-year"),
        ("/embed/issue/Ghost-Work", "/embed/issue/ghost-work"),
        ("/pictures/around/ghost_work", "/pictures/around/ghost-work"),
        ("/home", "/"),
        ("/openapi.json.json", "/openapi.json"),
    ],
)
def test_an_address_by_hand_leads_to_what_is_meant(
    client: FlaskClient, typed: str, meant: str
) -> None:
    answer = client.get(f"{typed}?a=b", headers=HTML)
    assert (answer.status_code, answer.headers["Location"]) == (301, f"{meant}?a=b")
    assert client.get(meant).status_code == 200


def test_what_is_wrong_with_a_parameter_begins_with_its_name(client: FlaskClient) -> None:
    page = client.get("/oembed?url=http://example.org/", headers=HTML).text
    assert "url=http://example.org/: give the address" in page


def test_an_address_of_nothing_leads_nowhere(client: FlaskClient) -> None:
    for path in (
        "/id/issue/no-such-thing/",
        "/No-Such-Page",
        "/id/issue/ghost-work/x/y/",
        "/receipt/ABC",
        "/Embed/issue/no-such-thing",
        "/embed/issue/No_such_thing/",
        "/Embed/about",
    ):
        assert client.get(path, headers=HTML).status_code == 404
    assert client.post(f"{RECORD}/").status_code in (404, 405)


@pytest.mark.parametrize(
    ("typed", "status", "offered"),
    [
        ("/id/actor/gogle", 404, "/id/actor/google"),
        ("/serach", 404, "/search"),
        ("/id/issue", 404, "/search"),
        ("/questions/payy", 404, "/questions/pay"),
        ("/charts/areas-by-yeer", 404, "/charts/areas-by-year"),
        ("/embed/charts/areas-by-yeer", 404, "/embed/charts/areas-by-year"),
        ("/embed/chrats/areas-by-year", 404, "/embed/charts/areas-by-year"),
        ("/embed/pictures/bars/aera", 404, "/embed/pictures/bars/area"),
        ("/pictures/bras/area", 404, "/pictures/bars/area"),
        ("/pictures/wage-line/chtgpt", 404, "/pictures/wage-line/chatgpt"),
        ("/embed/issue/ghost-wrok", 404, "/embed/issue/ghost-work"),
        ("/graph/issue/ghost-works", 404, "/graph/issue/ghost-work"),
        ("/id/issue/ghost-works/history", 404, "/id/issue/ghost-work/history"),
        ("/id/issue/ghost-work/hitsory", 404, "/id/issue/ghost-work/history"),
        ("/quetsions/pay", 404, "/questions/pay"),
        ("/releases/latest", 404, "/release/latest"),
        ("/feedss/new.atom", 404, "/feeds/new.atom"),
        ("/coverages", 404, "/coverage"),
        ("/search?plcae=kenya&area=economic-justice", 400, "/search?place=kenya&area="),
        ("/search?place=kenyaa", 400, "/search?place=Kenya"),
        ("/questions/pay?place=Kenyaa", 400, "/questions/pay?place=kenya"),
        ("/actors?kind=unon", 400, "/actors?kind=union"),
    ],
)
def test_a_mistyped_address_offers_the_nearest(
    client: FlaskClient, typed: str, status: int, offered: str
) -> None:
    answer = client.get(typed, headers=HTML)
    assert answer.status_code == status
    near = unescape(answer.text.partition('id="near"')[2])
    assert f'<a href="{offered}' in near
    problem = client.get(typed, headers={"Accept": "application/json"})
    assert (problem.status_code, json.loads(problem.text)["status"]) == (status, status)


def test_what_is_typed_is_shown_as_text_alone(client: FlaskClient) -> None:
    for path in ("/<script>x", "/search?<script>=1", "/id/issue/%22%3E%3Cscript%3E"):
        page = client.get(path, headers=HTML)
        assert page.status_code in (400, 404)
        assert "<script>x" not in page.text
        assert "<script>=" not in page.text
