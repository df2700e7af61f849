"""The explorer: each look has an address, as a page without JavaScript, as tables and as data."""

import csv
import io
import json
import re
from pathlib import Path

import networkx as nx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree, html

from graph.explorer import EXPLORER, Link
from graph.release.release import Release
from server import Settings, create_app
from server.drawing.raster import has_fonts
from server.explorer import explorer as routes
from server.explorer.words import said
from tests.graph.explorer.linked import explorer

AROUND = "around=system/google-assistant"
SHAPES = ("a", "text", "line")


def test_a_view_of_a_release_is_computed_once(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/explore.json?around=actor/google&most=7"
    first = client.get(address).data
    monkeypatch.setattr(routes, "compute_view", None)
    assert client.get(address).data == first


def page(client: FlaskClient, query: str) -> html.HtmlElement:
    answer = client.get(f"/explore?{query}")
    assert answer.status_code == 200, answer.text
    return html.document_fromstring(answer.text)


def rows(found: html.HtmlElement, table: str) -> list[list[str]]:
    body = found.xpath(f'//section[h2/@id="{table}"]//tbody/tr')
    return [[" ".join(cell.text_content().split()) for cell in row] for row in body]


def data(client: FlaskClient, query: str) -> dict[str, list[dict[str, str]]]:
    found: dict[str, list[dict[str, str]]] = client.get(f"/explore.json?{query}").get_json()
    return found


def test_a_page_tells_in_tables_what_the_data_hold(client: FlaskClient) -> None:
    found, held = page(client, AROUND), data(client, AROUND)
    assert {row[0] for row in rows(found, "nodes-told")} == {one["label"] for one in held["nodes"]}
    assert len(rows(found, "links-told")) == len(held["links"])


def test_google_assistant_leads_to_its_workers(client: FlaskClient) -> None:
    held = data(client, AROUND)
    ends = {(one["source"], one["via"], one["target"]) for one in held["links"]}
    workers = "worker-group/google-assistant-linguists"
    assert ("system/google-assistant", "workerGroup", workers) in ends


def drawn(found: html.HtmlElement) -> set[str]:
    """Return the names of the nodes and groups in the picture."""
    return {*found.xpath('//*[local-name()="svg"][@class="sheet"]//*[local-name()="a"]/@data-name')}


def test_the_picture_needs_no_script_and_no_style_of_its_own(client: FlaskClient) -> None:
    found = page(client, AROUND)
    assert drawn(found) == {one["id"] for one in data(client, AROUND)["nodes"]}
    assert found.xpath("//@style | //script[not(@src)][not(@type)] | //@onclick") == []


def test_without_a_question_the_explorer_offers_where_to_begin(client: FlaskClient) -> None:
    found = page(client, "")
    beginnings = [" ".join(one.text_content().split()) for one in found.xpath("//form/h2")]
    assert beginnings == [
        "A company and its chain of work",
        "An issue and what is near it",
        "Two things and how they hang together",
        "A place or a group",
    ]
    for address in found.xpath('//*[@class="beginnings"]//a/@href'):
        assert client.get(address).status_code == 200


def test_words_in_place_of_a_node_lead_to_it_or_to_a_choice(client: FlaskClient) -> None:
    answer = client.get("/explore?from=Kenya&to=google")
    assert answer.headers["Location"] == "/explore?from=place%2Fkenya&to=google"
    choices = page(client, "chain=union").xpath('//*[@class="unclear"]//li/a/@href')
    assert choices
    assert all(one.startswith("/explore?chain=actor%2F") for one in choices)
    nothing = page(client, "chain=zzzzzz").xpath('string(//*[@class="unclear"])')
    assert "Nothing to begin with is called “zzzzzz”" in nothing


def test_like_nodes_are_counted_and_can_be_opened(client: FlaskClient) -> None:
    found = page(client, "around=justice-area/economic-justice")
    (first, *_) = found.xpath('//*[local-name()="a"][contains(@class, "group")]')
    assert re.fullmatch(r"\+ \d+ [a-z A-Z]+", first.xpath("string(.//*[@class='label'])").strip())
    opened = page(client, first.get("href").partition("?")[2])
    assert len(drawn(opened)) > len(drawn(found))


def test_the_text_says_what_the_picture_shows(client: FlaskClient) -> None:
    text = " ".join(page(client, AROUND).xpath('string(//*[@id="told"])').split())
    assert text.startswith("Google Assistant is linked here to ")
    assert "Roles are alleged unless a source says more." in text


def test_a_node_that_is_selected_says_how_to_go_on(client: FlaskClient) -> None:
    found = page(client, f"{AROUND}&select=actor/google")
    (panel,) = found.xpath('//*[@id="selected"]')
    acts = {" ".join(link.text_content().split()): link.get("href") for link in panel.iter("a")}
    assert acts["Read its page"] == "/id/actor/google"
    assert acts["Expand its links"] == (
        "/explore?around=system%2Fgoogle-assistant&around=actor%2Fgoogle&select=actor%2Fgoogle"
    )
    assert acts["Leave it out"] == (
        "/explore?around=system%2Fgoogle-assistant&without=actor%2Fgoogle"
    )


def test_a_way_is_told_and_drawn(client: FlaskClient) -> None:
    query = "from=system/google-assistant&to=actor/amazon"
    found = page(client, query)
    assert found.xpath('//ol[@class="ways"]/li')
    assert found.xpath('//*[local-name()="path"][contains(@class, "on-way")]')
    assert found.xpath('//*[local-name()="text"][starts-with(@class, "words")]')
    way, *_ = client.get(f"/explore.json?{query}").get_json()["ways"]
    assert (way[0], way[-1]) == ("system/google-assistant", "actor/amazon")


def test_a_name_leads_to_its_node(client: FlaskClient) -> None:
    answer = client.get("/explore?add=system/google-duplex")
    assert answer.headers["Location"] == (
        "/explore?around=system%2Fgoogle-duplex&select=system%2Fgoogle-duplex"
    )
    listed = page(client, "add=assistant").xpath('//*[@class="suggested"]//a/@href')
    assert "/explore?around=system%2Fgoogle-assistant&select=system%2Fgoogle-assistant" in listed
    nothing = page(client, "add=zzzzzz").xpath('string(//*[@class="suggested"])')
    assert "Nothing is called" in nothing


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("around=actor/nobody", 404),
        ("most=0", 400),
        ("most=x", 400),
        ("most=10001", 400),
        ("&".join(f"around=actor/{number}" for number in range(41)), 400),
    ],
)
def test_what_cannot_be_shown_is_refused(client: FlaskClient, query: str, status: int) -> None:
    assert client.get(f"/explore?{query}").status_code == status
    assert client.get(f"/explore.json?{query}").status_code == status


