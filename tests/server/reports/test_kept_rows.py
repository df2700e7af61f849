"""Answers of questions are asked of the engine once for each release that is served."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ontology import question, with_subject
from server.reports import kept_rows as kept
from server.web.site import site

PATH = "/questions/supply-chain"
ASK = "SELECT ?area { ?area a jg:JusticeArea } ORDER BY ?area LIMIT 3 # of this test alone"


def test_a_question_is_asked_once(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    with app.test_request_context(PATH):
        rows = kept.kept_rows(ASK)
        monkeypatch.setattr(type(site().engine), "rows", None)
        assert kept.kept_rows(ASK) is rows


def test_the_answer_of_a_release_is_taken_without_a_query(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = with_subject(question("supply-chain").asked({}))
    with app.test_request_context(PATH):
        rows = site().engine.rows(query)
        kept._kept.clear()
        monkeypatch.setattr(type(site().engine), "rows", None)
        assert kept.kept_rows(query) == rows


def test_a_large_answer_is_not_kept(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)
    with app.test_request_context(PATH):
        several = ASK + " and large"
        assert kept.kept_rows(several) is not kept.kept_rows(several)


def test_a_page_is_the_same_from_the_cache(client: FlaskClient) -> None:
    once, again = (client.get(PATH, headers={"Accept": "text/html"}).data for _ in range(2))
    assert once == again
