"""The pages of a mirror are held to what those of a server are: links, accessibility, widths."""

import re
import threading
from collections.abc import Iterator
from functools import partial
from html import unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from graph.release.release import Release
from server import Settings, create_app
from server.mirror.links import Links, file_of
from server.mirror.mirror import write_mirror
from tests.browser.axe import violations
from tests.browser.chromium import DESKTOP, PHONE, hearing
from tests.browser.kinds import KINDS
from tests.browser.test_pages import WIDTHS, overflow

pytestmark = pytest.mark.long  # some ten thousand addresses

LINK = re.compile(r'\s(?:href|src)="([^"]*)"')
SHOWN = sorted(
    name
    for name, kind in KINDS.items()
    if kind.status == 200
    and not Links("").is_live(kind.path)
    and not kind.path.startswith("/release/")
)
"""Kinds of page that a mirror holds; pages of releases are named by them."""


class Quiet(SimpleHTTPRequestHandler):
    """Sends files, and logs nothing."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def mirror(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The mirror of the curated graph, which no server serves."""
    folder = tmp_path_factory.mktemp("mirror") / "public"
    settings = Settings(release.folder.parent.parent, contact="desk@example.org")
    write_mirror(create_app(settings), folder)
    return folder


@pytest.fixture(scope="module")
def site(mirror: Path) -> Iterator[str]:
    """A host of static files that knows nothing of ours, and the address of the mirror below it."""
    handler = partial(Quiet, directory=str(mirror.parent))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/{mirror.name}"
        server.shutdown()
        thread.join()


def targets(page: Path, root: Path) -> Iterator[Path]:
    """Yield the files to which the relative links of a page lead."""
    for written in {*LINK.findall(page.read_text(encoding="utf-8"))}:
        parts = urlsplit(unescape(written))
        if not parts.scheme and not parts.netloc and parts.path:
            yield Path(root, page.parent, unquote(parts.path)).resolve()


def test_no_link_of_any_page_is_broken(mirror: Path) -> None:
    files = {path.resolve() for path in mirror.rglob("*") if path.is_file()}
    broken = {
        (page.relative_to(mirror).as_posix(), target.name)
        for page in mirror.rglob("*.html")
        for target in targets(page, mirror)
        if target not in files
    }
    assert broken == set()


@pytest.mark.parametrize(
    "name", [*(file_of(KINDS[kind].path) for kind in SHOWN), "without-server.html"]
)
def test_a_page_of_a_mirror_can_be_used_by_everybody(
    browser: Browser, site: str, mirror: Path, name: str
) -> None:
    assert (mirror / name).is_file()
    context = browser.new_context(viewport=DESKTOP)
    heard = hearing(context, site)
    page = context.new_page()
    page.goto(f"{site}/{name}")
    found = {"light, on a desk": violations(page)}
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    found["dark, in a hand"] = violations(page)
    wider = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        wider[width] = overflow(page)
    context.close()
    assert {how: said for how, said in found.items() if said} == {}
    assert wider == dict.fromkeys(WIDTHS, 0)
    assert heard.faults == []


@pytest.mark.parametrize(("folder", "says"), [("", "Found: "), ("es/", "Encontrados: ")])
def test_the_search_of_a_mirror_finds_a_record_in_each_language(
    browser: Browser, site: str, folder: str, says: str
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    heard = hearing(context, site)
    page = cast(Any, context.new_page())
    page.goto(f"{site}/{folder}about.html")
    page.locator("input[type=search]").first.fill("ghost work")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{site}/{folder}search.html?q=ghost+work")
    assert page.locator("#count").inner_text().startswith(says)
    page.get_by_role("link", name=re.compile("ghost work", re.I)).first.click()
    page.wait_for_load_state()
    assert page.url.startswith(f"{site}/{folder}id/")
    context.close()
    assert heard.faults == []


def test_the_menu_leads_to_whom_to_write_to_where_no_server_is(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = context.new_page()
    for folder, entry, first in (
        ("", "Contribute", "To suggest, correct, reply or ask for removal"),
        ("es/", "Contribuir", "Para sugerir, corregir, responder o pedir que se retire algo"),
    ):
        page.goto(f"{site}/{folder}places.html")
        page.get_by_role("navigation").get_by_role("link", name=entry).click()
        page.wait_for_url(f"{site}/{folder}without-server.html#write")
        assert page.locator(":target").text_content() == first
        address = page.get_by_role("link", name="desk@example.org").get_attribute("href")
        assert address == "mailto:desk@example.org"
    context.close()


def test_the_picture_around_an_issue_is_there_as_svg_and_others_as_png_too(mirror: Path) -> None:
    around, answer = mirror / "pictures/around/ghost-work", mirror / "pictures/answer"
    assert around.with_suffix(".svg").is_file()
    assert not around.with_suffix(".png").exists()
    assert "PNG" not in around.with_suffix(".html").read_text()
    assert {one.stem for one in answer.glob("*.png")} == {one.stem for one in answer.glob("*.svg")}
