"""An actor's page: both sides, its standing, its owners and what it owns."""

import re

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def text_of(client: FlaskClient, address: str, id_: str) -> str:
    page = html.fromstring(client.get(address, headers=HTML).text)
    (section,) = page.xpath(f"//section[@aria-labelledby='{id_}']")
    return re.sub(r"\s+", " ", section.text_content()).strip()


def test_a_role_is_alleged_unless_a_source_says_more(client: FlaskClient) -> None:
    address = "/id/actor/allegheny-county-department-of-human-services"
    told = text_of(client, address, "implicated")
    assert "deployer alleged" in told
    assert "developer reported" in text_of(client, "/id/actor/amazon", "implicated")
    assert "Roles are alleged, unless a stamp says that a source goes further." in told


def test_an_actor_stands_on_the_side_of_its_roles(client: FlaskClient) -> None:
    page = client.get("/id/actor/dair", headers=HTML).text
    assert 'id="responding"' in page
    assert 'id="implicated"' not in page
    assert "researcher reported" in text_of(client, "/id/actor/dair", "responding")


def test_owner_and_owned_lead_to_each_other_and_stay_two(client: FlaskClient) -> None:
    assert "Facebook" in text_of(client, "/id/actor/meta", "owned")
    page = client.get("/id/actor/facebook", headers=HTML).text
    assert "Owned by" in page
    assert "What one did is not said of the other." in page


def test_the_systems_of_an_actor_are_named(client: FlaskClient) -> None:
    told = text_of(client, "/id/actor/google", "systems")
    assert "Recorded here as developed by it" in told
    assert "Google Assistant" in told


def test_no_page_says_worst(client: FlaskClient) -> None:
    page = client.get("/id/actor/amazon", headers=HTML).text
    assert "worst" not in page
    assert "How much was reported and recorded, never how bad it is." in page


def test_a_person_is_no_thing(client: FlaskClient) -> None:
    page = client.get("/id/actor/mary-gray", headers=HTML).text
    assert "in which they respond" in page
    assert "in which it" not in page
