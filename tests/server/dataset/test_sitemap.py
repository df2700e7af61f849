"""The sitemap by the rules of its protocol, and robots.txt."""

import re
import sqlite3
from contextlib import closing
from math import ceil
from typing import Final
from urllib.robotparser import RobotFileParser

import pytest
from flask.testing import FlaskClient
from lxml import etree

from graph.release.release import Release
from graph.search import documents, listed, parts
from ontology import BASE, PREFIXES, questions
from server.dataset import sitemap

NS: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
BOUNDS: Final = "number >= 0 AND number < 9"
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def told(client: FlaskClient, path: str, outer: str, inner: str) -> dict[str, str | None]:
    """Return the addresses of a sitemap with their days, held to the rules of the protocol."""
    answer = client.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/xml")
    assert len(answer.data) <= 50 << 20
    root = etree.fromstring(answer.data)
    assert root.tag == NS + outer
    assert {one.tag for one in root} <= {NS + inner}
    assert 0 < len(root) <= 50_000
    found = {one.findtext(f"{NS}loc"): one.findtext(f"{NS}lastmod") for one in root}
    assert len(found) == len(root)
    for address, day in found.items():
        assert address.isascii()
        assert len(address) < 2_048
        assert address.startswith(BASE)
        assert day is None or DAY.fullmatch(day)
    return found


def pages(client: FlaskClient) -> dict[str, str | None]:
    index = told(client, "/sitemap.xml", "sitemapindex", "sitemap")
    found: dict[str, str | None] = {}
    for address in index:
        # A part lists what is at or below its own folder, which is that of the whole site.
        assert "/" not in address.removeprefix(BASE)
        found |= told(client, address.replace(BASE, "/"), "urlset", "url")
    return found


def test_every_issue_and_every_question_is_in_it(client: FlaskClient, release: Release) -> None:
    found = pages(client)
    path = release.folder / "search.sqlite"
    assert {iri for iri, _ in listed(path, 0, 50_000)} <= {*found}
    assert {f"{BASE}questions/{one.slug}" for one in questions()} <= {*found}
    assert {BASE, f"{BASE}search", f"{BASE}downloads", f"{BASE}api"} <= {*found}
    assert f"{BASE}concept/role/developer" in found
    assert f"{BASE}id/source/guardian-google-assistant-2019" in found
    assert DAY.fullmatch(found[f"{BASE}id/issue/ghost-work"] or "")


def test_every_address_is_a_page(client: FlaskClient) -> None:
    for number, address in enumerate(sorted(pages(client))):
        if number % 7 == 0 or "/id/" not in address:
            answer = client.get(address.replace(BASE, "/"), headers={"Accept": "text/html"})
            assert (answer.status_code, answer.mimetype) == (200, "text/html"), address


def test_parts_hold_all_and_none_twice(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, release: Release
) -> None:
    whole = pages(client)
    monkeypatch.setattr(sitemap, "SIZE", 100)
    sitemap._days.cache_clear()
    in_parts = pages(client)
    index = told(client, "/sitemap.xml", "sitemapindex", "sitemap")
    sitemap._days.cache_clear()
    path = release.folder / "search.sqlite"
    assert in_parts == whole
    sources = release.manifest["counts"]["classes"][PREFIXES["jg"] + "Source"]
    assert len(index) == 1 + len(parts(path, 100)) + ceil(sources / 100) > 3


def test_each_address_is_in_one_part(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "SIZE", 50)
    sitemap._days.cache_clear()
    index = told(client, "/sitemap.xml", "sitemapindex", "sitemap")
    found = [
        one for part in index for one in told(client, part.replace(BASE, "/"), "urlset", "url")
    ]
    sitemap._days.cache_clear()
    assert len(index) > 6
    assert len({*found}) == len(found)


@pytest.mark.parametrize("table", ["document", "source"])
def test_a_part_reads_its_own_rows_alone(release: Release, table: str) -> None:
    plan = f"EXPLAIN QUERY PLAN SELECT iri FROM {table} WHERE {BOUNDS}"  # noqa: S608 - one of two
    with closing(sqlite3.connect(release.folder / "search.sqlite")) as connection:
        steps = [step for *_, step in connection.execute(plan)]
    assert [step.split()[0] for step in steps] == ["SEARCH"]


def test_what_is_hidden_is_in_no_part(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    hidden = {"issue/ghost-work", "source/guardian-google-assistant-2019"}
    addresses = {f"{BASE}id/{name}" for name in hidden}
    whole = {*pages(client)}
    assert addresses <= whole
    monkeypatch.setattr("server.web.site.hidden_now", lambda _: hidden)
    assert {*pages(client)} == whole - addresses


def test_there_is_no_other_part(client: FlaskClient) -> None:
    assert client.get("/sitemap-99.xml").status_code == 404
    assert client.get("/sitemap--1.xml").status_code == 404


def test_programs_are_told_what_to_leave_alone(client: FlaskClient) -> None:
    answer = client.get("/robots.txt")
    assert answer.mimetype == "text/plain"
    rules = RobotFileParser()
    rules.parse(answer.text.splitlines())
    assert rules.site_maps() == [f"{BASE}sitemap.xml"]
    for path in ("/", "/id/issue/ghost-work", "/search", "/downloads", "/questions/pay"):
        assert rules.can_fetch("any", path)
    for path in ("/graph-store?default", "/embed/issue/ghost-work", "/interlocks?actor=a"):
        assert not rules.can_fetch("any", path)


def test_what_is_withdrawn_is_in_no_list() -> None:
    quads = [("<g>", "<https://example.org/id/issue/a>", "<p>", "<o>")]
    assert documents(quads)[0] == []
