"""Paths that no IRI of ours has: not found, whatever they hold, and never an error of ours."""

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PATHS = [
    "/id/issue/none",
    "/id/none/none",
    "/id",
    "/id/",
    "/graph/",
    "/concept/none",
    "/graph/none",
    "/activity/none",
    "/ontology/none",
    "/ontology.exe",
    "/id/issue/%3Cscript%3E",
    "/id/issue/%3Cscript%3Ealert(1)%3C/script%3E",
    "/id/issue/<script>alert(1)</script>",
    "/id/issue/%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E",
    "/id/issue/a%20b",
    "/id/issue/..%2F..%2Fetc",
    "/id/issue/../../etc/passwd",
    "/id/issue/%2e%2e/ghost-work",
    "/id/issue/ghost-work%00",
    "/id/issue/ghost-work%0d%0aSet-Cookie:%20a=b",
    "/id/issue/ghost-work%C2%85",
    "/id/issue/ghost-work;a=b",
    "/id/issue/%E2%80%AEghost-work",
    "/id/issue/gh%C3%B6st",
    "/id/issue/%FF%FE",
    "/id/issue/%ED%A0%80",
    "/id/issue/%",
    "/id/issue/.ttl",
    "/id/issue/ghost-work.ttl.ttl",
    "/id/issue/{ghost-work}",
    "/id/issue/%7B%7B7*7%7D%7D",
    "/id/issue/<urn:a>%20.%20%7D%20%23",
    "/id/issue/$this",
    "/id/issue/" + "a" * 10_000,
    "/" + "id/" * 2_000,
    "/concept/%22%7D",
    "/concept/role/../role",
    "/ontology/" + "%41" * 1_000,
]

MENDED = {
    "/ontology.": "/ontology",
    "/id/issue/ghost-work%20": "/id/issue/ghost-work",
    "/id/issue/ghost-work/": "/id/issue/ghost-work",
    "/id/issue//ghost-work": "/id/issue/ghost-work",
    "/id//issue/ghost-work": "/id/issue/ghost-work",
    "/id/issue/ghost-work%2F": "/id/issue/ghost-work",
    "/id/issue/ghost-work..ttl": "/id/issue/ghost-work.ttl",
}
"""What a hand slips into an address, and where it leads."""


@pytest.mark.parametrize("path", MENDED)
def test_a_slip_leads_to_an_address_of_this_server_alone(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (301, MENDED[path])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path[:40])
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "application/problem+json"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str, accept: str) -> None:
    answer = client.get(path, headers={"Accept": accept})
    assert answer.status_code == 404
    if accept == "text/html":
        assert "<script>" not in answer.text
        assert "<img" not in answer.text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tail=st.text(max_size=40).map(lambda text: text.encode("utf-8", "replace").decode()))
def test_no_path_is_an_error_of_ours(client: FlaskClient, tail: str) -> None:
    answer = client.get(f"/id/issue/{tail}".replace("?", "%3F").replace("#", "%23"))
    assert answer.status_code in (400, 404)
