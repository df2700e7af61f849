"""Share links: every page can be sent on by an address that shows it to any client."""

from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring

from tests.browser.kinds import KINDS

HTML = {"Accept": "text/html"}
ROOT = "https://w3id.org/justicegraph/"
PRIVATE = tuple(
    f"/{name}"
    for name in (
        *("contribute", "desk", "embed/", "follow", "reconcile", "remove", "similar", "sparql"),
    )
)
LONGEST = 400
"""Letters of a post without its address; Mastodon takes 500, and counts an address as 23."""
PUBLIC = {
    name: kind.path
    for name, kind in KINDS.items()
    if kind.status == 200
    if not kind.path.startswith(PRIVATE)
    if not kind.path.endswith("/correct")
}


def share(client: FlaskClient, path: str) -> HtmlElement:
    page = fromstring(client.get(path, headers=HTML, follow_redirects=True).text)
    return page.find(".//section[@id='share-page']")


def address(section: HtmlElement) -> str:
    return str(section.find(".//a[@id='share-address']").get("href"))


@pytest.mark.parametrize("name", PUBLIC)
def test_a_page_is_shared_by_an_address_that_gives_html_to_any_client(
    client: FlaskClient, name: str
) -> None:
    section = share(client, PUBLIC[name])
    shared, text = address(section), section.find(".//p[@id='share-text']").text_content()
    assert text.endswith(shared)
    assert len(text) - len(shared) < LONGEST
    assert shared.startswith(ROOT)
    answer = client.get(f"/{shared.removeprefix(ROOT)}", headers={"Accept": "*/*"})
    assert (answer.status_code, answer.mimetype) == (200, "text/html")


def test_an_address_keeps_what_was_chosen_and_drops_what_tracks(client: FlaskClient) -> None:
    section = share(client, "/compare?of=actor&is=google&utm_source=letter&is=amazon")
    assert address(section) == f"{ROOT}compare.html?of=actor&is=google&is=amazon"


def test_a_message_has_the_title_as_its_subject_and_the_address(client: FlaskClient) -> None:
    mail = share(client, "/id/actor/google").xpath(".//a[@href]")[1].get("href")
    assert urlsplit(mail).scheme == "mailto"
    words = parse_qs(urlsplit(mail).query)
    assert words["subject"] == ["Google (JusticeGraph)"]
    assert words["body"][0].endswith(f"{ROOT}id/actor/google.html")


def test_a_mark_of_a_title_is_shared_as_it_is_written(client: FlaskClient) -> None:
    title = "Amazon's AI recruitment tool discriminated against women."
    section = share(client, "/id/source/aidb-amazon-recruiting-tool")
    words = parse_qs(urlsplit(section.xpath(".//a[@href]")[1].get("href")).query)
    assert words["subject"] == [f"{title} (JusticeGraph)"]
    assert section.find(".//p[@id='share-text']").text_content().startswith(title)


def test_a_message_of_the_front_page_says_the_title_of_the_site_once(client: FlaskClient) -> None:
    mail = share(client, "/").xpath(".//a[@href]")[1].get("href")
    assert parse_qs(urlsplit(mail).query)["subject"] == ["JusticeGraph"]


def test_a_text_names_a_page_once_that_has_no_description(client: FlaskClient) -> None:
    section = share(client, "/id/organising/turkopticon-petition-2022")
    shared = section.find(".//p[@id='share-text']").text_content()
    name = "Petition of Turkopticon against mass rejections"
    assert shared == f"{name} {ROOT}id/organising/turkopticon-petition-2022.html"


def test_a_page_is_described_in_its_language(client: FlaskClient) -> None:
    page = fromstring(client.get("/es/search").text)
    (described,) = page.xpath("//meta[@name='description']/@content")
    assert described.startswith("Casos de IA y justicia, quienes están implicados")


def test_a_description_has_no_marks_of_evidence(client: FlaskClient) -> None:
    page = fromstring(client.get("/explore?around=actor/google", headers=HTML).text)
    (described,) = page.xpath("//meta[@name='description']/@content")
    assert "?" not in described


@pytest.mark.parametrize("path", ["/contribute/issue", "/remove", "/desk/sign-in", "/follow"])
def test_what_is_private_is_not_shared(client: FlaskClient, path: str) -> None:
    assert share(client, path) is None
