"""What a client gets whose query is wrong, which prefers pages or data, or packs its request."""

import gzip

import pytest

from tests.blackbox.client import DIRECT, Client, dump

BAD = "SELECT * { ?s ?p"
ACCEPTS = ["", "*/*", "image/png", "text/turtle", "*/*;q=0", "text/html", "text/html;q=0.1"]


@pytest.mark.parametrize("accept", ACCEPTS)
def test_a_malformed_query_is_400_whatever_is_accepted(client: Client, accept: str) -> None:
    for found in (
        client.query(BAD, {"Accept": accept}),
        client.query(BAD, {"Accept": accept}, format="csv"),
        client.post(BAD, {**DIRECT, "Accept": accept}),
    ):
        assert found.status == 400, found


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("text/turtle, text/html;q=0.2", "text/turtle; charset=utf-8"),
        ("text/html, text/turtle;q=0.2", "text/html; charset=utf-8"),
        ("text/csv, text/html;q=0.2", "text/html; charset=utf-8"),
        ("*/*", "text/turtle; charset=utf-8"),
    ],
)
def test_the_page_is_for_those_who_prefer_html(client: Client, accept: str, kind: str) -> None:
    for target in ("/sparql", f"/sparql?{dump({'query': 'CONSTRUCT WHERE {}'}).decode()}"):
        assert client.get(target, {"Accept": accept}).kind == kind


def test_a_packed_body_is_read_and_an_unknown_coding_refused(client: Client) -> None:
    packed = gzip.compress(b"ASK {}")
    found = client.send("POST", "/sparql", {**DIRECT, "Content-Encoding": "gzip"}, packed)
    assert found.json["boolean"] is True
    refused = client.send("POST", "/sparql", {**DIRECT, "Content-Encoding": "lzma"}, packed)
    assert refused.problem["status"] == 415
    assert refused.headers["accept-encoding"] == "br, deflate, gzip, x-gzip, zstd, identity"


def test_without_a_query_the_service_is_described(client: Client) -> None:
    found = client.get("/sparql", {"Accept": "text/turtle"})
    assert (found.status, found.kind) == (200, "text/turtle; charset=utf-8")
    assert "sd:Service" in found.text


def test_without_a_query_people_get_a_page_to_ask_with(client: Client) -> None:
    found = client.get("/sparql", {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert (found.status, found.kind) == (200, "text/html; charset=utf-8")
    assert "<textarea" in found.text
