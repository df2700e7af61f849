"""The explorer in a real browser: a node is opened, read, left out and saved, by every hand."""

from itertools import combinations
from pathlib import Path
from urllib.parse import quote

import networkx as nx
import pytest
from lxml import etree
from playwright.sync_api import Locator, Page, expect

from server import has_parts
from tests.blackbox.server import Server
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visit
from tests.browser.hands import HANDS, KEYBOARD_LONG, Hand
from tests.waiting import becomes

needs_parts = pytest.mark.skipif(not has_parts(), reason="this install has no front-end parts")
AROUND = "/explore?around=system/google-assistant"
WORKERS = "Linguists behind Google Assistant"


def row(page: Page, name: str) -> Locator:
    """Return the row of a node in the table."""
    table = page.get_by_role("region", name="Nodes")
    return table.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name, exact=True))


def drawn(page: Page) -> None:
    page.locator("#explorer[data-drawn=cytoscape]").wait_for()


@pytest.mark.parametrize("name", KEYBOARD_LONG)
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
    for suffix in ("GEXF", "Cytoscape JSON", "links as CSV", "Picture as SVG"):
        with page.expect_download() as download:
            page.get_by_role("link", name=suffix, exact=True).click()
        assert "linguists" in Path(download.value.path()).read_text(encoding="utf-8").lower()


@needs_parts
def test_the_picture_of_the_whole_is_saved_as_drawn(visit: Visit, server: Server) -> None:
    page = visit(server, "/explore?most=150&all=1")
    drawn(page)
    for name, begins in (("PNG as drawn", b"\x89PNG"), ("SVG as drawn", b"<svg ")):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        saved = Path(download.value.path()).read_bytes()
        assert saved.startswith(begins)
    legend = {
        text.text for text in etree.fromstring(saved).iterfind(".//{*}g[@id='legend']/{*}text")
    }
    assert {"AI system", "actor", "group of workers", page.url} <= legend
    page.set_viewport_size(PHONE)
    becomes(lambda: has_all_nodes(page))


@needs_parts
def test_what_arrives_while_a_page_is_printed_is_drawn_after(visit: Visit, server: Server) -> None:
    page = visit(server, "/about")
    page.emulate_media(media="print")
    page.goto("/explore?most=150&all=1", wait_until="networkidle")
    page.emulate_media(media="screen")
    drawn(page)
    assert has_all_nodes(page)


def has_all_nodes(page: Page) -> bool:
    """Whether all nodes are within the picture as drawn."""
    with page.expect_download() as download:
        page.get_by_role("button", name="SVG as drawn").click()
    svg = etree.fromstring(Path(download.value.path()).read_bytes())
    places = [one.get("transform", "") for one in svg.iterfind("{*}g/{*}path[{*}title]")]
    across = [float(place.partition("(")[2].split()[0]) for place in places]
    return len(across) > 40 and 0 <= min(across) <= max(across) <= float(svg.get("width", 0))


def test_the_address_and_undo_hold_the_view(visit: Visit, server: Server) -> None:
    page = visit(server, AROUND)
    told = page.locator("#told")
    before = told.inner_text()
    page.locator("input[name=kind][value=issue]").uncheck()
    page.wait_for_url("**kind=*")
    expect(told).not_to_have_text(before)
    narrowed = told.inner_text()
    page.reload()
    assert told.inner_text() == narrowed
    page.get_by_role("button", name="Undo").click()
    expect(told).to_have_text(before)


def test_the_picture_is_used_by_keys(visit: Visit, server: Server) -> None:
    page = visit(server, AROUND)
    page.locator(".sheet a.named").focus()
    page.keyboard.press("ArrowRight")
    name = page.evaluate("document.activeElement.dataset.name")
    assert name != "system/google-assistant"
    page.keyboard.press("e")
    page.wait_for_url(f"**around={quote(name, safe='')}*")
    expect(page.locator(f".sheet a.named[data-name='{name}']")).to_have_count(1)
    page.keyboard.press("u")
    page.wait_for_url(f"**{AROUND}")
    page.locator(f".sheet a[data-name='{name}']").focus()
    page.keyboard.press("h")
    page.wait_for_url("**without=*")
    expect(page.locator(f".sheet a[data-name='{name}']")).to_have_count(0)


