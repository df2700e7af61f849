"""The pages of a proceeding and of what workers organised, and where they are named."""

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}
CASE = "/id/proceeding/kenya-elrc-petition-e071-of-2022"


def page(client: FlaskClient, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address, headers=HTML).text)


def words(found: html.HtmlElement, section: str) -> str:
    (part,) = found.xpath(f"//section[@aria-labelledby='{section}']")
    return " ".join(part.text_content().split())


def test_a_proceeding_has_its_parties_by_side_and_its_steps_in_order_of_time(
    client: FlaskClient,
) -> None:
    found = page(client, CASE)
    assert "Meta Platforms Respondent" in words(found, "parties")
    days = found.xpath("//section[@aria-labelledby='steps']//li/b/text()")
    assert len(days) == 5
    assert days == sorted(days, key=lambda day: day.ljust(10, "~"))
    assert days[:2] == ["2022-05", "2022"]


def test_each_step_and_party_has_its_source(client: FlaskClient) -> None:
    found = page(client, CASE)
    for entry in found.xpath(
        "//section[@aria-labelledby='steps' or @aria-labelledby='parties']//li"
    ):
        assert entry.xpath(".//sup/a[starts-with(@href, '#source-')]")


def test_an_actor_has_demands_put_to_it_answers_and_proceedings(client: FlaskClient) -> None:
    found = page(client, "/id/actor/meta")
    assert "Answer" in words(found, "demands")
    assert CASE in found.xpath("//section[@aria-labelledby='proceedings']//a/@href")
    assert found.xpath("//section[@aria-labelledby='wage-lines']//figure")


def test_a_union_has_what_it_asks_for_and_organised(client: FlaskClient) -> None:
    found = page(client, "/id/actor/turkopticon")
    assert words(found, "asks").startswith("What it asks for")
    petition = "/id/organising/turkopticon-petition-2022"
    assert petition in found.xpath("//section[@aria-labelledby='organised']//a/@href")


def test_organising_has_its_figures_with_sources(client: FlaskClient) -> None:
    found = page(client, "/id/organising/turkopticon-petition-2022")
    (figure,) = found.xpath("//ul[@class='plain']/li[bdi]")
    assert "more than 2,200 signatures (2022)" in figure.text_content()
    assert figure.xpath(".//sup/a")


def test_proceedings_and_organising_are_found_by_words_and_by_facets(client: FlaskClient) -> None:
    hits = client.get("/search.json?q=petition+openai+sama").get_json()["hits"]
    assert "proceeding" in {hit["id"].split("/")[-2] for hit in hits}
    (strike,) = client.get("/search.json?kind=Organising&place=ireland&q=strike").get_json()["hits"]
    assert strike["year"] == 2026
    cases = client.get("/search.json?kind=Proceeding&actor=meta").get_json()
    assert cases["total"] >= 3


def test_each_step_and_party_has_its_evidence_at_hand(client: FlaskClient) -> None:
    found = page(client, CASE)
    for section in ("parties", "steps"):
        buttons = found.xpath(f"//section[@aria-labelledby='{section}']//button[@class='why']")
        assert buttons, section
        for button in buttons:
            (note,) = found.xpath(f"//*[@id='{button.get('popovertarget')}']")
            assert note.xpath("./a[starts-with(@href, '/id/source/')]")
            assert note.xpath(f"./a[@href='{CASE}/history']")
