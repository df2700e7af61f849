"""`?version=NAME`: a kept release answers about a thing and to queries; nothing else does."""

import csv
import io
import json
import shutil
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from flask.testing import FlaskClient

from graph.desk.decided_files import HIDDEN
from graph.release.withdraw import withdraw_former
from server import Settings, create_app
from tests.server.conftest import Kept

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
}
NAME = (
    "SELECT ?name { ?actor a jg:Organization ; rdfs:label ?name "
    'FILTER(STRENDS(STR(?actor), "/an-actor")) }'
)
PAGE = {"Accept": "text/html"}
FOR_EVER = "public, max-age=31536000, immutable"


@pytest.fixture
def client(kept: Kept) -> FlaskClient:
    return create_app(Settings(kept.data)).test_client()


@pytest.fixture
def old(kept: Kept) -> str:
    return kept.names[0]


@pytest.mark.parametrize("suffix", FORMATS)
def test_each_format_of_a_thing_is_that_of_the_release(
    client: FlaskClient, old: str, suffix: str
) -> None:
    path = f"/id/actor/an-actor.{suffix}"
    answer = client.get(f"{path}?version={old}")
    names = {
        quad.object.value
        for quad in ox.parse(answer.data, format=FORMATS[suffix])
        if quad.predicate.value.endswith("#label") and str(quad.subject).endswith("an-actor>")
    }
    assert "First" in names
    assert "Third" not in names
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert answer.headers["Content-Location"] == f"{path}?version={old}"
    assert answer.headers["Memento-Datetime"].endswith(" 00:00:00 GMT")
    assert f'<{path}>; rel="original latest-version"' in answer.headers["Link"]
    now = client.get(path)
    assert b"Third" in now.data
    assert now.headers["Cache-Control"] == "public, no-cache"
    held = client.get(f"{path}?version={old}", headers={"If-None-Match": answer.headers["ETag"]})
    assert held.status_code == 304


def test_the_page_says_of_which_release_it_is(client: FlaskClient, old: str) -> None:
    answer = client.get(f"/id/actor/an-actor?version={old}", headers=PAGE)
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "public, no-cache")
    assert "<h1>First</h1>" in answer.text
    assert f'<a href="/release/{old}"><code>{old}</code></a>' in answer.text
    assert f'href="/id/actor/an-actor.ttl?version={old}"' in answer.text
    assert answer.headers["X-Robots-Tag"] == "noindex"
    assert 'class="former"' not in client.get("/id/actor/an-actor", headers=PAGE).text


def test_what_was_there_only_then_is_there_with_the_version_alone(
    client: FlaskClient, old: str
) -> None:
    assert client.get("/id/actor/another-actor.nt").status_code == 404
    assert client.get(f"/id/actor/another-actor.nt?version={old}").status_code == 200


@pytest.mark.parametrize("path", ["/ontology.nt", "/ontology/Issue.nt", "/concept/impact.nt"])
def test_vocabulary_and_concepts_have_versions_too(
    client: FlaskClient, old: str, path: str
) -> None:
    answer = client.get(f"{path}?version={old}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, FOR_EVER)


def test_a_query_is_answered_from_the_release(client: FlaskClient, old: str) -> None:
    address = f"/sparql?query={quote(NAME)}&format=csv"
    answer = client.get(f"{address}&version={old}")
    assert [*csv.reader(io.StringIO(answer.text))] == [["name"], ["First"]]
    assert answer.headers["Cache-Control"] == FOR_EVER
    assert "Third" in client.get(address).text
    posted = client.post("/sparql", data={"query": NAME, "format": "csv", "version": old})
    assert posted.text == answer.text


def test_the_query_page_stays_in_the_release(client: FlaskClient, old: str) -> None:
    page = client.get(f"/sparql?query={quote(NAME)}&format=html&version={old}").text
    assert f'<input type="hidden" name="version" value="{old}">' in page
    assert "<td>First</td>" in page
    assert f"&amp;version={old}" in page


def test_the_service_of_a_release_is_described(client: FlaskClient, old: str) -> None:
    assert b"sd:Service" in client.get(f"/sparql?version={old}").data


def test_the_current_release_may_be_named(kept: Kept, client: FlaskClient) -> None:
    answer = client.get(f"/id/actor/an-actor.nt?version={kept.names[2]}")
    assert b"Third" in answer.data
    assert answer.headers["Cache-Control"] == FOR_EVER


@pytest.mark.parametrize("name", ["none", "../data", "%2e%2e", ".unfinished-x", "a" * 500, "%00"])
def test_an_unknown_release_is_not_found_and_the_kept_ones_are_named(
    client: FlaskClient, kept: Kept, name: str
) -> None:
    for path in ("/id/actor/an-actor.nt?", f"/sparql?query={quote(NAME)}&"):
        answer = client.get(f"{path}version={name}")
        detail = json.loads(answer.data)["detail"]
        assert answer.status_code == 404
        assert all(known in detail for known in kept.names)
        assert len(detail) < 200


def test_a_release_that_was_withdrawn_is_gone(kept: Kept, tmp_path: Path) -> None:
    data = shutil.copytree(kept.data, tmp_path / "data", symlinks=True)
    client = create_app(Settings(data)).test_client()
    assert client.get(f"/id/actor/an-actor.nt?version={kept.names[0]}").status_code == 200
    withdraw_former(data, kept.names[2], lambda _: True)
    for path in ("/id/actor/an-actor?", f"/sparql?query={quote(NAME)}&"):
        for accept in ("text/html", "text/turtle"):
            answer = client.get(f"{path}version={kept.names[0]}", headers={"Accept": accept})
            assert answer.status_code == 410


def test_a_record_that_reviewers_withdraw_makes_the_releases_that_hold_it_gone_at_once(
    kept: Kept, tmp_path: Path
) -> None:
    data = shutil.copytree(kept.data, tmp_path / "data", symlinks=True)
    client = create_app(Settings(data)).test_client()
    (data / HIDDEN).parent.mkdir()
    (data / HIDDEN).write_text(json.dumps({"actor/another-actor": "It names a person."}))
    for path in (
        f"/id/actor/an-actor.nt?version={kept.names[0]}",
        f"/sparql?query={quote(NAME)}&version={kept.names[0]}",
        f"/release/{kept.names[0]}/justicegraph.nt",
    ):
        assert client.get(path).status_code == 410
    assert client.get(f"/id/actor/an-actor.nt?version={kept.names[2]}").status_code == 200


def test_a_server_may_open_no_former_release(kept: Kept) -> None:
    client = create_app(Settings(kept.data, former=0)).test_client()
    assert client.get(f"/id/actor/an-actor.nt?version={kept.names[0]}").status_code == 404
    assert client.get("/id/actor/an-actor.nt").status_code == 200
