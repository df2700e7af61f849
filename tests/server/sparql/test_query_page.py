"""The query page, beside the protocol at the same address."""

import json
import re
from html import unescape
from urllib.parse import urlencode

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology import questions

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
KENYA = "SELECT ?name { ?place rdfs:label ?name FILTER(?name = 'Kenya'@en) }"


def at(**fields: str) -> str:
    return f"/sparql?{urlencode(fields)}"


def test_a_browser_gets_the_page_with_the_query_and_a_program_the_result(
    client: FlaskClient,
) -> None:
    answer = client.get(at(query=KENYA), headers=BROWSER)
    assert answer.mimetype == "text/html"
    assert "rdfs:label ?name FILTER(?name = &#39;Kenya&#39;@en) }</textarea>" in answer.text
    assert "<h2>Answer</h2>" not in answer.text
    assert client.get(at(query=KENYA)).mimetype == "application/sparql-results+json"
    assert client.post("/sparql", data={"query": KENYA}, headers=BROWSER).status_code == 200
    assert "Accept" in answer.headers["Vary"]


@pytest.mark.parametrize("headers", [BROWSER, {}, {"Accept": "application/json"}])
def test_whoever_asks_for_html_gets_the_answer_in_the_page(
    client: FlaskClient, headers: dict[str, str]
) -> None:
    answer = client.get(at(query=KENYA, format="html"), headers=headers)
    assert answer.status_code == 200
    assert "<td>Kenya</td>" in answer.text
    assert "1 row." in answer.text


def test_a_format_that_is_asked_for_outranks_the_page(client: FlaskClient) -> None:
    assert client.get(at(query=KENYA, format="csv"), headers=BROWSER).text == "name\r\nKenya\r\n"


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELEC ?s", 400, "the query is not SPARQL at line 1"),
        ("DELETE WHERE { ?s ?p ?o }", 403, "it takes no updates"),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("", 400, "not SPARQL"),
    ],
)
def test_what_is_wrong_is_told_on_the_page_with_the_status_of_the_protocol(
    client: FlaskClient, query: str, status: int, words: str
) -> None:
    page = client.get(at(query=query, format="html"), headers=BROWSER)
    assert page.status_code == client.get(at(query=query)).status_code == status
    assert words in page.text
    assert "<textarea" in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_what_comes_out_differently_each_time_is_not_kept(client: FlaskClient) -> None:
    query = "SELECT (NOW() AS ?now) {}"
    assert client.get(at(query=query, format="html")).headers["Cache-Control"] == "no-store"
    assert "no-store" not in client.get(at(query=KENYA, format="html")).headers["Cache-Control"]


def test_each_question_is_an_example_that_can_be_asked(client: FlaskClient) -> None:
    text = client.get("/sparql", headers=BROWSER).text
    links = re.findall(r'<li><a href="(/sparql\?query=[^"]+)">([^<]+)</a>', text)
    assert [unescape(title) for _, title in links] == [one.title for one in questions()]
    for link, _ in links:
        assert client.get(unescape(link) + "&format=html").status_code == 200


def test_labels_are_shown_as_text(client: FlaskClient) -> None:
    query = "SELECT ('<script>alert(1)</script>' AS ?x) (IRI('javascript:alert(1)') AS ?y) {}"
    text = client.get(at(query=query, format="html")).text
    assert "<script>alert" not in text
    assert 'href="javascript:' not in text


def test_the_editor_knows_the_words_of_the_vocabulary(client: FlaskClient) -> None:
    text = client.get("/sparql", headers=BROWSER).text
    found = re.search(r'<script type="application/json" id="vocabulary">(.*?)</script>', text)
    assert found
    told = json.loads(found[1])
    assert told["prefixes"]["jg"] + "WorkerGroup" in told["classes"]
    assert told["prefixes"]["jg"] + "involvement" in told["properties"]


def test_the_page_has_the_query_in_programs_and_links_to_each_format(
    client: FlaskClient,
) -> None:
    text = unescape(client.get(at(query=KENYA), headers=BROWSER).text)
    for name in ("curl", "Python", "R", "JavaScript"):
        assert f"<summary>{name}</summary>" in text
    assert text.count(KENYA) == 5
    for name in ("json", "xml", "csv", "tsv"):
        assert f'href="{at(query=KENYA)}&format={name}"' in text


def test_without_parts_the_page_is_a_plain_form(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.jinja_env.globals, "part", lambda _: "")
    text = client.get("/sparql", headers=BROWSER).text
    assert "/query/page.js" not in text
    assert '<button name="format" value="html">Run</button>' in text
