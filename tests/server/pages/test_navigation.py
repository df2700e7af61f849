"""Pages that lead to all others: the navigation in words of people, and its entrances."""

import json
import re

import pytest
from flask.testing import FlaskClient

from server.pages.navigation import section

HTML = {"Accept": "text/html"}
ENTRIES = ["Issues", "Companies", "Workers", "Who helps", "Places", "Data", "Contribute", "About"]


def navigation(client: FlaskClient, path: str) -> str:
    page = client.get(path, headers=HTML).text
    return page.partition('<nav aria-label="Main">')[2].partition("</nav>")[0]


def test_the_navigation_is_in_words_of_people(client: FlaskClient) -> None:
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', navigation(client, "/"))
    assert [words for _, words in links] == ENTRIES
    for address, _ in links:
        assert client.get(address, headers=HTML).status_code == 200


@pytest.mark.parametrize(
    ("path", "entry"),
    [
        ("/search?q=work", "Issues"),
        ("/companies", "Companies"),
        ("/id/worker-group/google-assistant-linguists", "Workers"),
        ("/actors?kind=union", "Who helps"),
        ("/questions/pay", "Data"),
        ("/help", "About"),
    ],
)
def test_the_entry_of_a_page_is_the_current_one(client: FlaskClient, path: str, entry: str) -> None:
    marked = re.findall(r'aria-current="true">([^<]+)', navigation(client, path))
    assert marked == [entry]


def test_a_page_may_belong_to_no_entry() -> None:
    assert section("/id/actor/amazon") == ""


def test_a_company_is_counted_as_its_list_is(client: FlaskClient) -> None:
    page = client.get("/companies", headers=HTML).text
    counts = re.findall(r'href="(/search\?[^"]*implicated=[^"]+)" aria-label="([\d,]+) ', page)
    assert len(counts) > 5
    for address, number in counts[:5]:
        data = client.get(address.replace("&amp;", "&").replace("/search", "/search.json"))
        assert json.loads(data.text)["total"] == int(number)


def test_the_workers_lead_to_all_groups_pay_and_helpers(client: FlaskClient) -> None:
    page = client.get("/workers", headers=HTML).text
    (number,) = re.findall(r'href="/search\?kind=WorkerGroup">([\d,]+) groups', page)
    total = json.loads(client.get("/search.json?kind=WorkerGroup").text)["total"]
    assert int(number.replace(",", "")) == total
    for address in ("/questions/pay", "/contribute/pay", "/actors?kind=union"):
        assert f'href="{address}' in page
