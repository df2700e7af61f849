"""Pages of a small project: they say of it no more than is so."""

from re import findall

import pytest
from flask.testing import FlaskClient

from server.pages import front_questions

HTML = {"Accept": "text/html"}


def text(wells: FlaskClient, path: str) -> str:
    return wells.get(path, headers=HTML).text


def test_each_issue_that_names_a_place_is_said_once(wells: FlaskClient) -> None:
    assert " which names a place." in text(wells, "/places")


def test_a_graph_without_chains_of_work_offers_none(wells: FlaskClient) -> None:
    page = text(wells, "/explore")
    assert "A company and its chain of work" not in page
    assert "An issue and what is near it" in page


def test_a_list_without_groups_of_workers_has_no_column_of_them(wells: FlaskClient) -> None:
    page = text(wells, "/companies")
    assert "Groups of workers known" not in page
    assert "A dash:" not in page


def test_a_source_promises_no_words_of_our_own(wells: FlaskClient) -> None:
    page = text(wells, "/id/source/a-list")
    assert "Here is what records take from it" in page
    assert "words of our own" not in page


def test_no_page_promises_what_nobody_tested_on_its_host(wells: FlaskClient) -> None:
    assert "Tor." not in text(wells, "/privacy")


def test_the_front_page_asks_only_what_a_record_answers(
    wells: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(front_questions, "has", lambda _: True)
    without = text(wells, "/questions").partition("No record answers these yet")[2]
    asked = findall(r'href="/questions/([^"?]+)', text(wells, "/").partition('id="asked"')[2])
    assert [slug for slug in asked if f'href="/questions/{slug}"' in without] == []
