"""A place's page: where it lies, what lies in it, and what was reported there."""

from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}


def page(client: FlaskClient, slug: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/id/place/{slug}", headers=HTML).text)


def test_a_country_leads_up_to_the_world(client: FlaskClient) -> None:
    above = page(client, "kenya").xpath("//nav[@class='above']//a/text()")
    assert above == ["World", "Africa", "Sub-Saharan Africa", "Eastern Africa"]


def test_a_region_leads_to_the_places_in_it_and_a_bloc_to_its_members(client: FlaskClient) -> None:
    regions = page(client, "africa").xpath("//section[@aria-labelledby='inner']//li/a[1]/text()")
    assert {*regions} == {"Sub-Saharan Africa", "Northern Africa"}
    south = page(client, "global-south").xpath(
        "//section[@aria-labelledby='inner']//li/a[1]/text()"
    )
    assert "Kenya" in south
    assert len(south) > 150


def test_a_place_leads_to_its_issues_on_the_map(client: FlaskClient) -> None:
    assert page(client, "kenya").xpath("//a[@href='/places?place=kenya']/text()") == ["On the map"]


def test_where_nothing_is_recorded_nothing_is_said_to_have_happened_or_not(
    client: FlaskClient,
) -> None:
    told = page(client, "monaco").text_content()
    assert "That no issue is recorded does not say that nothing happened." in told


def test_a_region_and_a_bloc_count_what_their_countries_count_and_the_world_does_not(
    client: FlaskClient,
) -> None:
    told = {}
    for slug in ("africa", "world", "global-south", "kenya"):
        (first, *_) = page(client, slug).xpath("//ul[@class='figures']/li")
        told[slug] = " ".join(first.text_content().split())
    assert told["africa"].endswith("issues reported here or in a place in it")
    assert told["world"].endswith("that name it as a whole")
    assert told["global-south"].endswith("issues reported here or in a place in it")
    assert told["kenya"].endswith("issues reported here")
