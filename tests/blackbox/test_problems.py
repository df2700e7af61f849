"""Errors as programs and people read them, and the headers of every answer."""

import pytest

from tests.blackbox.client import DIRECT, Client
from tests.blackbox.server import Server

MARKUP = "<script>alert(1)</script>"
BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}

# A request of each kind, and its status.
KINDS = [
    ("GET", "/", 200),
    ("GET", "/sparql", 200),
    ("GET", "/sparql?query=ASK%7B%7D", 200),
    ("GET", "/sparql?query=ASK%7B%7D&format=xml", 200),
    ("GET", "/id/issue/ghost-work", 200),
    ("GET", "/id/issue/ghost-work.ttl", 200),
    ("GET", "/ontology", 200),
    ("GET", "/questions", 200),
    ("GET", "/downloads", 200),
    ("GET", "/.well-known/void", 200),
    ("GET", "/dataset", 200),
    ("GET", "/graph-store?default", 200),
    ("GET", "/static/style.css", 200),
    ("GET", "/healthz", 200),
    ("GET", "/readyz", 200),
    ("GET", "/metrics", 200),
    ("GET", "/none", 404),
    ("GET", "/id/issue/none", 404),
    ("GET", "/id/issue/%00", 404),
    ("GET", "/static/none.css", 404),
    ("GET", "/release/none/justicegraph.ttl", 404),
    ("GET", "/sparql?query=SELECT", 400),
    ("GET", "/sparql?query=SELECT%20*%20%7B%20SERVICE%20%3Ca%3Ab%3E%20%7B%7D%20%7D", 403),
    ("GET", "/graph-store", 400),
    ("PUT", "/sparql", 405),
    ("DELETE", "/id/issue/ghost-work", 405),
    ("POST", "/graph-store?default", 405),
    ("POST", "/sparql", 415),
]
by_kind = pytest.mark.parametrize(("method", "target", "status"), KINDS)
STRICT = {
    "access-control-allow-origin": "*",
    "referrer-policy": "strict-origin-when-cross-origin",
    "server": "JusticeGraph",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
}


@by_kind
def test_every_answer_is_open_to_any_page_and_runs_nothing(
    client: Client, method: str, target: str, status: int
) -> None:
    found = client.send(method, target, {"Accept": "*/*"}, b"" if method != "GET" else None)
    assert found.status == status
    assert {name: found.headers.get(name) for name in STRICT} == STRICT
    policy = found.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert {"x-powered-by", "via"}.isdisjoint(found.headers)


@by_kind
def test_head_has_the_headers_of_get(client: Client, method: str, target: str, status: int) -> None:
    if method != "GET":
        return
    get, head = (client.send(one, target, {"Accept": "*/*"}) for one in ("GET", "HEAD"))
    changing = {"date", "transfer-encoding"} | (
        {"content-length"} if target == "/metrics" else set()
    )
    assert head.body == b""
    assert head.status == get.status
    assert {name: value for name, value in head.headers.items() if name not in changing} == {
        name: value for name, value in get.headers.items() if name not in changing
    }


@by_kind
def test_any_page_may_ask_by_any_request(
    client: Client, method: str, target: str, status: int
) -> None:
    asks = {"Origin": "https://example.org", "Access-Control-Request-Method": method}
    found = client.send("OPTIONS", target, asks)
    assert found.headers["access-control-allow-origin"] == "*"
    allowed = found.headers["access-control-allow-methods"].split(", ")
    assert {"GET", "HEAD", "POST", "OPTIONS"} == {*allowed}
    assert "Content-Type" in found.headers["access-control-allow-headers"]


ERRORS = [
    ("/none", 404, "Not Found"),
    ("/id/issue/none", 404, "Not Found"),
    ("/sparql?query=SELECT", 400, "Bad Request"),
    ("/sparql?query=ASK%7B%7D&timeout=0", 400, "Bad Request"),
    ("/sparql?query=CLEAR%20ALL", 403, "Forbidden"),
    ("/search.exe", 406, "Not Acceptable"),
    ("/graph-store?graph=https://example.org/none", 404, "Not Found"),
]
by_error = pytest.mark.parametrize(("target", "status", "title"), ERRORS)


@by_error
def test_an_error_is_told_as_problem_details(
    client: Client, target: str, status: int, title: str
) -> None:
    for headers in ({}, {"Accept": "application/json"}, {"Accept": "*/*"}):
        found = client.get(target, headers)
        told = found.problem
        assert (told["type"], told["title"], told["status"]) == ("about:blank", title, status)
        assert told["detail"]
        assert found.headers["cache-control"] == "no-store"


@by_error
def test_an_error_is_told_as_text_where_text_is_wanted(
    client: Client, target: str, status: int, title: str
) -> None:
    found = client.get(target, {"Accept": "text/plain, */*;q=0.1"})
    assert (found.status, found.kind) == (status, "text/plain; charset=utf-8")
    assert found.text == f"{title}: {client.get(target).problem['detail']}\n"


@by_error
def test_an_error_is_told_as_a_page_to_people(
    client: Client, target: str, status: int, title: str
) -> None:
    asked = f"{target}&format=html" if "query=" in target else target
    found = client.get(asked, BROWSER)
    assert found.status == status
    assert found.kind.startswith("text/html")
    assert title in found.text


@pytest.mark.parametrize(
    "target",
    [
        "/sparql?format=html&query=%3Cscript%3Ealert(1)%3C/script%3E",
        "/sparql?format=html&query=ASK%7B%7D&timeout=%3Cscript%3Ealert(1)%3C/script%3E",
        "/graph-store?graph=%3Cscript%3Ealert(1)%3C/script%3E",
        "/id/issue/%3Cscript%3Ealert(1)%3C%2Fscript%3E",
        "/%3Cscript%3Ealert(1)%3C/script%3E",
    ],
)
def test_what_was_asked_for_is_shown_as_text(client: Client, target: str) -> None:
    for accept in (BROWSER, {"Accept": "text/html"}):
        found = client.get(target, accept)
        assert found.status // 100 == 4
        assert MARKUP not in found.text


def test_a_malformed_query_is_told_with_its_place_beside_the_detail(client: Client) -> None:
    told = client.query("ASK {\n  nonsense\n}").problem
    assert [*told] == ["type", "title", "status", "detail", "line", "column"]
    assert told["line"] == 2


def test_too_much_to_send_is_told_and_the_server_goes_on(client: Client) -> None:
    assert client.post(b"#" * 3_000_000, DIRECT).problem["status"] == 413
    assert client.query("ASK {}").status == 200


@pytest.mark.parametrize(
    "target",
    [
        "/",
        "/sparql",
        "/id/issue/ghost-work",
        "/downloads",
        "/.well-known/void",
        "/none",
        "/dataset",
    ],
)
@pytest.mark.parametrize("accept", ["*/*", BROWSER["Accept"], "text/turtle"])
def test_a_forged_host_changes_no_body(client: Client, target: str, accept: str) -> None:
    forged = {
        "Host": "evil.example",
        "X-Forwarded-Host": "evil.example",
        "X-Forwarded-Proto": "gopher",
        "Forwarded": "host=evil.example;proto=gopher",
    }
    honest = client.get(target, {"Accept": accept, "Host": "honest.example"})
    found = client.get(target, {"Accept": accept, **forged})
    assert b"evil.example" not in found.body
    assert found.body == honest.body
    assert "evil.example" not in str(found.headers)


def test_nothing_that_went_wrong_inside_was_told(server: Server) -> None:
    assert "Traceback" not in server.said
