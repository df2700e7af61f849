"""Pages of actors, systems, workers, places, concepts: each number is what its list finds."""

import pytest
from flask.testing import FlaskClient
from lxml import html

HTML = {"Accept": "text/html"}
JSON = {"Accept": "application/json"}
PAGES = [
    "/id/actor/amazon",
    "/id/actor/google",
    "/id/actor/sama",
    "/id/system/google-assistant",
    "/id/worker-group/hidden-data-workers",
    "/id/place/kenya",
    "/id/place/africa",
    "/id/place/global-south",
    "/concept/justice-area/economic-justice",
    "/concept/role/implicated",
    "/concept/task/content-moderation",
    "/concept/condition/low-wages",
    "/concept/affected-group/gig-workers",
]


def counted(client: FlaskClient, address: str) -> dict[str, int]:
    """Return what each list is said to hold that a number of a page leads to."""
    page = html.fromstring(client.get(address, headers=HTML).text)
    found = {}
    for link in page.xpath("//a[contains(@class, 'count') or contains(@class, 'number')]"):
        if link.get("href").startswith("/search"):
            found[link.get("href")] = int(link.text.replace(",", ""))
    return found


@pytest.mark.parametrize("address", PAGES)
def test_each_number_is_what_its_list_finds(client: FlaskClient, address: str) -> None:
    told = counted(client, address)
    found = {listed: client.get(listed, headers=JSON).get_json()["total"] for listed in told}
    assert told == found
    assert told or "/system/" in address or "/worker-group/" in address