def test_an_amount_for_the_whole_is_cut_for_neighbours(client: FlaskClient) -> None:
    whole = client.get(f"/explore.json?{AROUND}&most=5000").data
    assert whole == client.get(f"/explore.json?{AROUND}&most=500").data


def test_a_format_that_there_is_not_is_not_found(client: FlaskClient) -> None:
    answer = client.get("/explore.docx")
    assert (answer.status_code, "gexf" in answer.text) == (404, True)


def test_what_is_seen_is_saved_in_each_format(client: FlaskClient) -> None:
    held = data(client, AROUND)
    iris = {one["iri"] for one in held["nodes"]}
    graphml = client.get(f"/explore.graphml?{AROUND}")
    assert {*nx.parse_graphml(graphml.text)} == iris
    assert graphml.headers["Content-Disposition"] == 'attachment; filename="explore.graphml"'
    gexf = nx.read_gexf(io.BytesIO(client.get(f"/explore.gexf?{AROUND}").data))
    assert {*gexf} == iris
    cyjs = json.loads(client.get(f"/explore.cyjs?{AROUND}").data)
    assert {one["data"]["id"] for one in cyjs["elements"]["nodes"]} == iris
    nodes = csv.DictReader(io.StringIO(client.get(f"/explore.nodes.csv?{AROUND}").text))
    assert {one["id"] for one in nodes} == iris
    assert client.get(f"/explore.csv?{AROUND}").text.startswith("source,target,via")
    assert etree.fromstring(client.get(f"/explore.svg?{AROUND}").data).tag.endswith("svg")


