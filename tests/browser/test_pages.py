"""Every kind of page, as everybody gets it: light and dark, on a desk and in a hand."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.blackbox.server import Server
from tests.browser.axe import COLOURS, violations
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visit
from tests.browser.kinds import KINDS
from tests.browser.validity import VALIDATOR, faults

WIDTHS = (320, 390, 768, 1280, 1920)
"""From the narrowest of WCAG 2.2, 1.4.10 (Reflow), to a large screen."""

by_kind = pytest.mark.parametrize("kind", KINDS)


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than what shows it."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


@by_kind
def test_a_page_can_be_used_by_everybody(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    assert page.title().endswith("JusticeGraph")
    found = {"light, on a desk": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["dark, on a desk"] = violations(page, COLOURS)
    page.set_viewport_size(PHONE)
    found["dark, in a hand"] = violations(page)
    page.emulate_media(color_scheme="light")
    found["light, in a hand"] = violations(page, COLOURS)
    assert {how: said for how, said in found.items() if said} == {}


@by_kind
def test_a_page_is_never_wider_than_its_window(visit: Visit, server: Server, kind: str) -> None:
    page = visit(server, *KINDS[kind])
    wider = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wider[width] = overflow(page)
    assert wider == dict.fromkeys(WIDTHS, 0)


@pytest.mark.skipif(not VALIDATOR, reason="needs the Nu Html Checker: npm and Java")
def test_every_page_is_valid_html(server: Server, tmp_path: Path) -> None:
    assert faults(server, {name: kind.path for name, kind in KINDS.items()}, tmp_path) == []
