"""A worker group's page: the chain to it, who engages it, and what it demands."""

import re

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def told(client: FlaskClient, slug: str, id_: str) -> str:
    """Return the text of a section, without the marks that lead to evidence."""
    page = html.fromstring(client.get(f"/id/worker-group/{slug}", headers=HTML).text)
    (section,) = page.xpath(f"//section[@aria-labelledby='{id_}']")
    for mark in section.xpath(".//*[@class='why']"):
        mark.drop_tree()
    return re.sub(r"\s+", " ", section.text_content()).strip()


def test_the_client_and_the_vendor_are_told_with_their_standing(client: FlaskClient) -> None:
    found = told(client, "sama-openai-labellers-kenya", "buyers")
    assert re.search(r"OpenAI ?client ?reported", found)
    assert re.search(r"Sama ?vendor ?reported", found)


def test_the_line_behind_a_product_leads_to_the_group(client: FlaskClient) -> None:
    found = told(client, "sama-openai-labellers-kenya", "wage-lines")
    assert "Behind ChatGPT" in found
    assert "Sama → buys work of Labellers at Sama in Kenya" in found
    assert "Scale AI" not in found


def test_what_is_sold_as_automatic_is_told_of_those_who_do_it(client: FlaskClient) -> None:
    assert "26 languages" in told(client, "google-assistant-linguists", "claims")


def test_a_demand_is_told_with_its_state_its_answer_and_what_came_of_it(
    client: FlaskClient,
) -> None:
    found = told(client, "google-assistant-linguists", "demands")
    assert "payment of what is owed promised" in found.lower()
    assert "Answer of Google (2019): Google said that temporary workers must be paid" in found
    assert "What came of it: The concerns were turned down again and again." in found


def test_a_group_shows_no_empty_section_and_asks_for_what_is_not_known(client: FlaskClient) -> None:
    path = "/id/worker-group/duplex-callers"
    page = html.fromstring(client.get(path, headers=HTML).text)
    assert page.xpath("//section[@aria-labelledby='demands']") == []
    asked = {a.get("href"): a.text for a in page.xpath("//section[@class='help']//a")}
    assert asked[f"{path}/correct#in-place"] == "Where do they work?"
    form = html.fromstring(client.get(f"{path}/correct", headers=HTML).text)
    assert form.xpath("//*[@id='in-place']")


def test_a_group_on_no_line_has_its_pay_and_a_word_that_the_rest_is_not_known(
    client: FlaskClient,
) -> None:
    found = told(client, "daivergent-workers-new-york", "wage-lines")
    assert "12 to 20 USD per hour (2019)" in found
    assert "through which companies they work is not known here" in found
    assert "Not known Do you know? Tell us" in told(client, "ghost-workers", "wage-lines")


def test_a_search_leads_in_two_clicks_to_what_the_linguists_earn_or_that_nobody_says(
    client: FlaskClient,
) -> None:
    hits = html.fromstring(client.get("/search?q=google+assistant+linguists", headers=HTML).text)
    first, *_ = hits.xpath("//ol[@class='hits']//h3/a/@href")
    page = html.fromstring(client.get(first, headers=HTML).text)
    (section,) = page.xpath("//section[@aria-labelledby='wage-lines']")
    assert "They get" in section.text_content()
    assert "Not known" in section.text_content()
    assert section.xpath(".//a[starts-with(@href, '/id/source/')]")


def test_each_amount_of_pay_has_its_place_its_sources_and_its_evidence(client: FlaskClient) -> None:
    path = "/id/worker-group/sama-openai-labellers-kenya"
    page = html.fromstring(client.get(path, headers=HTML).text)
    lines = page.xpath("//section[@aria-labelledby='wage-lines']//a[contains(@href, '#')]/@href")
    anchors = {href.partition("#")[2] for href in lines if href.startswith(f"{path}#")}
    amounts = page.xpath("//section[@aria-labelledby='payments']//li[@id]")
    assert anchors
    assert anchors <= {one.get("id") for one in amounts}
    for one in amounts:
        (button,) = one.xpath(".//button[@class='why']")
        (note,) = page.xpath(f"//*[@id='{button.get('popovertarget')}']")
        assert note.xpath("./a[starts-with(@href, '/id/source/')]")
        assert note.xpath(f".//a[@href='{path}/history']")
