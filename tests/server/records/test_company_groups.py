"""The page of a company gives the figure of its group, which is that of the question."""

import csv

from flask.testing import FlaskClient
from lxml import html

from server.search.issue_lists import issues_with
from server.search.search import address_of

HTML, CSV, JSON = ({"Accept": f"{kind}"} for kind in ("text/html", "text/csv", "application/json"))


def figures(client: FlaskClient, slug: str) -> dict[str, str]:
    page = html.fromstring(client.get(f"/id/actor/{slug}", headers=HTML).text)
    links = page.xpath("//ul[@class='figures']//a[@class='number']")
    return {link.get("href"): link.text for link in links}


def answer(client: FlaskClient, address: str) -> list[dict[str, str]]:
    return [*csv.DictReader(client.get(address, headers=CSV).text.splitlines())]


def test_the_figure_of_each_group_is_that_of_the_question_and_of_the_facet(
    client: FlaskClient,
) -> None:
    companies = {row["company"]: row for row in answer(client, "/questions/groups")}
    slugs = {"Meta Platforms": "meta", "Google": "google", "Alphabet": "alphabet"}
    for name, slug in slugs.items():
        address = f"/questions/groups?actor={slug}"
        (row,) = answer(client, address)
        found = client.get(address_of(issues_with(actor=slug)), headers=JSON).get_json()
        assert figures(client, slug)[address] == row["asGroup"] == companies[name]["asGroup"]
        assert str(found["total"]) == row["alone"]


def test_the_companies_of_a_group_are_named_with_their_years(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/id/actor/meta", headers=HTML).text)
    (section,) = page.xpath("//section[@aria-labelledby='group']")
    named = [" ".join(item.text_content().split()) for item in section.xpath(".//li")]
    assert "Instagram, since 2012" in named


def test_a_company_that_owned_no_actor_of_an_issue_has_no_figure_of_a_group(
    client: FlaskClient,
) -> None:
    assert "/questions/groups" not in "".join(figures(client, "facebook"))
