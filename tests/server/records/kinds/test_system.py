"""A system's page: what it is sold as, and the way of the work from client to workers."""

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def page(client: FlaskClient, slug: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/id/system/{slug}", headers=HTML).text)


def test_a_claim_stands_beside_the_workers_who_do_the_work(client: FlaskClient) -> None:
    (claim,) = page(client, "google-assistant").xpath(
        "//section[@aria-labelledby='claims-google-assistant']"
    )
    assert "26 languages" in claim.text_content()
    assert claim.xpath(".//a[@href='/id/worker-group/google-assistant-linguists']")


def test_the_chain_reads_from_the_product_by_the_buyers_to_the_workers(client: FlaskClient) -> None:
    found = page(client, "chatgpt")
    at = {
        link.get("href"): float(link.xpath("./*[name()='text']/*[name()='tspan']/@x")[0])
        for link in found.xpath("//*[contains(@class, 'picture')]//a")
    }
    chain = ["/id/system/chatgpt", "/id/actor/openai", "/id/actor/sama"]
    workers = next(address for address in at if "/worker-group/" in address)
    places = [at[address] for address in [*chain, workers]]
    assert places == sorted({*places})


def test_each_link_of_the_chain_names_its_kind_and_its_source(client: FlaskClient) -> None:
    links = page(client, "chatgpt").xpath("//ol[@class='chain']/li")
    assert len(links) == 4
    for link in links:
        assert link.xpath(".//a[starts-with(@href, '/concept/link-kind/')]")
        assert link.xpath(".//sup/a[starts-with(@href, '#source-')]")


def test_a_system_without_a_chain_has_no_picture(client: FlaskClient) -> None:
    assert not page(client, "michigan-midas").xpath("//*[contains(@class, 'picture')]")


def test_the_chain_ends_in_what_the_workers_get_and_shows_what_the_client_pays(
    client: FlaskClient,
) -> None:
    (picture,) = page(client, "chatgpt").xpath("//*[contains(@class, 'picture')]")
    text = " ".join(picture.text_content().split())
    assert "What they get" in text
    assert "for 12.5 USD per hour" in text
    pay = "/id/worker-group/sama-openai-labellers-kenya#take-home-2021"
    (link,) = picture.xpath(f".//a[@href='{pay}']")
    assert " ".join(link.text_content().split()) == "in 2021 1.32 to 2 USD per hour"


def test_pay_that_no_source_gives_is_dashed_and_said_to_be_unknown(client: FlaskClient) -> None:
    found = page(client, "google-assistant")
    (link,) = found.xpath("//a[@href='/id/worker-group/google-assistant-linguists#pay']")
    assert "gap" in link.get("class").split()
    assert " ".join(link.text_content().split()) == "what they get Not known"
    assert found.xpath("//*[contains(@class, 'curve') and contains(@class, 'gap')]")
