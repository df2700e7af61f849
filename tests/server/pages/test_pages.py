"""Pages for people: the front page, the questions, and what goes wrong."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from graph.build.build import build
from graph.build.inputs import Plan
from graph.reading.files import curated_records
from ontology import questions
from server import Settings, create_app

HTML = {"Accept": "text/html"}
HOSTILE = "<script>alert(1)</script> & \"quoted\" 'it' \u202e txet 💥"


def test_the_front_page_leads_to_the_newest_issues_and_to_all(client: FlaskClient) -> None:
    page = client.get("/", headers=HTML).text
    (address,) = re.findall(r'href="(/search\?kind=[^"]+)"', page)
    listed = json.loads(client.get(unescape(address).replace("/search", "/search.json")).text)
    slugs = {path.stem for path in (curated_records() / "issue").glob("*.yaml")}
    assert {hit["page"].rpartition("/")[2] for hit in listed["hits"]} == slugs
    for hit in listed["hits"][:5]:
        assert f'href="{hit["page"]}"' in page


def test_the_front_page_leads_to_questions_areas_and_both_halves_of_the_world(
    client: FlaskClient,
) -> None:
    page = client.get("/", headers=HTML).text
    asked = re.findall(r'<li><a href="/questions/([a-z-]+)">', page)
    assert {*asked} < {question.slug for question in questions()}
    assert f'<a href="/questions">All {len(questions())} questions</a>' in page
    for half in ("global-north", "global-south"):
        assert f'href="/search?place={half}"' in page
    for area in ("economic-justice", "racial-justice", "disability-justice"):
        assert f'href="/search?area={area}"' in page


def test_each_question_is_answered_as_a_page_and_as_data(client: FlaskClient) -> None:
    for question in questions():
        page = client.get(f"/questions/{question.slug}", headers=HTML)
        data = client.get(f"/questions/{question.slug}.csv")
        assert (page.status_code, data.status_code) == (200, 200), question.slug
        assert question.title.replace("'", "&#39;") in page.text


def test_the_csv_of_a_question_is_what_the_endpoint_answers(client: FlaskClient) -> None:
    (asked,) = (question for question in questions() if question.slug == "areas-by-year")
    named = client.get("/questions/areas-by-year.csv")
    posted = client.post("/sparql", data={"query": asked.text, "format": "csv"})
    assert named.data == posted.data


def test_an_unknown_question_names_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/questions/areas-by-yeer", headers=HTML)
    assert answer.status_code == 404
    assert "areas-by-year" in answer.text


def test_a_person_gets_the_form_and_a_program_the_description(client: FlaskClient) -> None:
    assert "<textarea" in client.get("/sparql", headers=HTML).text
    assert client.get("/sparql").content_type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    "path", ["/", "/search", "/sparql", "/questions", "/ontology", "/downloads", "/none"]
)
def test_no_page_asks_another_host_or_runs_a_script(client: FlaskClient, path: str) -> None:
    page = client.get(path, headers=HTML)
    scripts = re.findall(r"<script[^>]*>", page.text)
    assert all('type="application/' in one or 'src="/static/' in one for one in scripts)
    assert 'src="http' not in page.text
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert 'lang="en"' in page.text


def test_a_hostile_label_is_shown_as_text(tmp_path: Path) -> None:
    records = tmp_path / "records"
    records.mkdir()
    fields = {"id": "hostile", "type": "Source", "title": HOSTILE, "sourceKind": "report"}
    text = "".join(
        f"{name}: '{value.replace(chr(39), chr(39) * 2)}'\n" for name, value in fields.items()
    )
    (records / "hostile.yaml").write_text(text, encoding="utf-8")
    build(Plan(tmp_path / "data", (records,)))
    client = create_app(Settings(tmp_path / "data")).test_client()
    page = client.get("/id/source/hostile", headers=HTML).text
    assert "<script>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
