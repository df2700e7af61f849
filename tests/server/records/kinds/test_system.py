"""A system's page: what it is sold as, and the line from the product to a wage."""

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def page(client: FlaskClient, slug: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/id/system/{slug}", headers=HTML).text)


def test_a_claim_is_with_the_workers_who_do_the_work(client: FlaskClient) -> None:
    (claim,) = page(client, "google-assistant").xpath("//section[@aria-labelledby='claims']")
    assert "26 languages" in claim.text_content()
    assert claim.xpath(".//a[@href='/id/worker-group/google-assistant-linguists']")


def test_the_line_is_drawn_wide_and_upright_and_each_stop_leads_to_its_page(
    client: FlaskClient,
) -> None:
    wide, upright = page(client, "chatgpt").xpath("//figure[@class='line']/*[name()='svg']")
    assert (wide.get("class"), upright.get("class")) == ("across", "upright")
    for picture in (wide, upright):
        hrefs = picture.xpath(".//a/@href")
        for stop in ("system/chatgpt", "actor/openai", "actor/sama"):
            assert f"/id/{stop}" in hrefs


def test_each_link_of_the_chain_names_its_kind_and_its_source(client: FlaskClient) -> None:
    links = page(client, "chatgpt").xpath("//ol[@class='chain']/li")
    assert len(links) == 4
    for link in links:
        assert link.xpath(".//a[starts-with(@href, '/concept/link-kind/')]")
        assert link.xpath(".//a[starts-with(@href, '/id/source/')]")


def test_a_system_without_a_chain_says_that_nobody_knows_and_asks(client: FlaskClient) -> None:
    found = page(client, "michigan-midas")
    assert not found.xpath("//figure[@class='line']")
    (section,) = found.xpath("//section[@aria-labelledby='wage-lines']")
    assert "Not known: who does the work behind it" in section.text_content()
    assert section.xpath(".//a/@href") == ["/id/system/michigan-midas/correct"]


def test_the_line_ends_in_what_the_workers_get(client: FlaskClient) -> None:
    wide = page(client, "chatgpt").xpath("//*[@class='across']")[0]
    pay = "/id/worker-group/sama-openai-labellers-kenya#take-home-2021"
    first, *_ = wide.xpath(f".//a[@href='{pay}']")
    assert " ".join(first.text_content().split()) == "about 1.32 to 2 USD per hour (2021)"


def test_what_nobody_knows_is_dashed_and_asks(client: FlaskClient) -> None:
    wide = page(client, "google-assistant").xpath("//*[@class='across']")[0]
    (gap,) = wide.xpath(".//*[name()='g'][contains(@class, 'gap')]")
    assert "Not known" in gap.text_content()
    (asks,) = gap.xpath(".//a[.//*[contains(@class, 'asks')]]/@href")
    assert asks == "/contribute/pay?record=worker-group%2Fgoogle-assistant-linguists"
    assert client.get(asks, headers=HTML).status_code == 200
    assert wide.xpath(".//*[contains(@class, 'track') and contains(@class, 'gap')]")


def test_what_a_client_pays_has_its_place_and_its_sources(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/id/system/chatgpt", headers=HTML).text)
    (price, *_) = page.xpath("//section[@aria-labelledby='payments']//li[@id]")
    assert "USD" in price.text_content()
    assert price.xpath(".//sup/a[starts-with(@href, '#source-')]")
    assert price.xpath(".//*[@popover]/a[starts-with(@href, '/id/source/')]")
