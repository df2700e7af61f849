"""Withdrawn records: 410 with the reason, and a redirect where another record replaces them."""

import json

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from ontology import BASE, JG, PREFIXES
from server import Settings, create_app

WORLD = """\
id: taken-back
type: Tombstone
formerType: Incident
withdrawalReason: {en: It did <b>not</b> happen., es: No ocurrió.}
modified: 2026-11-22
---
id: old-name
type: Tombstone
formerType: Organization
withdrawalReason: Published twice.
replacedBy: new-name
modified: 2026-11-22
---
id: new-name
type: Organization
name: New Name
kind: company
source: a-page
---
id: a-page
type: Source
title: A page
sourceKind: report
url: https://example.org/
"""
GONE = "/id/issue/taken-back"
FORMATS = {
    "ttl": ("text/turtle", ox.RdfFormat.TURTLE),
    "nt": ("application/n-triples", ox.RdfFormat.N_TRIPLES),
    "nq": ("application/n-quads", ox.RdfFormat.N_QUADS),
    "jsonld": ("application/ld+json", ox.RdfFormat.JSON_LD),
    "rdf": ("application/rdf+xml", ox.RdfFormat.RDF_XML),
}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("withdrawn")
    path = folder / "world.yaml"
    path.write_text(WORLD, encoding="utf-8")
    build(Plan(folder / "data", (path,)))
    return create_app(Settings(folder / "data")).test_client()


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_was_withdrawn_is_gone_and_its_tombstone_is_the_answer(
    client: FlaskClient, suffix: str
) -> None:
    media_type, format_ = FORMATS[suffix]
    for answer in (
        client.get(f"{GONE}.{suffix}"),
        client.get(GONE, headers={"Accept": media_type}),
    ):
        assert (answer.status_code, answer.mimetype) == (410, media_type)
        assert answer.headers["Content-Location"] == f"{GONE}.{suffix}"
        said = {
            (quad.predicate.value.removeprefix(JG), str(quad.object))
            for quad in ox.parse(answer.data, format=format_)
            if str(quad.subject) == f"<{BASE[:-1]}{GONE}>"
        }
        assert said == {
            (PREFIXES["rdf"] + "type", f"<{JG}Tombstone>"),
            ("formerType", f"<{JG}Incident>"),
            ("withdrawalReason", '"It did <b>not</b> happen."@en'),
            ("withdrawalReason", '"No ocurrió."@es'),
        }


def test_a_page_says_why_a_record_is_gone_and_nothing_that_it_said(client: FlaskClient) -> None:
    page = client.get(GONE, headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (410, "text/html")
    assert '<p class="lead">It did &lt;b&gt;not&lt;/b&gt; happen.</p>' in page.text
    assert '<p class="lead" lang="es">No ocurrió.</p>' in page.text
    assert "This record was withdrawn." in page.text


def test_a_program_that_reads_problems_is_told_the_reason_as_one(client: FlaskClient) -> None:
    answer = client.get(GONE, headers={"Accept": "application/problem+json"})
    assert (answer.status_code, answer.mimetype) == (410, "application/problem+json")
    assert json.loads(answer.text) == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": f"{BASE[:-1]}{GONE} was withdrawn: It did <b>not</b> happen. No ocurrió.",
    }


@pytest.mark.parametrize("suffix", ["", ".html", *(f".{name}" for name in FORMATS)])
def test_a_merged_record_leads_to_the_one_that_replaces_it_in_the_same_format(
    client: FlaskClient, suffix: str
) -> None:
    answer = client.get(f"/id/actor/old-name{suffix}", headers={"Host": "evil.example"})
    assert answer.status_code == 301
    assert answer.headers["Location"] == f"/id/actor/new-name{suffix}"
    assert "evil.example" not in answer.text
    assert client.get(answer.headers["Location"]).status_code == 200


def test_a_record_tells_which_one_it_replaced(client: FlaskClient) -> None:
    text = client.get("/id/actor/new-name.nt").text
    replaced = f"<{BASE}id/actor/old-name> <{PREFIXES['dcterms']}isReplacedBy>"
    assert f"{replaced} <{BASE}id/actor/new-name> ." in text.splitlines()


def test_the_graph_of_a_tombstone_stays(client: FlaskClient) -> None:
    answer = client.get("/graph/issue/taken-back.nt")
    assert answer.status_code == 200
    assert "2026-11-22" in answer.text


def test_no_list_shows_a_withdrawn_record(client: FlaskClient) -> None:
    assert "taken-back" not in client.get("/", headers={"Accept": "text/html"}).text
    assert "taken-back" not in client.get("/id/issue/taken-bac").text


def test_a_tombstone_is_searched_for_as_every_record_is(client: FlaskClient) -> None:
    assert client.head(GONE).status_code == 410
    assert client.get(f"{GONE}#figure").status_code == 410
