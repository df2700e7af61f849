"""Pictures in columns: called after what they hold, with like nodes counted."""

import re

import pytest
from flask.testing import FlaskClient
from lxml import html

from tests.server.explorer.test_explorer import data, drawn, page

SHEET = '//*[local-name()="svg"][@class="sheet"]'
"""The picture of wide screens."""


def test_a_chain_leads_from_systems_to_the_workers_of_a_company(client: FlaskClient) -> None:
    found = page(client, "chain=actor/sama")
    assert {"actor/openai", "system/chatgpt", "worker-group/sama-openai-labellers-kenya"} <= drawn(
        found
    )
    assert heads(found) == ["AI systems", "Clients", "Contractors", "Workers", "Places, conditions"]


def heads(found: html.HtmlElement) -> list[str]:
    """Return what the columns of the picture are called."""
    named = found.xpath('//*[local-name()="text"][@class="head"]')
    return [" ".join(one.text_content().split()) for one in named]


def in_column(found: html.HtmlElement, head: str) -> set[str]:
    """Return the names of what stands in a column of the picture."""
    (x,) = (
        one.xpath("string((.|.//*)[@x]/@x)")
        for one in found.xpath('//*[local-name()="text"][@class="head"]')
        if " ".join(one.text_content().split()) == head
    )
    return {
        *found.xpath(f'{SHEET}//*[local-name()="a"][.//*[starts-with(@d, "M{x} ")]]/@data-name')
    }


def test_a_column_of_a_chain_is_called_after_what_stands_in_it(client: FlaskClient) -> None:
    found = page(client, "chain=actor/openai")
    contractors = in_column(found, "Contractors")
    assert {"actor/sama", "actor/scale-ai", "actor/surge-ai"} == contractors
    assert in_column(found, "Clients") == {"actor/openai"}
    kinds = {one.partition("/")[0].partition("~")[0] for one in in_column(found, "AI systems")}
    assert kinds == {"system"}


def test_a_chain_begins_at_a_system_too(client: FlaskClient) -> None:
    found = page(client, "chain=system/google-assistant")
    assert heads(found)[:2] == ["AI systems", "Clients"]
    assert {"actor/google", "worker-group/google-assistant-linguists"} <= drawn(found)


@pytest.mark.parametrize(
    "query", ["most=150", "most=10000", "chain=actor/meta", "around=place/kenya&most=500"]
)
def test_a_picture_begins_with_at_most_forty_names_and_says_what_is_counted(
    client: FlaskClient, query: str
) -> None:
    found = page(client, query)
    assert len(drawn(found)) <= 40
    groups = found.xpath(f'{SHEET}//*[contains(@class, "group")]//*[@class="label"]')
    counted = sum(int(re.sub(r"\D", "", one.text_content())) for one in groups)
    told = " ".join(found.xpath('string(//*[@id="told"])').split())
    named = len(drawn(found)) - len(groups)
    assert f"The picture names {named} nodes; {counted:,} more" in told
    assert named + counted == len(data(client, query)["nodes"])


def test_the_most_linked_can_be_drawn_one_by_one(client: FlaskClient) -> None:
    (whole,) = page(client, "most=150").xpath('//*[@id="told"]//a[contains(@href, "all=1")]/@href')
    network = page(client, whole.partition("?")[2])
    shapes = network.xpath('//*[local-name()="svg"][@class="picture"]/*[local-name()="a"]')
    assert len(shapes) == len(data(client, "most=150")["nodes"])
    (back,) = network.xpath('//*[@id="told"]//a[starts-with(., "Count like")]/@href')
    assert back == "/explore?most=150"
