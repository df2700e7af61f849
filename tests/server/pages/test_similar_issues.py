"""The text of a request, answered with the issues that it may report, and not kept."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.related.similar import LONGEST
from ontology import BASE

TEXT = "Workers who label data for Google Assistant go unpaid. Ghost work is hidden."


def test_a_text_is_answered_in_json_and_as_a_page(client: FlaskClient) -> None:
    response = client.post("/similar", json={"text": TEXT, "limit": 3})
    assert response.mimetype == "application/json"
    found: Any = response.json
    assert len(found) == 3
    assert {"issue", "score", "summary", "reasons"} <= set(found[0])
    assert "query" not in found[0]
    page = client.post("/similar", data={"text": TEXT}, headers={"Accept": "text/html"})
    path = found[0]["issue"].removeprefix(BASE)
    assert (page.mimetype, path in page.text, TEXT in page.text) == ("text/html", True, True)


def test_plain_text_and_a_form_are_read_alike(client: FlaskClient) -> None:
    form = client.post("/similar", data={"text": TEXT})
    plain = client.post("/similar?limit=5", data=TEXT, content_type="text/plain; charset=utf-8")
    assert form.json == plain.json != []


def test_no_answer_is_kept_by_anyone(client: FlaskClient) -> None:
    assert client.post("/similar", data={"text": TEXT}).headers["Cache-Control"] == "no-store"


def test_without_a_text_there_is_a_form(client: FlaskClient) -> None:
    page = client.get("/similar")
    assert 'method="post"' in page.text
    assert "<script>" not in client.post("/similar", data={"text": "<script>"}).text


def test_half_a_character_is_read_as_none(client: FlaskClient) -> None:
    """JSON may escape one half of a surrogate pair, which no page can be written with."""
    page = client.post("/similar", json={"text": TEXT + "\ud800"}, headers={"Accept": "text/html"})
    assert (page.status_code, TEXT + "?" in page.text) == (200, True)


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"data": {"text": " "}}, 400),
        ({"data": {"text": "a" * (LONGEST + 1)}}, 400),
        ({"data": {"text": "a" * 200_000}}, 413),
        ({"json": [1]}, 400),
        ({"json": {"text": 1}}, 400),
        ({"data": "{", "content_type": "application/json"}, 400),
        ({"data": "[" * 60_000, "content_type": "application/json"}, 400),
        ({"data": {"text": TEXT, "limit": "0"}}, 400),
        ({"data": {"text": TEXT, "limit": "x"}}, 400),
        ({"data": {"text": TEXT}, "headers": {"Accept": "text/turtle"}}, 406),
    ],
)
def test_what_is_no_text_or_too_long_is_refused(
    client: FlaskClient, sent: Any, status: int
) -> None:
    assert client.post("/similar", **sent).status_code == status
