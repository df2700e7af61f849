"""Every kind of page, as everybody gets it: light and dark, on a desk and in a hand."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.blackbox.server import Server
from tests.browser.axe import COLOURS, LOOKS, violations
from tests.browser.captures import blank, put_off
from tests.browser.chromium import DESKTOP, PHONE, Heard, hearing
from tests.browser.conftest import Visit, go, origin
from tests.browser.kinds import KINDS
from tests.browser.layout import unreadable
from tests.browser.misplaced import misplaced
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
AT_ONCE = 12
"""Kinds that one window shows."""
PICTURES = (
    *("/pictures/bars/area.svg", "/pictures/around/ghost-work.svg", "/pictures/model/classes.svg"),
    *("/pictures/wage-line/chatgpt.svg", "/pictures/answer/responses-by-kind.svg", "/places.svg"),
    *(
        "/charts/areas-by-year.svg",
        "/charts/areas-by-year.svg?scale=share",
        "/charts/roles-of-actors.svg",
    ),
    *("/compare.svg?of=actor&is=google&is=amazon", "/explore.svg?chain=actor/google"),
)
"""A file of each sort of picture."""
LONG = ("an incident", "an organisation", "charts")
"""Kinds of pages that are much longer than a window."""


class Window:
    """A window of the browser, and what is heard of the pages that it shows.

    It is opened anew after some kinds, since its process keeps memory of each.
    """

    def __init__(self, context: BrowserContext, heard: Heard) -> None:
        self.context, self.heard, self.shown = context, heard, 0
        self.page = context.new_page()

    def next_page(self) -> Page:
        """Return the page in which the next kind is shown."""
        if self.shown == AT_ONCE or self.page.is_closed():
            self.page.close()
            self.page, self.shown = self.context.new_page(), 0
        self.shown += 1
        return self.page


@pytest.fixture(scope="module")
def window(browser: Browser, server: Server) -> Iterator[Window]:
    """One window for several kinds, since a new one takes longer than a page to be shown."""
    context = browser.new_context(base_url=origin(server))
    yield Window(context, hearing(context, origin(server)))
    context.close()


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def loaded(window: Window, kind: str) -> Iterator[Page]:
    """A page of a kind, loaded once for its tests, as by somebody new.

    Fails at the end where the page complained, opened a dialog or asked anybody but the server.
    """
    page, heard = window.next_page(), window.heard
    show(page, DESKTOP)
    go(page, heard, *KINDS[kind])
    yield page
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    page.context.clear_cookies()
    faults = heard.faults
    heard.requests.clear()
    heard.complaints.clear()
    assert faults == []


def show(page: Page, size: ViewportSize, theme: Literal["light", "dark"] = "light") -> None:
    """Show a page on a screen of a size, in light or dark colours."""
    page.emulate_media(media="screen", color_scheme=theme)
    page.set_viewport_size(size)


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than what shows it."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def on_paper(page: Page) -> dict[str, Any]:
    """Return how a page that was dark is printed."""
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size(PAPER)
    assert overflow(page) == 0
    assert unreadable(page) + misplaced(page) + violations(page, ["link-name"]) == []
    return dict(page.evaluate(PRINTED))


def test_a_page_can_be_used_by_everybody(loaded: Page) -> None:
    show(loaded, DESKTOP)
    assert loaded.title().endswith("JusticeGraph")
    found = {"light, on a desk": violations(loaded)}
    show(loaded, PHONE, "dark")
    found["dark, in a hand"] = violations(loaded, LOOKS)
    assert {how: said for how, said in found.items() if said} == {}


@pytest.mark.long
def test_a_page_suits_every_screen(loaded: Page) -> None:
    show(loaded, DESKTOP, "dark")
    found = {"dark, on a desk": violations(loaded, COLOURS)}
    show(loaded, PHONE)
    found["light, in a hand"] = violations(loaded)
    assert {how: said for how, said in found.items() if said} == {}


def test_a_page_fits_its_window_and_its_paper(loaded: Page, kind: str) -> None:
    wider = {}
    for width in WIDTHS:
        show(loaded, {"width": width, "height": 900})
        wider[width] = overflow(loaded)
        if width == TABLET:
            assert unreadable(loaded) + misplaced(loaded) == []
    assert wider == dict.fromkeys(WIDTHS, 0)
    assert put_off(loaded) == []
    is_framed = KINDS[kind].path.startswith(("/embed/", "/reconcile/preview"))
    printed = {"background": "rgb(255, 255, 255)", "controls": [], "from": not is_framed}
    assert on_paper(loaded) == printed


OVER = """<p>read me</p><p style="margin-top: -2.3em">and me</p>
    <div style="width: 40px; overflow: hidden; white-space: nowrap">much too long for it</div>
    <div style="height: 20px; overflow: auto"><p>seen</p><p>to scroll to</p></div><p>alone</p>"""


def test_texts_over_others_and_texts_cut_off_are_noticed(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(OVER)
    found = unreadable(page)
    page.close()
    assert found == ["cut: much too long for it", "over: and me | read me"]


AMISS = """<main><h2>Over nothing</h2><h2>Over a list</h2><ul> </ul><p>text</p><dl><dt>Term<dd></dl>
    <div style="border: 1px solid; width: 60px; white-space: nowrap">much too long for it</div>
    <div style="height: 15px; overflow: hidden">one line<p>one more</p></div>
    <div style="height: 20px; overflow: auto"><p>seen</p><p>to scroll to</p></div>
    <svg width="90" height="30"><text x="60" y="20">runs out of it</text></svg>
    <p>below</p><p style="position: relative; top: -2.4em; background: tan">above</p></main>"""


def misplaced_in(browser: Browser, html: str) -> list[str]:
    """Return what a page of some HTML shows in the wrong place."""
    page = browser.new_page()
    page.set_content(html)
    found = misplaced(page)
    page.close()
    return found


def test_what_is_in_a_wrong_place_or_promised_and_not_there_is_noticed(browser: Browser) -> None:
    assert misplaced_in(browser, AMISS) == [
        "out of div: much too long for it",
        "cut below: one line",
        "cut below: one more",
        "out of a picture: runs out of it",
        "under p: below",
        "over nothing: Over nothing",
        "empty: <ul> </ul>",
        "over nothing: Term",
    ]


MARKED = """<style>.why { display: inline-block; width: 24px; height: 24px }</style><main>
    <p>beside <a class="why"></a></p><p><a class="why"></a> before</p>
    <p>above<br><a class="why"></a></p><p><a class="why"></a></p>
    <div><a class="why"></a><p>over a text</p></div></main>"""


def test_a_mark_of_evidence_without_text_on_its_line_is_noticed(browser: Browser) -> None:
    assert misplaced_in(browser, MARKED) == [
        "alone on a line: above",
        "alone on a line: ",
        "alone on a line: over a text",
    ]


@pytest.mark.parametrize("language", ["", "/es"])
def test_every_text_of_a_picture_file_can_be_read(
    visit: Visit, server: Server, language: str
) -> None:
    page, found = visit(server, "/", bypass_csp=True), {}  # the file has a policy of its own
    page.set_viewport_size({"width": 1500, "height": 900})
    for name in PICTURES:
        svg = page.request.get(f"{origin(server)}{language}{name}").text()
        page.set_content(f"<!doctype html><main>{svg[svg.index('<svg') :]}</main>")
        found[name] = unreadable(page) + misplaced(page)
    assert {name: said for name, said in found.items() if said} == {}


@pytest.mark.long
def test_every_text_can_be_read_at_every_width(loaded: Page) -> None:
    found = {}
    for width in WIDTHS:
        show(loaded, {"width": width, "height": 900})
        found[width] = unreadable(loaded) + misplaced(loaded)
    assert found == {width: [] for width in WIDTHS}


def test_a_picture_of_a_whole_page_shows_all_of_it(visit: Visit, server: Server) -> None:
    assert [blank(visit(server, *KINDS[kind])) for kind in LONG] == [[], [], []]


@pytest.mark.long
def test_no_section_of_a_page_is_blank(loaded: Page) -> None:
    found: dict[tuple[int, str], list[str]] = {}
    for width in (320, TABLET, 1920):
        for theme in THEMES:
            show(loaded, {"width": width, "height": 900}, theme)
            found[width, theme] = blank(loaded)
    loaded.emulate_media(media="print")
    loaded.set_viewport_size(PAPER)
    found[0, "print"] = blank(loaded)
    assert {how: said for how, said in found.items() if said} == {}


@pytest.mark.skipif(not VALIDATOR, reason="needs the Nu Html Checker: npm and Java")
def test_every_page_is_valid_html(server: Server, tmp_path: Path) -> None:
    assert faults(server, {name: kind.path for name, kind in KINDS.items()}, tmp_path) == []
