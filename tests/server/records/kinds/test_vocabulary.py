"""The pages of the vocabulary: all of it by file, its terms, its schemes."""

import re

from flask.testing import FlaskClient
from lxml import html

from ontology import JG, vocabulary

HTML = {"Accept": "text/html"}
DEFINING = re.compile(r"#(Class|ObjectProperty|DatatypeProperty)$")


def page(client: FlaskClient, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address, headers=HTML).text)


def terms() -> set[str]:
    """Return the classes and properties that the vocabulary defines."""
    typed = [
        (str(quad.subject)[1:-1], str(quad.object)[1:-1])
        for quad in vocabulary()
        if quad.predicate.value.endswith("#type")
    ]
    return {
        term.removeprefix(JG)
        for term, type_ in typed
        if term.startswith(JG) and DEFINING.search(type_)
    }


def test_each_term_stands_once_under_the_file_that_defines_it(client: FlaskClient) -> None:
    found = page(client, "/ontology")
    shown = found.xpath("//dl[@class='terms']/dt[@id]/@id")
    assert sorted(shown) == sorted(terms())
    (labour,) = found.xpath("//section[@aria-labelledby='topic-labour']")
    assert "WorkerGroup" in labour.xpath(".//dt/@id")


def test_a_class_tells_how_many_things_of_it_there_are_and_lists_them(client: FlaskClient) -> None:
    (link,) = page(client, "/ontology/Incident").xpath("//a[@class='number']")
    listed = client.get(link.get("href"), headers={"Accept": "application/json"}).get_json()
    assert listed["total"] == int(link.text)


def test_a_class_of_no_list_is_asked_for_in_sparql(client: FlaskClient) -> None:
    (link,) = page(client, "/ontology/Involvement").xpath("//a[@class='number']")
    assert link.get("href").startswith("/sparql?query=")


def test_a_class_leads_to_what_is_narrower_and_to_its_properties(client: FlaskClient) -> None:
    told = page(client, "/ontology/Issue")
    assert {"/ontology/Incident", "/ontology/justiceArea"} <= {*told.xpath("//main//a/@href")}


def test_a_property_is_shown_in_use(client: FlaskClient) -> None:
    (section,) = page(client, "/ontology/justiceArea").xpath(
        "//section[@aria-labelledby='examples']"
    )
    areas = section.xpath(".//td/a/@href")
    assert 0 < len(areas) <= 5
    assert all(address.startswith("/concept/justice-area/") for address in areas)


def test_a_scheme_shows_the_narrower_under_the_broader(client: FlaskClient) -> None:
    found = page(client, "/concept/role")
    (branch,) = found.xpath("//li[span/a[@href='/concept/role/implicated']]")
    assert branch.xpath("./ul//a[@href='/concept/role/developer']")


def test_each_number_of_a_scheme_is_what_its_list_finds(client: FlaskClient) -> None:
    links = page(client, "/concept/justice-area").xpath("//a[@class='count']")
    assert len(links) == 7
    for link in links:
        listed = client.get(link.get("href"), headers={"Accept": "application/json"}).get_json()
        assert listed["total"] == int(link.text)


def test_each_term_is_shown_as_queries_write_it(client: FlaskClient) -> None:
    found = page(client, "/ontology")
    shown = found.xpath("//dl[@class='terms']/dt[@id]/code/text()")
    assert sorted(shown) == sorted(f"jg:{term}" for term in terms())


def test_a_property_names_the_classes_that_it_leads_from_and_to(client: FlaskClient) -> None:
    (said,) = page(client, "/ontology").xpath("//dt[@id='developedBy']/following-sibling::dd[1]")
    assert said.xpath("span/code/text()") == ["jg:AISystem", "jg:Actor"]
