"""Words of reasons and of languages: what a release says in English, as a page says it."""

import pytest
from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring

from graph.related import TYPES, Type
from ontology import PREFIXES
from server.languages.catalogue import catalogues
from server.languages.current import speaking
from server.records.view_model import SENTENCES
from server.reports.reason_words import languages_in_words

HTML = {"Accept": "text/html"}
SPANISH = "/es"


def page(client: FlaskClient, path: str) -> HtmlElement:
    return fromstring(client.get(path, headers=HTML).text)


def column(shown: HtmlElement, heading: str) -> list[str]:
    """Return the texts of a column of an answer."""
    headings = [one.text_content().strip() for one in shown.xpath("//table//thead//th")]
    at = headings.index(heading) + 1
    return [one.text_content() for one in shown.xpath(f"//tbody/tr/td[{at}]")]


def via(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@pytest.mark.parametrize("type_", TYPES, ids=lambda one: one.name)
def test_the_sentence_of_each_type_is_one_that_is_translated(type_: Type) -> None:
    assert SENTENCES[via(type_.via)] == type_.sentence.replace("{node}", "{name}")


def test_the_reasons_of_an_answer_are_in_the_language_of_its_page(client: FlaskClient) -> None:
    reasons = column(page(client, f"{SPANISH}/questions/economic-and-racial"), "Motivos")
    said = [one for text in reasons for one in text.split("; ") if one]
    assert len(said) > 20
    assert [one for one in said if one.startswith(("Both ", "Workers ", "Labour ", "The "))] == []


@pytest.mark.parametrize("path", ["/related", "/related?to=michigan-midas"])
def test_why_issues_are_related_is_in_the_language_of_the_page(
    client: FlaskClient, path: str
) -> None:
    shown = page(client, f"{SPANISH}/id/issue/ghost-work{path}")
    said = shown.xpath("//ol[@class='related']//li/span[1] | //main/ul/li/span[1]")
    reasons = [one.text_content() for one in said if not one.get("lang")]
    assert reasons
    assert [one for one in reasons if one.startswith("Both ")] == []


@pytest.mark.parametrize(
    ("path", "heading", "name"),
    [
        ("/questions/who-works-on", "Languages", "German"),
        ("/es/questions/who-works-on", "Idiomas", "alemán"),
    ],
)
def test_languages_are_named_as_people_call_them(
    client: FlaskClient, path: str, heading: str, name: str
) -> None:
    named = {one for text in column(page(client, path), heading) for one in text.split(", ")}
    assert name in named
    assert [one for one in named if 0 < len(one) < 4] == []


def test_the_data_of_an_answer_keep_the_codes_of_languages(client: FlaskClient) -> None:
    assert ",de,2026-" in client.get("/questions/who-works-on.csv").text


def test_an_unknown_language_keeps_its_code() -> None:
    with speaking(catalogues()["es"]):
        assert languages_in_words("en, xx") == "inglés, xx"
