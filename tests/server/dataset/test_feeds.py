"""Feeds of releases: two releases, of which the second brings, changes and withdraws issues."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from lxml import etree

from graph.build.build import build
from graph.build.inputs import Plan
from graph.reading.files import curated_records
from graph.release.history import HISTORY, history
from graph.release.release import Release
from ontology import BASE
from server import Settings, create_app
from server.search.atom import Feed, Item, feed_text

ATOM = "{http://www.w3.org/2005/Atom}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
KEPT_BACK = "ghost-work-replaces-employment"
CHANGED = "hiring-algorithms"


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[FlaskClient, Release, Release]:
    """A server of two releases; the first lacks an issue and has another title for one."""
    folder = tmp_path_factory.mktemp("two")
    records = folder / "records"
    shutil.copytree(curated_records(), records)
    later = (records / "issue" / f"{KEPT_BACK}.yaml").read_text(encoding="utf-8")
    later = re.sub(r"summary: >-\n(  .*\n)+", "", later)
    later = later.replace("notStated: [", "notStated: [summary, ")
    (records / "issue" / f"{KEPT_BACK}.yaml").unlink()
    first = build(Plan(folder / "data", (records,)))
    (records / "issue" / f"{KEPT_BACK}.yaml").write_text(later, encoding="utf-8")
    path = records / "issue" / f"{CHANGED}.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^title: ", "title: Again, ", text, flags=re.M), encoding="utf-8")
    second = build(Plan(folder / "data", (records,)))
    return create_app(Settings(folder / "data")).test_client(), first, second


def checked(data: bytes) -> etree._Element:
    """Return a feed that has all that RFC 4287 asks for, once each."""
    feed = etree.fromstring(data)
    assert feed.tag == f"{ATOM}feed"
    for node in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (only,) = node.findall(f"{ATOM}{name}")
            assert (only.text or "").strip()
        assert re.match(r"https?://", node.findtext(f"{ATOM}id"))
        assert MOMENT.fullmatch(node.findtext(f"{ATOM}updated"))
        links = [(link.get("rel", "alternate"), link.get("href")) for link in node.iter()
                 if link.tag == f"{ATOM}link" and link.getparent() is node]  # fmt: skip
        assert [rel for rel, _ in links].count("alternate") == 1
        assert all(re.match(r"https?://", href) for _, href in links)
    assert feed.find(f"{ATOM}author/{ATOM}name") is not None
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")].count("self") == 1
    ids = [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len({*ids})
    return feed


def ids(feed: etree._Element) -> list[str]:
    return [one.findtext(f"{ATOM}id") for one in feed.iter(f"{ATOM}entry")]


@pytest.mark.parametrize(
    "path", ["/feeds/new.atom", "/feeds/changed.atom", "/feeds/releases.atom", "/search.atom?q=ai"]
)
def test_a_feed_is_what_the_standard_asks_for(
    two: tuple[FlaskClient, Release, Release], path: str
) -> None:
    answer = two[0].get(path)
    assert (answer.status_code, answer.mimetype) == (200, "application/atom+xml")
    feed = checked(answer.data)
    (own,) = [one.get("href") for one in feed.findall(f"{ATOM}link") if one.get("rel") == "self"]
    assert two[0].get(own.replace(BASE, "/")).data == answer.data


def test_what_a_release_brought_is_new_and_stands_first(
    two: tuple[FlaskClient, Release, Release],
) -> None:
    found = ids(checked(two[0].get("/feeds/new.atom").data))
    assert found[0] == f"{BASE}id/issue/{KEPT_BACK}"
    assert len(found) == min(50, len([*(curated_records() / "issue").glob("*.yaml")]))


def test_a_new_issue_without_a_summary_has_its_type_in_words(
    two: tuple[FlaskClient, Release, Release],
) -> None:
    first = next(checked(two[0].get("/feeds/new.atom").data).iter(f"{ATOM}entry"))
    assert first.findtext(f"{ATOM}id") == f"{BASE}id/issue/{KEPT_BACK}"
    assert first.findtext(f"{ATOM}summary") == "hazard"


def test_what_a_release_changed_tells_its_fields(
    two: tuple[FlaskClient, Release, Release],
) -> None:
    feed = checked(two[0].get("/feeds/changed.atom").data)
    found = {one.findtext(f"{ATOM}id"): one for one in feed.iter(f"{ATOM}entry")}
    entry = found[f"{BASE}id/issue/{CHANGED}"]
    assert entry.findtext(f"{ATOM}title").startswith("Again, ")
    assert entry.findtext(f"{ATOM}summary").startswith("Changed: name, title. ")
    assert f"{BASE}id/issue/{KEPT_BACK}" not in found


def test_the_releases_are_told_with_what_they_changed(
    two: tuple[FlaskClient, Release, Release],
) -> None:
    client, first, second = two
    feed = checked(client.get("/feeds/releases.atom").data)
    assert ids(feed) == [f"{BASE}release/{one.name}" for one in (second, first)]
    texts = [one.findtext(f"{ATOM}summary") for one in feed.iter(f"{ATOM}entry")]
    assert texts[0].startswith(f"Against {first.name}: ")
    assert "issue: 1 added, 1 changed" in texts[0]


def test_a_first_release_changed_nothing(client: FlaskClient) -> None:
    assert ids(checked(client.get("/feeds/changed.atom").data)) == []


def test_another_feed_is_not_there(client: FlaskClient) -> None:
    assert client.get("/feeds/none.atom").status_code == 404


def test_the_downloads_page_tells_every_release(two: tuple[FlaskClient, Release, Release]) -> None:
    client, first, second = two
    page = client.get("/downloads").text
    assert page.index(f'id="{second.name}"') < page.index(f'id="{first.name}"')
    for one in (first, second):
        assert one.manifest["rdfc10"] in page
        assert f'href="/release/{one.name}/justicegraph.ttl.gz"' in page
        assert f'href="/release/{one.name}.bib"' in page
    assert f'href="/release/{second.name}/changes.json"' in page
    assert f'href="/release/{first.name}/changes.json"' not in page


def test_all_that_differs_can_be_had(two: tuple[FlaskClient, Release, Release]) -> None:
    client, first, second = two
    with client.get(f"/release/{second.name}/changes.json") as answer:
        found = json.loads(answer.data)
    assert (found["old"], found["new"]) == (first.name, second.name)
    added = [one["record"] for one in found["records"] if one["change"] == "added"]
    assert f"issue/{KEPT_BACK}" in added
    assert client.get(f"/release/{first.name}/changes.json").status_code == 404


def test_the_history_keeps_the_order_of_publication(
    two: tuple[FlaskClient, Release, Release],
) -> None:
    _, first, second = two
    found = history(second.folder.parent.parent)
    assert [one.name for one in found] == [first.name, second.name]
    assert [one.before for one in found] == ["", first.name]


def test_a_page_is_held_while_its_bytes_are_the_same(
    two: tuple[FlaskClient, Release, Release],
) -> None:
    client, _, second = two
    tag = client.get("/downloads").headers["ETag"]
    os.utime(second.folder.parent.parent / HISTORY, (1, 1))
    assert client.get("/downloads", headers={"If-None-Match": tag}).status_code == 304
    assert client.get("/coverage", headers={"If-None-Match": tag}).status_code == 200


def test_releases_from_before_the_history_come_first(tmp_path: Path, release: Release) -> None:
    for name in ("b" * 16, "a" * 16):
        folder = tmp_path / "releases" / name
        folder.mkdir(parents=True)
        shutil.copy(release.folder / "manifest.json", folder)
    assert [one.name for one in history(tmp_path)] == ["a" * 16, "b" * 16]


def test_a_feed_is_well_formed_whatever_titles_hold() -> None:
    hostile = "</title><script>\x00\x0b\ufffe]]> & 💥 \u202e"
    feed = Feed(
        "https://example.org/", "https://example.org/a.atom", hostile, "2026-11-22", hostile
    )
    item = Item("https://example.org/1", "", "https://example.org/1", "2026-11-22", hostile)
    found = checked(feed_text(feed, [item]))
    assert found.findtext(f"{ATOM}title") == "</title><script>\ufffd\ufffd\ufffd]]> & 💥 \u202e"


def test_a_list_of_hostile_words_is_a_feed(client: FlaskClient) -> None:
    checked(client.get("/search.atom?q=%01%EF%BF%BE%3Cb%3E").data)
