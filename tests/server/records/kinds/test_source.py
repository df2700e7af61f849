"""A source's page: where it is read, and what rests on it."""

import re
from urllib.parse import parse_qs, urlsplit

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def page(client: FlaskClient, slug: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/id/source/{slug}", headers=HTML).text)


def test_what_rests_on_a_source_is_told_by_kind(client: FlaskClient) -> None:
    found = page(client, "time-openai-kenya")
    heads = [" ".join(head.text_content().split()) for head in found.xpath("//section//h3")]
    assert heads == ["Issues 1", "Actors 2", "AI systems 1", "Groups of workers 1"]
    assert found.xpath("//a[@href='/id/issue/openai-sama-toxicity-labelling']")


def test_a_source_leads_to_where_it_is_read(client: FlaskClient) -> None:
    link, copy = page(client, "time-openai-kenya").xpath("//p[@class='note']/a")
    assert (link.text, copy.text) == ("Read it", "Find an archived copy")
    assert link.get("href").startswith("https://time.com/")
    assert "noreferrer" in link.get("rel")


def test_an_archived_copy_is_the_one_nearest_to_its_date(client: FlaskClient) -> None:
    link, copy = page(client, "the-star-openai-kenya").xpath("//p[@class='note']/a")
    stamp = copy.get("href").removesuffix("/" + link.get("href"))
    assert re.fullmatch(r"https://web\.archive\.org/web/20\d\d(\d\d){0,2}", stamp)


def test_of_many_statements_some_are_shown_and_all_are_asked_for(client: FlaskClient) -> None:
    (link,) = page(client, "country-codes").xpath("//p[contains(., 'Some of the')]/a")
    query = parse_qs(urlsplit(link.get("href")).query)["query"][0]
    rows = client.post("/sparql", data={"query": query, "format": "csv"}).text.splitlines()
    assert link.text == f"{len(rows) - 1} statements"
