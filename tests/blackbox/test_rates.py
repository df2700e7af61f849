"""Rate limits: so many requests of an address, and whose word on addresses is believed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.blackbox.client import Client
from tests.blackbox.server import Server, serving


@pytest.fixture(scope="module")
def rated(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that believes one proxy, which is also where it is watched from."""
    options = ("--rate", "5/hour", "--proxies", "127.0.0.9, 127.0.0.8", "--log", "")
    with serving(data, tmp_path_factory.mktemp("rated") / "said", *options) as server:
        yield server


def client_at(rated: Server, address: str) -> Client:
    return replace(rated.client, source=address)


def statuses(client: Client, count: int, forwarded: str = "") -> list[int]:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return [client.get("/sparql?query=ASK%7B%7D", headers).status for _ in range(count)]


def test_an_address_that_asks_too_often_is_told_when_to_ask_again(rated: Server) -> None:
    client = client_at(rated, "127.0.1.1")
    assert statuses(client, 7) == [200] * 5 + [429] * 2
    found = client.get("/")
    assert found.problem["title"] == "Too Many Requests"
    assert 0 < int(found.headers["retry-after"]) <= 2 * 3600
    assert found.headers["access-control-allow-origin"] == "*"
    assert found.problem["detail"] == (
        f"too many requests: ask again in {client.get('/').headers['retry-after']} s"
    )


def test_other_addresses_are_not_affected(rated: Server) -> None:
    statuses(client_at(rated, "127.0.1.2"), 8)
    assert statuses(client_at(rated, "127.0.1.3"), 5) == [200] * 5


def test_all_kinds_of_requests_count(rated: Server) -> None:
    client = client_at(rated, "127.0.1.4")
    for path in ("/", "/none", "/static/style.css", "/downloads"):
        client.get(path)
    assert statuses(client, 2) == [200, 429]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
def test_whoever_watches_the_server_may_always(rated: Server, path: str) -> None:
    client = client_at(rated, "127.0.1.5")
    assert {client.get(path).status for _ in range(10)} == {200}


@pytest.mark.parametrize("proxy", ["127.0.0.8", "127.0.0.9"])
def test_a_named_proxy_is_believed(rated: Server, proxy: str) -> None:
    client = client_at(rated, proxy)
    for last in (1, 2):
        forwarded = f"192.0.2.{last}{proxy[-1]}"
        assert statuses(client, 6, forwarded) == [200] * 5 + [429]


def test_the_last_address_that_no_proxy_told_counts(rated: Server) -> None:
    client = client_at(rated, "127.0.0.9")
    asked = [statuses(client, 1, f"203.0.113.{made_up}, 192.0.2.77")[0] for made_up in range(6)]
    assert asked == [200] * 5 + [429]


def test_nobody_else_is_believed(rated: Server) -> None:
    client = client_at(rated, "127.0.1.6")
    asked = [statuses(client, 1, f"198.51.100.{made_up}")[0] for made_up in range(6)]
    assert asked == [200] * 5 + [429]


def test_addresses_of_one_network_of_ipv6_are_one(rated: Server) -> None:
    client = client_at(rated, "127.0.0.9")
    asked = [statuses(client, 1, f"2001:db8:1:2::{one:x}")[0] for one in range(6)]
    assert asked == [200] * 5 + [429]
    assert statuses(client, 1, "2001:db8:1:3::1") == [200]


@pytest.mark.parametrize("forwarded", ["nonsense", ", ,", "1.2.3.4:80", "[::1]:80", "é" * 50])
def test_an_address_that_is_none_does_no_harm(rated: Server, forwarded: str) -> None:
    client = client_at(rated, "127.0.0.9")
    assert statuses(client, 1, forwarded)[0] in (200, 429)
