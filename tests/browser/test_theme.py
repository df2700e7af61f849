"""What a reader keeps and opens: the theme, and the filters as a sheet on a phone."""

from typing import Literal

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


THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
UNSEEN = """() => {
    const canvas = document.createElement("canvas")
        .getContext("2d", { willReadFrequently: true });
    const light = (colour) => {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const parts = [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3).map((one) => one / 255)
            .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4);
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    };
    const paper = light(getComputedStyle(document.body).backgroundColor);
    const contrast = (colour) => {
        const [less, more] = [light(colour), paper].sort((a, b) => a - b);
        return (more + 0.05) / (less + 0.05);
    };
    const shown = (what) =>
        [...document.querySelectorAll(what)].filter((one) => one.checkVisibility());
    const told = (what, one) => `${what}: ${one.outerHTML.slice(0, 90)}`;
    const pale = (what, key) => shown(what)
        .filter((one) => contrast(getComputedStyle(one)[key]) < 3)
        .map((one) => told(key, one));
    const unfocused = shown("a[href], button, input, select, summary").filter((one) => {
        one.focus({ focusVisible: true });
        const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
        const isSeen = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
        return document.activeElement === one && !(isSeen && contrast(outlineColor) >= 3);
    }).map((one) => told("focus", one));
    // A browser puts the paper behind each text, which would hide a text in the colour of paper.
    const isOnInk = ({ backgroundColor: ground }) =>
        !ground.endsWith(", 0)") && contrast(ground) > 3;
    const plates = shown("button").filter((one) => isOnInk(getComputedStyle(one)))
        .map((one) => told("plate", one));
    return [
        ...plates, ...pale(".mark", "backgroundColor"),
        ...pale("main svg :is(.shape, rect.column)", "fill"),
        ...pale("main svg :is(.rule, .curve)", "stroke"), ...unfocused,
    ];
}"""


def test_forced_colours_show_controls_marks_and_focus(visit: Visit, server: Server) -> None:
    page, found = visit(server, "/about", forced_colors="active"), {}
    for path in (
        "/search?q=work",
        "/explore?chain=actor/google",
        "/charts",
        "/id/issue/ghost-work",
    ):
        for theme in THEMES:
            page.emulate_media(color_scheme=theme)
            page.goto(path)
            found[path, theme] = page.evaluate(UNSEEN)
    assert {how: said for how, said in found.items() if said} == {}


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