def test_nodes_and_groups_of_the_picture_are_links(visit: Visit, server: Server) -> None:
    page = visit(server, "/explore?most=150")
    page.locator(".sheet a[data-name='actor/google']").click()
    page.wait_for_url("**select=actor*")
    selected = page.get_by_role("complementary", name="Selected")
    expect(selected.get_by_role("heading").first).to_have_text("Google")
    nodes = page.locator(".sheet a[data-name]")
    before = nodes.count()
    page.locator(".sheet a.group[data-name^=issue]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**open=issue*")
    expect(nodes).not_to_have_count(before)
    assert page.evaluate("document.activeElement.dataset.name.startsWith('issue')")
    page.get_by_role("button", name="Undo").click()
    expect(nodes).to_have_count(before)
    place = page.locator("input[name=kind][value=place]")
    place.focus()
    page.keyboard.press("Space")
    expect(page.locator(".sheet a[data-name^=place]")).to_have_count(0)
    expect(place).to_be_focused()


TEXTS = """() => [...document.querySelectorAll(".sheet text")]
    .map((one) => one.getBoundingClientRect())
    .map(({ left, right, top, bottom }) => ({ left, right, top: top + 3, bottom: bottom - 3 }))"""


@pytest.mark.parametrize(
    "path",
    [
        "/explore?around=actor/amazon",
        "/explore?chain=actor/google",
        "/explore?from=actor/google&to=actor/amazon",
    ],
)
def test_no_text_is_on_another(visit: Visit, server: Server, path: str) -> None:
    boxes = visit(server, path).evaluate(TEXTS)
    over = [
        (one, other)
        for one, other in combinations(boxes, 2)
        if one["left"] < other["right"]
        and other["left"] < one["right"]
        and one["top"] < other["bottom"]
        and other["top"] < one["bottom"]
    ]
    assert over == []


BEGINNINGS = (
    *("most=150", "chain=actor/google", "around=issue/ghost-work", "around=place/kenya"),
    "from=actor/google&to=actor/amazon",
)
LEAST = 11
"""The least size of letters in a picture."""
ON_A_PHONE = f"""() => {{
    const frame = document.querySelector("#sheet"), edge = frame.getBoundingClientRect();
    const svg = [...frame.querySelectorAll("svg")].find((one) => one.checkVisibility());
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const isSmall = (one) => parseFloat(getComputedStyle(one).fontSize) * scale < {LEAST};
    const isOut = ({{ left, right }}) => left < edge.left || right > edge.right;
    return [...svg.querySelectorAll("text")]
        .filter((one) => isSmall(one) || isOut(one.getBoundingClientRect()))
        .map((one) => one.textContent);
}}"""
FRAMED = f"""async () => {{
    const picture = document.querySelector("img");
    await picture.decode();
    const least = 11.5 * picture.width / picture.naturalWidth;
    const isOut = document.documentElement.scrollWidth > innerWidth;
    return isOut || least < {LEAST} ? [picture.currentSrc, least] : [];
}}"""


def test_a_picture_on_a_phone_fits_its_frame_and_can_be_read(visit: Visit, server: Server) -> None:
    page = visit(server, "/about", viewport=PHONE)
    found = {}
    for beginning in BEGINNINGS:
        for width in (320, 390):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"/explore?{beginning}")
            found[beginning, width] = page.evaluate(ON_A_PHONE)
            page.goto(f"/embed/explore?{beginning}")
            found[beginning, -width] = page.evaluate(FRAMED)
    assert {how: said for how, said in found.items() if said} == {}
    page.goto("/explore?around=actor/google")
    page.locator(".tall a[data-name='actor/youtube']").click()
    page.wait_for_url("**select=actor*")


def test_nothing_is_cut_off_on_a_small_desk(visit: Visit, server: Server) -> None:
    page = visit(server, AROUND, viewport={"width": 1280, "height": 720})
    for shown in (page.get_by_role("button", name="Show"), page.locator("#stage")):
        box = shown.bounding_box()
        assert box
        assert box["y"] + box["height"] <= 720
    for path in (AROUND, "/explore?around=actor/google"):
        page = visit(server, path, viewport={"width": 1200, "height": 800})
        scroll = page.locator(".scroll")
        assert scroll.evaluate("(one) => one.scrollWidth - one.clientWidth") == 0
