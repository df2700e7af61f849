"""What a record lacks: the page asks for it, at the field of its form."""

import pytest
from flask.testing import FlaskClient
from lxml import html

from server.records.gaps import OF_KINDS

HTML = {"Accept": "text/html"}


def asked(client: FlaskClient, path: str) -> dict[str, str]:
    page = html.fromstring(client.get(path, headers=HTML).text)
    return {a.text: a.get("href") for a in page.xpath("//section[@class='help']//a")}


@pytest.mark.parametrize(
    ("path", "words", "field"),
    [
        ("/id/system/chatgpt", "Who developed it?", ""),
        ("/id/system/michigan-midas", "Who developed it?", "developedBy"),
        ("/id/source/readnow-cc-mercor-musen-2025", "On which day?", "published"),
    ],
)
def test_a_page_asks_for_what_no_statement_fills(
    client: FlaskClient, path: str, words: str, field: str
) -> None:
    assert asked(client, path).get(words) == (f"{path}/correct#in-{field}" if field else None)


def test_a_proceeding_without_a_date_asks_at_the_issue_that_it_concerns(
    client: FlaskClient,
) -> None:
    path = "/id/proceeding/uk-inquiry-ray-ban-meta-glasses"
    form = "/id/issue/ray-ban-meta-footage-labelling/correct"
    assert asked(client, path) == {"When was it brought?": form}
    assert "Not known" not in client.get(path, headers=HTML).text


@pytest.mark.parametrize(
    "path",
    [
        "/id/system/michigan-midas",
        "/id/worker-group/duplex-callers",
        "/id/source/readnow-cc-mercor-musen-2025",
    ],
)
def test_each_field_that_is_asked_for_is_in_the_form(client: FlaskClient, path: str) -> None:
    form = html.fromstring(client.get(f"{path}/correct", headers=HTML).text)
    known = {f"in-{field}" for field in OF_KINDS[path.split("/")[2]]}
    assert known <= {*form.xpath("//@id")}
