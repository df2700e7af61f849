"""A worker group's page: the chain to it, who engages it, and what it demands."""

import re

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def told(client: FlaskClient, slug: str, id_: str) -> str:
    page = html.fromstring(client.get(f"/id/worker-group/{slug}", headers=HTML).text)
    (section,) = page.xpath(f"//section[@aria-labelledby='{id_}']")
    return re.sub(r"\s+", " ", section.text_content()).strip()


def test_the_client_and_the_vendor_are_told_with_their_standing(client: FlaskClient) -> None:
    found = told(client, "sama-openai-labellers-kenya", "buyers")
    assert re.search(r"OpenAI ?client ?reported", found)
    assert re.search(r"Sama ?vendor ?reported", found)


def test_the_chain_behind_a_product_leads_to_the_group(client: FlaskClient) -> None:
    found = told(client, "sama-openai-labellers-kenya", "chain-chatgpt")
    assert found.startswith("Behind ChatGPT: from client to workers")
    assert "Sama → buys work of Labellers at Sama in Kenya" in found


def test_what_is_sold_as_automatic_is_told_of_those_who_do_it(client: FlaskClient) -> None:
    assert "26 languages" in told(client, "google-assistant-linguists", "claims")


def test_a_demand_is_told_with_what_came_of_it(client: FlaskClient) -> None:
    found = told(client, "google-assistant-linguists", "demands")
    assert "What came of it: The concerns were turned down again and again." in found
