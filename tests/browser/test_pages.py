"""Every kind of page, as everybody gets it: light and dark, on a desk and in a hand."""

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.blackbox.server import Server
from tests.browser.axe import COLOURS, violations
from tests.browser.captures import blank, put_off
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visit
from tests.browser.kinds import KINDS
from tests.browser.layout import unreadable
from tests.browser.validity import VALIDATOR, faults

WIDTHS = (320, 390, 768, 1280, 1920)
"""From the narrowest of WCAG 2.2, 1.4.10 (Reflow), to a large screen."""

PRINTED = """() => ({
    background: getComputedStyle(document.body).backgroundColor,
    controls: [...document.querySelectorAll(
        "nav:not(.above), button:not(.sort), input, select, .skip, .zoom")]
        .filter((one) => one.checkVisibility()).map((one) => one.outerHTML.slice(0, 80)),
    from: /release [0-9a-f]{8}.* Last changed on \\d{4}-/.test(document.body.innerText),
})"""
TABLET = 768
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
PAPER: ViewportSize = {"width": 680, "height": 1000}
LONG = ("an incident", "an organisation", "charts")
"""Kinds of pages that are much longer than a window."""
by_kind = pytest.mark.parametrize("kind", KINDS)


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than what shows it."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def on_paper(page: Page) -> dict[str, Any]:
    """Return how a page that was dark is printed."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(PAPER)
    assert overflow(page) == 0
    assert unreadable(page) == []
    return dict(page.evaluate(PRINTED))


@by_kind
def test_a_page_can_be_used_by_everybody(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    assert page.title().endswith("JusticeGraph")
    found = {"light, on a desk": violations(page)}
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    found["dark, in a hand"] = violations(page)
    assert {how: said for how, said in found.items() if said} == {}


@pytest.mark.long
@by_kind
def test_the_colours_of_a_page_suit_every_screen(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    page.emulate_media(color_scheme="dark")
    found = {"dark, on a desk": violations(page, COLOURS)}
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light")
    found["light, in a hand"] = violations(page, COLOURS)
    assert {how: said for how, said in found.items() if said} == {}


@by_kind
def test_a_page_fits_its_window_and_its_paper(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    wider = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wider[width] = overflow(page)
        if width == TABLET:
            assert unreadable(page) == []
    assert wider == dict.fromkeys(WIDTHS, 0)
    assert put_off(page) == []
    is_framed = KINDS[kind].path.startswith(("/embed/", "/reconcile/preview"))
    printed = {"background": "rgb(255, 255, 255)", "controls": [], "from": not is_framed}
    assert on_paper(page) == printed


OVER = """<p>read me</p><p style="margin-top: -2.3em">and me</p>
    <div style="width: 40px; overflow: hidden; white-space: nowrap">much too long for it</div>
    <div style="height: 20px; overflow: auto"><p>seen</p><p>to scroll to</p></div><p>alone</p>"""


def test_texts_over_others_and_texts_cut_off_are_noticed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(OVER)
    found = unreadable(page)
    page.close()
    assert found == ["cut: much too long for it", "over: and me | read me"]


@pytest.mark.long
@by_kind
def test_every_text_can_be_read_at_every_width(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = unreadable(page)
    assert found == {width: [] for width in WIDTHS}


def test_a_picture_of_a_whole_page_shows_all_of_it(visit: Visit, server: Server) -> None:
    assert [blank(visit(server, *KINDS[kind])) for kind in LONG] == [[], [], []]


@pytest.mark.long
@by_kind
def test_no_section_of_a_page_is_blank(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    found: dict[tuple[int, str], list[str]] = {}
    for width in (320, TABLET, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            found[width, theme] = blank(page)
    page.emulate_media(media="print")
    page.set_viewport_size(PAPER)
    found[0, "print"] = blank(page)
    assert {how: said for how, said in found.items() if said} == {}


@pytest.mark.skipif(not VALIDATOR, reason="needs the Nu Html Checker: npm and Java")
def test_every_page_is_valid_html(server: Server, tmp_path: Path) -> None:
    assert faults(server, {name: kind.path for name, kind in KINDS.items()}, tmp_path) == []
