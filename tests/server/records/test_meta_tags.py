"""What the head of a page says: schema.org, OpenGraph, canonical addresses, feeds."""

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.release.release import Release
from ontology import BASE
from server.records.schema_org import described
from server.records.view import Link, Page

HTML = {"Accept": "text/html"}
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
HOSTILE = "</script><script>alert(1)</script> <!-- & \u2028 💥"


def told(client: FlaskClient, path: str) -> list[Any]:
    """Return what a page tells in JSON-LD."""
    return [json.loads(one) for one in DATA.findall(client.get(path, headers=HTML).text)]


def meta(page: str) -> dict[str, str]:
    found = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)">', page)
    return {name: unescape(content) for name, content in found}


@pytest.mark.parametrize(
    ("path", "type_"),
    [
        ("/id/issue/ghost-work", "CreativeWork"),
        ("/id/actor/amazon", "Organization"),
        ("/id/actor/timnit-gebru", "Person"),
        ("/id/system/google-assistant", "SoftwareApplication"),
        ("/id/worker-group/ghost-workers", "Thing"),
        ("/id/place/kenya", "Country"),
        ("/id/place/africa", "Place"),
        ("/id/source/ghost-work-book", "CreativeWork"),
        ("/concept/justice-area/economic-justice", "DefinedTerm"),
        ("/concept/justice-area", "DefinedTermSet"),
        ("/ontology/Hazard", "DefinedTerm"),
        ("/graph/issue/ghost-work", "Dataset"),
    ],
)
def test_each_kind_is_told_as_a_type_that_fits(client: FlaskClient, path: str, type_: str) -> None:
    (found,) = told(client, path)
    assert (found["@context"], found["@type"]) == ("https://schema.org", type_)
    assert found["url"] == f"{BASE}{path[1:]}"
    assert found["name"]


def test_an_issue_tells_what_it_is_about_and_what_it_rests_on(client: FlaskClient) -> None:
    (found,) = told(client, "/id/issue/google-assistant-subcontracted-linguists")
    assert found["@id"] == f"{BASE}id/issue/google-assistant-subcontracted-linguists"
    assert {"Economic Justice", "Google Assistant"} <= {one["name"] for one in found["about"]}
    assert found["temporalCoverage"] == "2019"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert [one["@type"] for one in found["citation"]] == ["CreativeWork"]
    assert found["isPartOf"]["@type"] == "Dataset"


def test_the_front_page_tells_how_to_search_and_what_the_data_are(client: FlaskClient) -> None:
    website, dataset = told(client, "/")
    assert website["potentialAction"]["target"]["urlTemplate"] == f"{BASE}search?q={{words}}"
    assert dataset["@type"] == "Dataset"


def test_a_dataset_tells_its_downloads(client: FlaskClient, release: Release) -> None:
    (found,) = told(client, "/downloads")
    files = release.manifest["files"]
    for one in found["distribution"]:
        name = one["contentUrl"].partition(f"/{release.name}/")[2]
        assert one["sha256"] == files[name]["sha256"]
        assert one["contentSize"] == f"{files[name]['bytes']} B"
        with client.head(one["contentUrl"].replace(BASE, "/")) as answer:
            assert answer.mimetype == one["encodingFormat"]
    assert (found["version"], found["license"]) == (release.name, release.manifest["licence"])


def test_a_hostile_label_ends_no_script(client: FlaskClient) -> None:
    this = Page(f"{BASE}id/issue/a", Link(HOSTILE), (), (Link(HOSTILE),), (), (), ())
    node = described(this, f"{BASE}id/issue/a", Release(Path("data/releases/none"), {"name": "0"}))
    with client.application.test_request_context("/none"):
        from flask import render_template_string

        page = render_template_string(
            '<script type="application/ld+json">{{ node|tojson }}</script>', node=node
        )
    (body,) = DATA.findall(page)
    assert not {"<", ">", "&"} & {*body}
    assert json.loads(body)["name"] == HOSTILE


@pytest.mark.parametrize(
    ("path", "canonical"),
    [
        ("/", BASE),
        ("/downloads", f"{BASE}downloads"),
        ("/search?q=ghost&year=2020", f"{BASE}search.html?q=ghost&year=2020"),
        ("/questions/pay?place=kenya", f"{BASE}questions/pay.html?place=kenya"),
        ("/api?utm=1", f"{BASE}api"),
        ("/id/issue/ghost-work", f"{BASE}id/issue/ghost-work.html"),
        ("/charts/areas-by-year", f"{BASE}charts/areas-by-year.html"),
    ],
)
def test_a_page_has_one_canonical_address(client: FlaskClient, path: str, canonical: str) -> None:
    page = client.get(path, headers=HTML).text
    found = re.findall(r'<link rel="canonical" href="([^"]*)">', page)
    assert [unescape(one) for one in found] == [canonical]
    for accept in ("*/*", "image/webp", ""):
        answer = client.get(canonical.replace(BASE, "/"), headers={"Accept": accept})
        assert (answer.status_code, answer.mimetype) == (200, "text/html")


def test_what_is_shared_has_a_title_a_text_and_an_image(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    found = meta(page)
    assert found["og:title"] == unescape(re.findall("<title>([^<]*)</title>", page)[0])
    assert found["og:type"] == "article"
    assert found["og:url"] == f"{BASE}id/issue/ghost-work.html"
    assert found["description"] == found["og:description"] != ""
    image = found["og:image"].replace(BASE, "/")
    assert image == "/card/id/issue/ghost-work.png"
    with client.get(image, follow_redirects=True) as answer:
        assert (answer.mimetype, answer.data[:8]) == ("image/png", b"\x89PNG\r\n\x1a\n")


def test_every_page_leads_to_the_feeds(client: FlaskClient) -> None:
    for path in ("/", "/search", "/id/actor/amazon", "/questions"):
        page = client.get(path, headers=HTML).text
        for name in ("new", "changed"):
            assert f'type="application/atom+xml" title="{name.capitalize()} issues"' in page


def test_the_page_of_an_issue_says_how_to_cite_and_to_embed_it(client: FlaskClient) -> None:
    page = client.get("/id/issue/ghost-work", headers=HTML).text
    for suffix in ("bib", "ris", "csl.json"):
        assert f'href="/id/issue/ghost-work.{suffix}"' in page
    assert "The JusticeGraph contributors (2026): " in page
    assert "&lt;iframe src=&#34;https://w3id.org/justicegraph/embed/issue/ghost-work&#34;" in page
