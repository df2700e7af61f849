"""Pages of what is not found: they offer what is near, but nothing for the link of a letter."""

import pytest
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("/receipt/none", "/contribute"),
        ("/receipt", "/remove"),
        ("/follow/confirm/workers", "/follow"),
        ("/follow/confirm", "/follow"),
        ("/follow/stop", "/follow"),
    ],
)
def test_a_false_link_of_a_letter_says_what_to_do_and_offers_no_record(
    client: FlaskClient, path: str, way: str
) -> None:
    answer = client.get(path, headers=HTML)
    body = answer.text.partition("<main")[2].partition("</main>")[0]
    assert answer.status_code == 404
    assert "Did you mean" not in body
    assert "Search for it" not in body
    assert f'href="{way}"' in body


def test_another_address_offers_what_is_near(client: FlaskClient) -> None:
    assert "Did you mean one of these?" in client.get("/id/issue/ghost-wrok", headers=HTML).text


def test_the_word_of_the_navigation_leads_to_the_list_of_issues(client: FlaskClient) -> None:
    assert 'href="/search"' in client.get("/issues", headers=HTML).text.partition("Did you mean")[2]


def test_an_activity_leads_to_the_graphs_that_it_made(client: FlaskClient) -> None:
    page = client.get("/activity/curation", headers=HTML).text
    query = page.partition('href="/sparql?format=html&amp;query=')[2].partition('"')[0]
    answer = client.get(f"/sparql?format=csv&query={query.replace('&amp;', '&')}").text
    assert "graph/issue/ghost-work,https://w3id.org/justicegraph/id/issue/ghost-work" in answer
