"""A misspelt address or parameter leads on: each offer is near by name, has a title, and works."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}
ISSUE = "https://w3id.org/justicegraph/id/issue/"
MISSPELT = {
    "/search?implicated=gogle": ("Google", "/search?implicated=Google"),
    "/search?area=human-rigths": ("Human Rights", "/search?area=Human+Rights"),
    "/search?order=newst": ("newest", "/search?order=newest"),
    "/search?area=human-rights&page=x": ("The same without page", "/search?area=human-rights"),
    "/concept/task/content-moderaton": ("Content moderation", "/concept/task/content-moderation"),
    "/concept/tsk/content-moderation": ("Content moderation", "/concept/task/content-moderation"),
    "/concept/justice-are": ("Justice areas", "/concept/justice-area"),
    "/ontology/Incidnt": ("incident", "/ontology/Incident"),
    "/questions/about-actor?actor=Amazn": ("Amazon", "/questions/about-actor?actor=amazon"),
    "/questions/pay?plce=kenya": ("place", "/questions/pay?place=kenya"),
    "/questions/pay?task=data-labeling": ("Data labelling", "/questions/pay?task=data-labelling"),
    "/questions/areas-by-year?from=x": ("The same without from", "/questions/areas-by-year"),
    "/interlocks?actor=gogle&actor=amazon": ("Google", "/interlocks?actor=Google&actor=amazon"),
    "/compare?of=actr": ("actor", "/compare?of=actor"),
    "/brief?place=kenyaa": ("Kenya", "/brief?place=Kenya"),
    "/companies/gogle": ("Google", "/id/actor/google"),
    "/compnies": ("Companies", "/companies"),
    "/charts/areas-by-yer": (
        "In which years are the issues of each justice area reported?",
        "/charts/areas-by-year",
    ),
    "/charts/areas-by-year?scale=onee": ("one", "/charts/areas-by-year?scale=one"),
    "/pictures/bars/are": ("Justice area", "/pictures/bars/area"),
    "/id/actor/google/relatd": ("Google", "/id/actor/google"),
    "/contribute/isue": ("issue", "/contribute/issue"),
    "/contribute/issues/table": ("issue", "/contribute/issue/table"),
    "/activity/curaton": ("Curation of records in our own words", "/activity/curation"),
    "/id/source/guardian-google-assistant-2019s": (
        "'A white-collar sweatshop': Google Assistant contractors allege wage theft",
        "/id/source/guardian-google-assistant-2019",
    ),
    "/id/issue/ghost-work/related?to=michigan-mida": (
        "Michigan's benefit system wrongly accused about 40,000 people of fraud",
        "/id/issue/ghost-work/related?to=michigan-midas",
    ),
    "/reconcile/preview?id=id/actor/gogle": ("Google", "/reconcile/preview?id=id%2Factor%2Fgoogle"),
    f"/oembed?url={ISSUE}ghost-wrok": (
        "Low-paid hidden workers in developing countries keep AI running",
        f"/oembed?url={quote(ISSUE, safe='')}ghost-work",
    ),
    "/feeds/nw.atom": ("New issues", "/feeds/new.atom"),
}
"""A wrong address → the first offer: its text and its address."""


@pytest.mark.parametrize("path", MISSPELT)
def test_a_misspelt_address_offers_the_nearest_and_each_offer_works(
    client: FlaskClient, path: str
) -> None:
    answer = client.get(path, headers=HTML)
    assert answer.status_code in (400, 404)
    offers = html.fromstring(answer.text).xpath("//ul[preceding-sibling::h2[@id='near']][1]//a")
    found = [(one.text_content(), one.get("href")) for one in offers]
    assert found[0] == MISSPELT[path]
    assert not [text for text, _ in found if text.startswith("/")]
    for _, address in found:
        assert client.get(address, headers=HTML, follow_redirects=True).status_code == 200


@pytest.mark.parametrize(
    ("given", "word"),
    [
        ("implicated=https://w3id.org/justicegraph/id/actor/google", "implicated=google"),
        (
            "area=https://w3id.org/justicegraph/concept/justice-area/human-rights",
            "area=human-rights",
        ),
        ("implicated=actor/google", "implicated=google"),
    ],
)
def test_an_iri_stands_for_its_word_in_a_filter(client: FlaskClient, given: str, word: str) -> None:
    totals = [client.get(f"/search.json?{one}").get_json()["total"] for one in (given, word)]
    assert totals[0] == totals[1] > 0


def test_an_iri_stands_for_its_word_in_a_question(client: FlaskClient) -> None:
    asked = "/questions/about-actor.csv?actor="
    whole = client.get(f"{asked}https://w3id.org/justicegraph/id/actor/meta").text
    assert whole == client.get(f"{asked}meta").text


def test_one_actor_alone_is_compared_with_others_that_the_page_asks_for(
    client: FlaskClient,
) -> None:
    answer = client.get("/interlocks?actor=gogle", headers=HTML)
    assert (answer.status_code, answer.location) == (302, "/compare?of=actor&is=gogle")
    assert client.get("/interlocks?actor=google").status_code == 400


def test_what_is_compared_by_letters_is_compared(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/compare?a=gogle&b=amazon", headers=HTML).text)
    assert page.xpath("string(//h1)") == "Amazon"
    offered = page.xpath("//p[contains(@class, 'unknown')]/a[1]/@href")
    assert offered == ["/compare?of=actor&is=Google&is=amazon"]


def test_a_topic_to_follow_is_mended_within_its_address(client: FlaskClient) -> None:
    answer = client.get("/follow?topic=/search?area%3Dhuman-rigths", headers=HTML)
    offers = html.fromstring(answer.text).xpath("//ul[preceding-sibling::h2[@id='near']][1]//a")
    assert client.get(offers[0].get("href"), headers=HTML).status_code == 200