def test_pages_of_things_lead_to_it(client: FlaskClient) -> None:
    text = client.get("/id/actor/google", headers={"Accept": "text/html"}).text
    assert 'href="/explore?around=actor%2Fgoogle&amp;select=actor%2Fgoogle"' in text


@pytest.fixture
def hostile(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FlaskClient:
    """The site with an explorer whose labels mean harm."""
    from server.explorer import explorer as explore

    labels = {
        "issue/pay": "</script><script>alert(1)</script>",
        "issue/mines": "\u202eright to left \u05d0\u05d1",
        "actor/buyer": "x" * 10_000,
        "actor/vendor": "zero\u200bwidth 👩🏾‍💻 \"'><img src=x onerror=alert(1)>",
        "place/kenya": "control \u0001\u001f",
    }
    told = explorer(tmp_path, labels)
    assert told.path.name == EXPLORER
    monkeypatch.setattr(explore, "explorer_of", lambda _: told)
    return create_app(Settings(app.extensions["justicegraph"].settings.data)).test_client()


@pytest.mark.parametrize(
    "query", ["most=150", "around=issue/pay&select=issue/pay", "chain=actor/buyer", "most=5&add=x"]
)
def test_labels_that_mean_harm_break_nothing(hostile: FlaskClient, query: str) -> None:
    found = page(hostile, query)
    assert found.xpath("//img | //script[not(@src)][not(@type)] | //@onerror") == []
    assert len(hostile.get(f"/explore?{query}").text) < 80_000
    assert max(len(text) for text in found.xpath('//*[local-name()="text"]/text()')) <= 34


@pytest.mark.parametrize(
    "path", ["graphml", "gexf", "svg", "svg?around=issue/pay", "svg?chain=actor/buyer"]
)
def test_labels_that_mean_harm_leave_exports_well_formed(hostile: FlaskClient, path: str) -> None:
    root = etree.fromstring(hostile.get(f"/explore.{path}").data)
    assert not re.search(
        r"script", " ".join(one.tag for one in root.iter() if isinstance(one.tag, str))
    )


def test_a_node_is_accepted_by_its_iri_as_exports_name_it(client: FlaskClient) -> None:
    exported = client.get("/explore.cyjs?around=actor/amazon").get_json()["elements"]["nodes"]
    for node in exported[:3]:
        found = client.get("/explore.json", query_string={"around": node["data"]["id"]}).get_json()
        assert node["data"]["id"] in {one["iri"] for one in found["nodes"]}


def test_a_picture_is_a_file_with_its_title_and_origin(
    client: FlaskClient, release: Release
) -> None:
    svg = etree.fromstring(client.get("/explore.svg?chain=actor/google&select=actor/google").data)
    texts = [" ".join("".join(one.itertext()).split()) for one in svg.iter("{*}text")]
    assert texts[0] == "Google and its chain of work"
    assert any(f"release {release.name}" in text for text in texts)
    assert any("/explore.html?chain=actor%2Fgoogle" in text for text in texts)
    assert not svg.xpath("//@style | //*[local-name()='script']")


@pytest.mark.skipif(not has_fonts(), reason="this install has no front-end parts")
@pytest.mark.parametrize("query", ["chain=actor/google", "most=40"])
def test_a_picture_is_a_png_too(client: FlaskClient, query: str) -> None:
    assert client.get(f"/explore.png?{query}").data[:4] == b"\x89PNG"


def test_a_picture_is_embedded_with_its_title(client: FlaskClient) -> None:
    framed = html.fromstring(client.get("/embed/explore?chain=actor/google").text)
    assert framed.xpath("string(//h1)") == "Google and its chain of work"
    assert framed.xpath("//img/@src") == ["/explore.svg?chain=actor/google"]
    assert framed.xpath("//source/@srcset") == ["/explore.svg?chain=actor/google&tall=1"]


def test_a_score_is_rounded_for_people_and_whole_in_data(app: Flask) -> None:
    link = Link(0, 1, "related", "score 0.474355")
    with app.test_request_context("/explore"):
        assert said(link) == "score 0.47"
    assert link.says == "score 0.474355"
