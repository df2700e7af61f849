"""Every thing of ours has a document: by `Accept` and by suffix, the same graph in each format."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pyld
import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.release.release import Release
from ontology import BASE, CONCEPT, JG, Project, context
from server import Settings, create_app

HTML = {"Accept": "text/html"}
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
MEDIA_TYPES = {
    "ttl": "text/turtle",
    "html": "text/html",
    "nt": "application/n-triples",
    "nq": "application/n-quads",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
PATHS = (
    "/id/issue/ghost-work",
    "/id/actor/amazon",
    "/id/system/google-assistant",
    "/id/worker-group/google-assistant-linguists",
    "/id/source/mit-tr-ghost-work-interview",
    "/id/place/global-south",
    "/id/relation/ghost-work--labour-sold-as-automation",
    *("/concept/role/deployer", "/concept/role"),
    "/graph/issue/ghost-work",
    "/graph/related",
    "/graph/provenance",
    "/activity/curation",
    "/ontology",
    "/ontology/Incident",
    "/ontology/justiceArea",
)
HERE = "http://localhost:8000/"


def triples(body: bytes, suffix: str) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(body, format=FORMATS[suffix])}


@pytest.mark.parametrize("path", PATHS)
def test_a_resource_is_the_same_graph_in_each_format(client: FlaskClient, path: str) -> None:
    graphs = [triples(client.get(f"{path}.{suffix}").data, suffix) for suffix in FORMATS]
    assert graphs[0]
    assert all(graph == graphs[0] for graph in graphs)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_accept_and_suffix_give_the_same_representation(
    client: FlaskClient, path: str, suffix: str
) -> None:
    by_suffix = client.get(f"{path}.{suffix}", headers={"Accept": "application/x-none"})
    by_accept = client.get(path, headers={"Accept": MEDIA_TYPES[suffix]})
    assert by_accept.data == by_suffix.data
    assert (by_accept.status_code, by_accept.mimetype) == (200, MEDIA_TYPES[suffix])
    assert by_accept.headers["Content-Location"] == f"{path}.{suffix}"
    assert by_suffix.headers["Content-Location"] == f"{path}.{suffix}"


@pytest.mark.parametrize("path", PATHS)
def test_a_resource_has_a_page_that_names_it(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    iri = JG + path.rpartition("/")[2] if path.startswith("/ontology/") else f"{BASE[:-1]}{path}"
    assert (page.status_code, page.content_type) == (200, "text/html; charset=utf-8")
    assert iri in page.text
    assert f'<link rel="canonical" href="{iri}.html">' in page.text


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html", "text/html; charset=utf-8"),
        ("application/xhtml+xml, text/html;q=0.9, */*;q=0.1", "text/html; charset=utf-8"),
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/ld+json", "application/ld+json"),
        ("application/json", "application/json"),
        ("text/html;q=0.2, application/rdf+xml;q=0.9", "application/rdf+xml"),
        ("*/*", "text/turtle; charset=utf-8"),
        ("", "text/turtle; charset=utf-8"),
    ],
)
def test_accept_chooses_the_format(client: FlaskClient, accept: str, content_type: str) -> None:
    answer = client.get("/id/issue/ghost-work", headers={"Accept": accept})
    assert answer.content_type == content_type
    assert "Accept" in answer.headers["Vary"]


def test_what_nobody_offers_is_not_acceptable_and_what_there_is_is_named(
    client: FlaskClient,
) -> None:
    answer = client.get("/id/issue/ghost-work", headers={"Accept": "image/png"})
    assert answer.status_code == 406
    assert all(media_type in answer.text for media_type in MEDIA_TYPES.values())


def test_head_says_what_get_says_without_its_body(client: FlaskClient) -> None:
    answer, head = (ask("/id/actor/amazon.ttl") for ask in (client.get, client.head))
    assert (head.status_code, head.data) == (200, b"")
    for name in ("Content-Type", "Content-Length", "Content-Location", "Link", "Vary", "ETag"):
        assert head.headers[name] == answer.headers[name]


def test_links_lead_to_the_thing_and_to_the_other_formats(client: FlaskClient) -> None:
    answer = client.get("/id/actor/amazon", headers={"Accept": "text/turtle"})
    iri = f"{BASE}id/actor/amazon"
    assert answer.headers["Link"].split(", ") == [
        f'<{iri}>; rel="describes"',
        f'</id/actor/amazon.ttl>; rel="describedby"; anchor="{iri}"',
        f'<{iri}>; rel="canonical"',
        '</id/actor/amazon.html>; rel="alternate"; type="text/html"',
        '</id/actor/amazon.nt>; rel="alternate"; type="application/n-triples"',
        '</id/actor/amazon.nq>; rel="alternate"; type="application/n-quads"',
        '</id/actor/amazon.jsonld>; rel="alternate"; type="application/ld+json"',
        '</id/actor/amazon.rdf>; rel="alternate"; type="application/rdf+xml"',
        '</id/actor/amazon.bib>; rel="alternate"; type="application/x-bibtex"',
        '</id/actor/amazon.ris>; rel="alternate"; type="application/x-research-info-systems"',
        '</id/actor/amazon.csl.json>; rel="alternate"; '
        'type="application/vnd.citationstyles.csl+json"',
    ]


@pytest.mark.parametrize("form", ["framed", "compacted", "expanded", "flattened"])
def test_a_profile_chooses_the_form_of_json_ld_and_is_told(client: FlaskClient, form: str) -> None:
    profile = f'application/ld+json; profile="http://www.w3.org/ns/json-ld#{form}"'
    answer = client.get("/id/issue/ghost-work", headers={"Accept": profile})
    assert answer.content_type == profile
    assert triples(answer.data, "jsonld") == triples(
        client.get("/id/issue/ghost-work.ttl").data, "ttl"
    )
    plain = client.get("/id/issue/ghost-work.jsonld")
    assert plain.content_type == "application/ld+json"
    assert (plain.data == answer.data) == (form == "framed")
    assert (plain.headers["ETag"] == answer.headers["ETag"]) is False


def test_an_issue_in_json_ld_reads_as_its_record(client: FlaskClient) -> None:
    document = json.loads(client.get("/id/issue/michigan-midas.jsonld").text)
    iri = "https://w3id.org/justicegraph/id/issue/michigan-midas"
    assert document["id"] == iri
    assert (document["year"], document["endYear"]) == ("2013", "2015")
    assert document["figure"][f"{iri}#people-flagged"]["value"] == "40000"
    assert document["impact"] == "economic-harm-and-inequity"


def test_a_page_is_made_once_for_each_address_and_language(
    release: Release, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(Settings(release.folder.parent.parent)).test_client()
    issue = "/id/issue/ghost-work"
    addresses = (issue, f"{issue}.html", f"/es{issue}", f"{issue}?version={release.name}")
    before = [client.get(address, headers=HTML) for address in addresses]
    assert len({answer.data for answer in before}) > 1
    monkeypatch.setattr("server.records.resource._page", None)
    for address, first in zip(addresses, before, strict=True):
        again = client.get(address, headers=HTML)
        assert (again.status, again.data) == (first.status, first.data)
        assert {*again.headers} - {*first.headers} <= {("Date", again.headers.get("Date"))}
    assert client.get(issue, headers={"Accept": "text/turtle"}).data.startswith(b"@prefix")


def test_the_context_has_an_address_of_its_own(client: FlaskClient) -> None:
    answer = client.get("/ontology/context.jsonld")
    assert answer.content_type == "application/ld+json"
    assert json.loads(answer.text) == {"@context": context()}
    compact = {"id": f"{BASE}id/actor/a", "name": "A"} | json.loads(answer.text)
    assert "A" in pyld.jsonld.to_rdf(compact, {"format": "application/n-quads"})


def test_the_page_of_an_issue_says_why_others_are_related(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    related = page.partition('<h2 id="related">')[2].partition("</section>")[0]
    assert "/id/issue/labour-sold-as-automation" in related
    assert "Both name MIT Technology Review as the reporter" in related


def test_the_page_of_an_actor_shows_the_issues_that_name_it(client: FlaskClient) -> None:
    page = client.get("/id/actor/amazon", headers=HTML).text
    assert "/id/issue/amazon-recruiting-tool" in page.partition('<h2 id="implicated">')[2]


def test_the_page_of_a_named_graph_leads_to_its_statements(client: FlaskClient) -> None:
    page = client.get("/graph/issue/ghost-work", headers=HTML).text
    (address,) = (
        part.partition('"')[0] for part in page.split('href="') if part.startswith("/graph-store")
    )
    assert client.get(address).status_code == 200


def test_the_vocabulary_is_a_page_and_a_graph(client: FlaskClient) -> None:
    page = client.get("/ontology", headers=HTML)
    assert 'id="WorkerGroup"' in page.text
    assert 'href="/ontology/WorkerGroup"' in page.text
    assert "skos/core#definition" in client.get("/ontology.nt").text


def test_a_figure_is_shown_as_people_write_numbers(client: FlaskClient) -> None:
    page = client.get("/id/issue/black-white-wealth-gap", headers=HTML).text
    assert "7,000,000,000,000" in page
    assert "44,900" in page


@pytest.mark.parametrize(
    ("path", "near"),
    [
        ("/id/issue/goast-work", "issue/ghost-work"),
        ("/id/actor/amazn", "actor/amazon"),
        ("/concept/role/develop", "role/developer"),
    ],
)
def test_what_is_not_there_names_the_nearest(client: FlaskClient, path: str, near: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert near in json.loads(answer.text)["detail"]


@pytest.fixture(scope="module")
def settings(release: Release) -> Settings:
    return Settings(release.folder.parent.parent, address=HERE)


@pytest.mark.parametrize("suffix", MEDIA_TYPES)
def test_no_host_header_changes_an_answer(settings: Settings, suffix: str) -> None:
    client = create_app(settings).test_client()
    path = f"/id/issue/ghost-work.{suffix}"
    forged = client.get(path, headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"})
    asked = client.get(path)
    assert (forged.data, forged.headers["Link"]) == (asked.data, asked.headers["Link"])
    assert "evil.example" not in f"{forged.text}{forged.headers}"


@pytest.mark.parametrize("suffix", FORMATS)
def test_iris_are_shown_under_the_servers_address_where_a_setting_says_so(
    settings: Settings, suffix: str
) -> None:
    client = create_app(replace(settings, rewrite=True)).test_client()
    answer = client.get(f"/id/issue/ghost-work.{suffix}", headers={"Host": "evil.example"})
    assert f"{BASE}id/".encode() not in answer.data
    assert b"evil.example" not in answer.data
    shown = {re.sub(f"{BASE}(?!ontology|concept/)", HERE, one) for one in described(settings)}
    assert triples(answer.data, suffix) == shown
    assert f'<{HERE}id/issue/ghost-work>; rel="describes"' in answer.headers["Link"]


def described(settings: Settings) -> set[str]:
    return triples(create_app(settings).test_client().get("/id/issue/ghost-work.nt").data, "nt")


def test_the_context_is_rewritten_with_the_documents_but_for_the_vocabulary(
    settings: Settings,
) -> None:
    client = create_app(replace(settings, rewrite=True)).test_client()
    text = client.get("/ontology/context.jsonld").text
    assert f"{BASE}id/" not in text
    assert f"{HERE}id/" in text
    assert json.loads(text)["@context"]["jg"] == JG


def test_rewriting_shows_records_elsewhere_and_renames_no_term_and_no_concept(
    settings: Settings,
) -> None:
    client = create_app(replace(settings, rewrite=True)).test_client()
    text = client.get("/id/issue/ghost-work.nt").text
    assert f"<{HERE}id/issue/ghost-work> <{JG}" in text
    assert f"<{CONCEPT}" in text
    assert f"<{HERE}concept/" not in text
    assert f"<{HERE}ontology" not in text
    assert f"<{BASE}id/" not in text


def test_a_graph_under_a_base_of_its_own_is_read_by_path_and_so_is_the_vocabulary(
    small: Path, tmp_path: Path
) -> None:
    own = "https://data.example.org/"
    build(Plan(tmp_path / "data", (small,), Project(base=own)))
    client = create_app(Settings(tmp_path / "data")).test_client()
    document = json.loads(client.get("/id/actor/an-actor.jsonld").text)
    assert document["id"] == f"{own}id/actor/an-actor"
    assert document["source"] == "a-book"
    for path in ("/graph/actor/an-actor", "/concept/role/developer", "/ontology/Issue"):
        assert client.get(path).status_code == 200
    assert f"<{BASE}concept/role/developer>" in client.get("/concept/role/developer.nt").text
