"""Derived statements on the page of an issue, and what is our curators' judgement."""

import pytest
from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def page(client: FlaskClient, slug: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/id/issue/{slug}", headers=HTML).get_data(as_text=True))


def test_a_derived_value_is_marked_and_leads_to_its_reason(client: FlaskClient) -> None:
    tree = page(client, "online-abuse-of-women-in-politics")
    (mark,) = tree.xpath('//a[contains(@class, "derived")]')
    assert mark.text == "derived"
    (reason,) = tree.xpath(f'//li[@id="{mark.get("href")[1:]}"]')
    words = " ".join(reason.text_content().split())
    assert words.startswith("justice area Gender Justice: words of the text, title:")
    assert "women in politics" in words
    assert words.endswith("(certainty 0.9)")


def test_a_value_that_a_record_states_is_not_marked(client: FlaskClient) -> None:
    assert page(client, "ghost-work").xpath('//a[contains(@class, "derived")]') == []


def test_the_judgement_of_curators_says_so(client: FlaskClient) -> None:
    note = "judgement: the sources do not state it"
    assert page(client, "covalen-layoffs").text_content().count(note) == 2
    assert note not in page(client, "amazon-recruiting-tool").text_content()


@pytest.mark.parametrize("path", ["/search", "/coverage", "/charts/areas-by-year"])
def test_counts_say_that_they_include_what_is_derived(client: FlaskClient, path: str) -> None:
    tree = html.fromstring(client.get(path, headers=HTML).get_data(as_text=True))
    text = " ".join(tree.text_content().split())
    assert "Areas, impacts, groups and places count also where rules derive them." in text


def test_the_facet_of_rules_finds_the_issues_with_derived_values(client: FlaskClient) -> None:
    found = client.get("/search.json?derived=by-words&kind=SystemicPractice").get_json()
    assert found["total"] > 0
    assert client.get("/search.json?derived=by-nothing").status_code == 400
