"""What a reader keeps and opens: the theme, and the filters as a sheet on a phone."""

from playwright.sync_api import Page, expect

from tests.blackbox.server import Server
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visit

PAPER = "getComputedStyle(document.body).backgroundColor"


def paper(page: Page) -> str:
    return str(page.evaluate(PAPER))


def test_a_theme_is_kept_on_all_pages(visit: Visit, server: Server) -> None:
    page = visit(server, "/", color_scheme="light")
    light = paper(page)
    page.get_by_label("Colours").select_option("dark")
    dark = paper(page)
    page.goto("/about")
    assert (dark != light, paper(page)) == (True, dark)
    expect(page.get_by_label("Colours")).to_have_value("dark")
    page.emulate_media(media="print")
    assert paper(page) == "rgb(255, 255, 255)"
    page.emulate_media(media="screen")
    page.get_by_label("Colours").select_option("")
    assert paper(page) == light


def test_filters_are_a_sheet_on_a_phone_without_scripts(visit: Visit, server: Server) -> None:
    path = "/search?area=economic-justice&place=kenya"
    page = visit(server, path, viewport=PHONE, java_script_enabled=False)
    sheet = page.get_by_role("group", name="Narrow the list")
    expect(sheet).to_be_hidden()
    page.get_by_role("button", name="Filters (5)").click()
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("found")
    box = sheet.bounding_box()
    assert box
    assert round(box["y"] + box["height"]) == PHONE["height"]
    sheet.get_by_role("button", name="Close").click()
    expect(sheet).to_be_hidden()
