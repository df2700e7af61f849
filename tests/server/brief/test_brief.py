"""The organiser brief: what it selects, and that each statement has its source."""

import pytest
from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}
KENYA = "/brief?place=kenya&task=content-moderation"
PARTS = [
    "facts",
    "pay",
    "figures",
    "proceedings",
    "demands",
    "wins",
    "organising",
    "call",
    "sources",
]


def page(client: FlaskClient, address: str) -> html.HtmlElement:
    return html.fromstring(client.get(address, headers=HTML).text)


def part(client: FlaskClient, address: str, name: str) -> list[html.HtmlElement]:
    found = page(client, address).xpath(f"//section[@aria-labelledby='{name}']//li")
    return list(found)


def words(client: FlaskClient, address: str, name: str) -> str:
    return " ".join(" ".join(one.text_content().split()) for one in part(client, address, name))


def test_a_brief_has_its_parts_in_order_and_names_what_it_is_about(client: FlaskClient) -> None:
    found = page(client, KENYA)
    assert found.xpath("//article//section/@aria-labelledby") == PARTS
    assert found.findtext(".//h1") == "Brief: Kenya, Content moderation"


def test_a_brief_on_moderation_in_kenya_has_cases_demands_and_whom_to_call(
    client: FlaskClient,
) -> None:
    assert "60,000 KES per month" in words(client, KENYA, "pay")
    assert "pending" in words(client, KENYA, "proceedings")
    assert "right to organise" in words(client, KENYA, "demands").lower()
    assert "African Content Moderators Union" in words(client, KENYA, "call")
    assert "Foxglove, non-governmental organisation, United Kingdom" in words(client, KENYA, "call")


def test_who_can_be_reached_is_listed_too_where_others_alone_work_on_it_there(
    client: FlaskClient,
) -> None:
    """Of others those with a contact alone, state bodies that take complaints among them."""
    calls = words(client, KENYA, "call")
    assert "complaints@knchr.org" in calls
    assert "Kenya Human Rights Commission" not in calls
    assert calls.index("African Content Moderators Union") < calls.index("complaints@knchr.org")


def test_each_fact_figure_and_demand_leads_to_a_source(client: FlaskClient) -> None:
    found = page(client, KENYA)
    numbers = {f"#{one}" for one in found.xpath("//section[@class='cited']//li/@id")}
    for name in PARTS[:-2]:
        for entry in found.xpath(f"//section[@aria-labelledby='{name}']//li"):
            cited = set(entry.xpath(".//sup/a/@href"))
            assert cited, entry.text_content()
            assert cited <= numbers


def test_a_brief_takes_words_and_facets_as_a_search_does(client: FlaskClient) -> None:
    found = page(client, "/brief?q=moderators&year=2023&condition=psychological-distress")
    assert found.findtext(".//h1") == "Brief: moderators, Psychological distress, 2023"
    assert found.xpath("//section[@aria-labelledby='facts']//li")
    search = html.fromstring(client.get("/search?q=moderators&year=2023", headers=HTML).text)
    assert "/brief?q=moderators&year=2023" in search.xpath("//a/@href")


def test_filters_narrow_a_brief(client: FlaskClient) -> None:
    assert "Hyderabad" not in words(client, KENYA, "pay")
    wide = words(client, "/brief?task=content-moderation", "pay")
    assert "Hyderabad" in words(client, "/brief?place=india&task=content-moderation", "pay") + wide


def test_a_brief_on_a_company_has_the_workers_behind_it_alone(client: FlaskClient) -> None:
    pay = words(client, "/brief?actor=openai", "pay")
    assert "Labellers at Sama in Kenya who worked for OpenAI" in pay
    assert "Hyderabad" not in pay
    assert "Moderators of Meta content at Sama" not in pay


def test_workers_whose_pay_nobody_gives_are_named_as_such(client: FlaskClient) -> None:
    found = page(client, "/brief?workers=google-assistant-linguists")
    (section,) = found.xpath("//section[@aria-labelledby='pay']")
    assert "Not known: the pay of Linguists behind Google Assistant." in section.text_content()


def test_a_demand_that_was_met_is_a_win(client: FlaskClient) -> None:
    assert "met" in words(client, "/brief?workers=appen-google-raters", "wins")


def test_a_brief_of_nothing_says_what_that_means(client: FlaskClient) -> None:
    found = page(client, "/brief?place=kenya&task=voice-calling").text_content()
    assert "That says what is recorded here, not that there is none." in found


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/brief?plcae=kenya", "the nearest is 'place'"),
        ("/brief?task=content-moderatoin", "Content moderation"),
        ("/brief?workers=<script>", "no worker group is called so"),
        ("/brief?year=1", "year"),
    ],
)
def test_an_unknown_filter_is_refused_with_the_nearest(
    client: FlaskClient, address: str, said: str
) -> None:
    found = client.get(address, headers={"Accept": "application/json"})
    assert found.status_code == 400
    assert said in found.get_json()["detail"]


def test_without_a_filter_there_is_a_form_and_briefs_to_begin_with(client: FlaskClient) -> None:
    found = page(client, "/brief")
    assert len(found.xpath("//ul[@class='plain']//a")) == 4
    for href in found.xpath("//ul[@class='plain']//a/@href"):
        assert page(client, href).xpath("//article[@class='brief']")


def test_what_sources_say_is_marked_as_english(client: FlaskClient) -> None:
    for name in ("proceedings", "demands"):
        for item in part(client, f"/es{KENYA}", name):
            said = item.xpath("string(i[last()]/following-sibling::bdi)")
            assert not item.xpath("i") or said
    quoted = page(client, f"/es{KENYA}").xpath("//section//li/i/following-sibling::bdi/@lang")
    assert quoted
    assert set(quoted) == {"en"}


def test_titles_of_facts_are_marked_as_english(client: FlaskClient) -> None:
    for item in part(client, f"/es{KENYA}", "facts"):
        assert item.xpath("a[not(@class)][1]/@lang") == ["en"]
