"""The explorer in a real browser: a node is opened, read, left out and saved, by every hand."""

from pathlib import Path

import networkx as nx
import pytest
from lxml import etree
from playwright.sync_api import Locator, Page, expect

from server import has_parts
from tests.blackbox.server import Server
from tests.browser.conftest import Visit
from tests.browser.hands import HANDS, Hand

needs_parts = pytest.mark.skipif(not has_parts(), reason="this install has no front-end parts")
AROUND = "/explore?around=system/google-assistant"
WORKERS = "Linguists behind Google Assistant"


def row(page: Page, name: str) -> Locator:
    """Return the row of a node in the table."""
    table = page.get_by_role("region", name="Nodes")
    return table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def drawn(page: Page) -> None:
    page.locator("#explorer[data-drawn=cytoscape]").wait_for()


@pytest.mark.parametrize("name", HANDS)
def test_the_graph_is_explored_and_saved(visit: Visit, server: Server, name: str) -> None:
    hand: Hand = HANDS[name]
    page = visit(server, "/id/system/google-assistant", **hand.how)
    hand.press(page.get_by_role("link", name="Explore around this"))
    page.wait_for_url("**/explore?around=system*")
    expect(row(page, WORKERS)).to_be_visible()
    hand.press(page.get_by_role("link", name="Expand Google", exact=True))
    page.wait_for_url("**around=actor*")
    expect(page.get_by_role("complementary", name="Selected")).to_contain_text("33 links")
    hand.press(page.get_by_role("link", name="Leave out YouTube", exact=True))
    page.wait_for_url("**without=actor*")
    expect(row(page, "YouTube")).to_have_count(0)
    with page.expect_download() as download:
        hand.press(page.get_by_role("link", name="GraphML", exact=True))
    saved = nx.read_graphml(download.value.path())
    assert WORKERS in nx.get_node_attributes(saved, "label").values()


@pytest.mark.parametrize("name", HANDS)
def test_the_way_between_two_is_found(visit: Visit, server: Server, name: str) -> None:
    hand: Hand = HANDS[name]
    page = visit(server, f"{AROUND}&select=actor/google", **hand.how)
    selected = page.get_by_role("complementary", name="Selected")
    hand.press(selected.get_by_role("link", name="Begin a way here"))
    page.wait_for_url("**from=actor*")
    hand.press(row(page, WORKERS).get_by_role("rowheader").get_by_role("link"))
    hand.press(selected.get_by_role("link", name="Way to here from Google"))
    page.wait_for_url("**to=worker-group*")
    expect(page.locator("#told")).to_contain_text("from Google to Linguists")
    for suffix in ("GEXF", "Cytoscape JSON", "links as CSV", "SVG"):
        with page.expect_download() as download:
            page.get_by_role("link", name=suffix, exact=True).click()
        assert "linguists" in Path(download.value.path()).read_text(encoding="utf-8").lower()


@needs_parts
def test_the_picture_is_saved_as_it_stands(visit: Visit, server: Server) -> None:
    page = visit(server, AROUND)
    drawn(page)
    for name, begins in (("PNG as it stands", b"\x89PNG"), ("SVG as it stands", b"<svg ")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        saved = Path(download.value.path()).read_bytes()
        assert saved.startswith(begins)
    legend = {
        text.text for text in etree.fromstring(saved).iterfind(".//{*}g[@id='legend']/{*}text")
    }
    assert {"AI system", "actor", "group of workers", page.url} <= legend


@needs_parts
def test_the_address_and_the_way_back_hold_the_view(visit: Visit, server: Server) -> None:
    page = visit(server, AROUND)
    drawn(page)
    told = page.locator("#told")
    before = told.inner_text()
    page.locator("input[name=kind][value=issue]").uncheck()
    page.wait_for_url("**kind=*")
    expect(told).not_to_have_text(before)
    narrowed = told.inner_text()
    page.reload()
    drawn(page)
    assert told.inner_text() == narrowed
    page.go_back()
    expect(told).to_have_text(before)
