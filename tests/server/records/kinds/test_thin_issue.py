"""The page of an issue of which little is known: one card, a made text, and what to help with."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from graph.build.build import build
from graph.build.inputs import Plan
from server import Settings, create_app
from server.records.gaps import FIELDS

HTML = {"Accept": "text/html"}
RECORDS = {
    "thin": """
id: thin
type: Incident
title: Camera system wrongly flags shoppers
notStated: [summary, justiceArea]
year: 2021
impact: privacy-violation
place: kenya
source: entry-1
involvement:
  "#shop": {actor: corner-shop, role: deployer, assertion: alleged, source: entry-1}
""",
    "bare": """
id: bare
type: Incident
title: A system failed
notStated: [summary, impact, justiceArea, year]
source: entry-1
""",
    "kenya": """
id: kenya
type: Country
name: Kenya
alpha2: KE
alpha3: KEN
m49: "404"
within: world
wikidata: Q114
source: entry-1
---
id: world
type: Region
name: World
m49: "001"
wikidata: Q2
source: entry-1
""",
    "corner-shop": """
id: corner-shop
type: Organization
name: Corner Shop
kind: company
source: entry-1
""",
    "entry-1": """
id: entry-1
type: Source
title: Entry 1 of a list
sourceKind: report
url: https://example.org/1
""",
}


@pytest.fixture(scope="module")
def thin(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    folder = tmp_path_factory.mktemp("thin")
    records = folder / "records"
    records.mkdir()
    for name, text in RECORDS.items():
        (records / f"{name}.yaml").write_text(text.lstrip(), encoding="utf-8")
    build(Plan(folder / "data", (records,)))
    return create_app(Settings(folder / "data")).test_client()


def page(client: FlaskClient, slug: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/id/issue/{slug}", headers=HTML).text)


def text(tree: html.HtmlElement, path: str) -> str:
    return " ".join(" ".join(one.text_content() for one in tree.xpath(path)).split())


def test_its_facts_are_told_in_sentences_that_say_that_they_are_made(thin: FlaskClient) -> None:
    tree = page(thin, "thin")
    assert text(tree, '//p[contains(@class, "made")]') == (
        "It is dated 2021 and reported from Kenya. "
        "Implicated, as alleged unless a source says more: Corner Shop. "
        "The harm is of this kind: Privacy Violation."
    )
    assert "This text was made from the facts of the record" in text(tree, "//article")


def test_one_card_holds_its_facts_and_its_sources(thin: FlaskClient) -> None:
    tree = page(thin, "thin")
    rows = [" ".join(one.text_content().split()) for one in tree.xpath("//dl//dt")]
    assert rows[:1] == ["Implicated"]
    assert rows[-2:] == ["Sources", "Told by"]
    assert tree.xpath('//dl//a[@href="/id/source/entry-1"]')


def test_nothing_empty_is_shown_and_what_matters_is_asked_for(thin: FlaskClient) -> None:
    tree = page(thin, "bare")
    assert "ot stated" not in text(tree, "//main")
    asked = [one.rpartition("#in-")[2] for one in tree.xpath('//*[@class="help"]//li/a/@href')]
    assert asked == [
        "summary",
        "year",
        "place",
        "impact",
        "justiceArea",
        "involvement",
        "response",
    ]
    for section in tree.xpath("//article//section"):
        assert len(section.text_content().split()) > len(section.xpath("string(h2)").split())


def test_every_gap_leads_to_a_field_of_the_form(client: FlaskClient) -> None:
    form = html.fromstring(client.get("/id/issue/ghost-work/correct", headers=HTML).text)
    for field in (*FIELDS, "involvement", "response"):
        assert form.xpath(f'//*[@id="in-{field}"]'), field


def test_each_statement_has_its_evidence_at_hand(thin: FlaskClient) -> None:
    tree = page(thin, "thin")
    opened = [one.get("popovertarget") for one in tree.xpath('//button[@class="why"]')]
    notes = {one.get("id"): one for one in tree.xpath("//*[@popover]")}
    area = "evidence-derived-justice-area-human-rights"
    assert {*opened} == {*notes} == {"evidence", "evidence-shop", area}
    told = {name: " ".join(one.text_content().split()) for name, one in notes.items()}
    assert told["evidence-shop"].startswith("Alleged: what that means. Entry 1 of a list")
    assert told["evidence"].startswith("Stated by a record, not derived. From")
    assert told[area].startswith("Derived, not stated by a record: ")
    for one in notes.values():
        assert "/id/issue/thin/history" in one.xpath(".//a/@href")
