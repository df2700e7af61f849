"""An issue on pages of others: framed there and nowhere else, and found by oEmbed."""

import json
import re

import pytest
from flask.testing import FlaskClient
from lxml import html

from ontology import BASE

ADDRESS = "/embed/issue/ghost-work"


def test_an_issue_is_shown_in_short(client: FlaskClient) -> None:
    page = client.get(ADDRESS).text
    assert 'href="/id/issue/ghost-work" target="_blank" rel="noopener"' in page
    assert f'<link rel="canonical" href="{BASE}id/issue/ghost-work.html">' in page
    assert "<script" not in page


@pytest.mark.parametrize("path", [ADDRESS, "/embed/issue/none"])
def test_it_may_be_framed_anywhere(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "frame-ancestors *" in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in headers


@pytest.mark.parametrize("path", ["/", "/id/issue/ghost-work", "/search", "/embed", "/none"])
def test_nothing_else_may_be_framed(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("slug", ["none", "%3Cscript%3E", "a%20b", "x" * 1_000, "%22%7D", "amazon"])
def test_what_is_no_issue_is_not_found(client: FlaskClient, slug: str) -> None:
    answer = client.get(
        f"/embed/issue/{slug}", headers={"Accept": "text/html"}, follow_redirects=True
    )
    assert answer.status_code == 404
    assert "<script>" not in answer.text


@pytest.mark.parametrize("host", [BASE, "http://localhost/"])
def test_oembed_gives_the_frame(client: FlaskClient, host: str) -> None:
    answer = client.get("/oembed", query_string={"url": f"{host}id/issue/ghost-work"})
    found = json.loads(answer.text)
    assert (found["version"], found["type"], found["width"]) == ("1.0", "rich", 560)
    (source,) = re.findall(r'^<iframe src="([^"]+)" width="560" height="320"', found["html"])
    assert source == f"{BASE}embed/issue/ghost-work"
    assert client.get(source.replace(BASE, "/")).status_code == 200


def test_oembed_keeps_to_the_size_that_there_is(client: FlaskClient) -> None:
    url = f"{BASE}id/issue/ghost-work"
    answer = client.get("/oembed", query_string={"url": url, "maxwidth": "300", "maxheight": "900"})
    found = json.loads(answer.text)
    assert (found["width"], found["height"]) == (300, 320)


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({}, 404),
        ({"url": "https://example.org/id/issue/ghost-work"}, 404),
        ({"url": f"{BASE}id/issue/none"}, 404),
        ({"url": f"{BASE}id/actor/amazon"}, 404),
        ({"url": f"{BASE}id/issue/ghost-work", "format": "xml"}, 406),
        ({"url": f"{BASE}id/issue/ghost-work", "maxwidth": "wide"}, 400),
    ],
)
def test_oembed_refuses_what_it_cannot_give(
    client: FlaskClient, query: dict[str, str], status: int
) -> None:
    assert client.get("/oembed", query_string=query).status_code == status


@pytest.mark.parametrize(
    ("path", "frame"),
    [
        ("/id/issue/ghost-work", "/embed/issue/ghost-work"),
        ("/questions/pay?place=kenya", "/embed/questions/pay?place=kenya"),
        ("/charts/areas-by-year", "/embed/charts/areas-by-year"),
    ],
)
def test_what_can_be_embedded_has_its_code_with_a_preview_and_buttons_to_copy(
    client: FlaskClient, path: str, frame: str
) -> None:
    page = html.fromstring(client.get(path, headers={"Accept": "text/html"}).text)
    assert page.xpath("//details//iframe[@class='preview']/@src") == [frame]
    assert f'src="https://w3id.org/justicegraph{frame}"' in page.xpath(
        "string(//*[@id='embed-code'])"
    )
    copied = page.xpath("//button[@data-copy]/@data-copy")
    assert {"citation", "embed-code"} <= {*copied}
    assert all(len(page.xpath(f"//*[@id='{one}']")) == 1 for one in copied)
