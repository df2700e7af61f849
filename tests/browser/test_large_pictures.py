"""Pictures of many nodes: where the release placed them, with their links."""

import base64
from collections.abc import Iterator
from math import cos, sin, sqrt
from statistics import correlation
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from server import has_parts
from tests.blackbox.server import Server
from tests.browser.chromium import CHROMIUM, DESKTOP
from tests.browser.conftest import origin
from tests.waiting import becomes

pytestmark = pytest.mark.skipif(not has_parts(), reason="this install has no front-end parts")
WEBGL = ("--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
POSITIONS = """(canvas) => canvas._cyreg.cy.nodes().map(
    (node) => [node.data("id"), node.position("x"), node.position("y")])"""
PALE = """async (picture) => {
    const image = new Image();
    image.src = `data:image/png;base64,${picture}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
    canvas.drawImage(image, 0, 0);
    const { data } = canvas.getImageData(0, 0, image.width, image.height);
    const style = getComputedStyle(document.documentElement);
    const parts = (name) => style.getPropertyValue(name).match(/[0-9a-f]{2}/g)
        .map((one) => parseInt(one, 16));
    const [ink, paper] = [parts("--quiet"), parts("--card")];
    let pale = 0;
    for (let at = 0; at < data.length; at += 4)
        if (paper.every((part, place) =>
            Math.abs(data[at + place] - (part + 0.16 * (ink[place] - part))) < 3)) pale += 1;
    return pale;
}"""


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page of a browser that draws by WebGL, without a graphics card."""
    own = browser.browser_type.launch(executable_path=CHROMIUM, args=WEBGL)
    yield own.new_page(base_url=origin(server), viewport=DESKTOP, color_scheme="light")
    own.close()


def many(nodes: int) -> dict[str, Any]:
    """Return a wheel of so many nodes, each linked to the next and to one of ten hubs."""
    turns = [(0.5 * sqrt((at + 0.5) / nodes), 2.4 * at) for at in range(nodes)]
    told = [
        {
            "id": f"issue/{at}",
            "iri": f"https://example.org/{at}",
            "kind": "issue",
            "mark": "issue",
            "label": f"The issue of number {at}",
            "links": nodes // 10 if at < 10 else 2,
            "more": 0,
            "x": 0.5 + radius * cos(turn),
            "y": 0.5 + radius * sin(turn),
        }
        for at, (radius, turn) in enumerate(turns)
    ]
    pairs = [*((at, at + 1) for at in range(nodes - 1)), *((at, at % 10) for at in range(nodes))]
    links = [
        {"source": f"issue/{one}", "target": f"issue/{other}", "via": "relatedIssue", "says": ""}
        for one, other in pairs
        if one != other
    ]
    return {"nodes": told, "links": links, "ways": [], "isCut": False}


def drawn(page: Page, nodes: int) -> str:
    """Show so many nodes in the explorer; return what drew them."""

    def answer(route: Route) -> None:
        route.fulfill(json=many(nodes))

    page.route("**/explore.json*", answer)
    page.goto("/explore?most=1500&all=1")
    explorer = page.locator("#explorer[data-drawn]")
    explorer.wait_for(timeout=60_000)
    return explorer.get_attribute("data-drawn") or ""


def pale(page: Page) -> int:
    """Return how many points of the picture have the colour of links."""
    picture = page.locator("#stage .canvas").screenshot()
    return int(page.evaluate(PALE, base64.b64encode(picture).decode()))


def test_1_500_nodes_are_drawn_where_they_are_placed(page: Page) -> None:
    assert drawn(page, 1_500) == "cytoscape"
    given = {node["id"]: (node["x"], node["y"]) for node in many(1_500)["nodes"]}
    at = {name: (x, y) for name, x, y in page.locator("#stage .canvas").evaluate(POSITIONS)}
    assert at.keys() == given.keys()
    for axis in (0, 1):  # the square is stretched to the canvas
        pairs = [(at[name][axis], place[axis]) for name, place in given.items()]
        assert correlation(*zip(*pairs, strict=True)) > 0.9999


def test_more_nodes_are_drawn_by_webgl_with_their_links(page: Page) -> None:
    for nodes in (3_000, 10_000):
        assert drawn(page, nodes) == "sigma"
        becomes(lambda: pale(page) > 10_000)
