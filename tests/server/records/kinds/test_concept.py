"""A concept's page: what is broader and narrower, and the issues that have it."""

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def page(client: FlaskClient, path: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/concept/{path}", headers=HTML).text)


def test_a_concept_leads_up_to_its_scheme_and_to_what_is_broader(client: FlaskClient) -> None:
    above = page(client, "role/developer").xpath("//nav[@class='above']//a/text()")
    assert above == ["Roles", "Implicated"]


def test_a_broader_concept_leads_to_the_narrower(client: FlaskClient) -> None:
    (section,) = page(client, "role/implicated").xpath("//section[@aria-labelledby='narrower']")
    assert {"Developer", "Deployer", "Client"} <= {*section.xpath(".//li/a[1]/text()")}


def test_a_condition_leads_to_the_groups_of_workers_who_have_it(client: FlaskClient) -> None:
    (section,) = page(client, "condition/low-wages").xpath("//section[@aria-labelledby='workers']")
    assert section.xpath(".//a[starts-with(@href, '/id/worker-group/')]")


def test_a_concept_that_no_list_is_narrowed_by_tells_who_names_it(client: FlaskClient) -> None:
    (section,) = page(client, "actor-kind/union").xpath("//section[@aria-labelledby='elsewhere']")
    assert "African Content Moderators Union" in section.text_content()
