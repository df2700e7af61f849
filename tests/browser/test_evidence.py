"""Evidence of a statement: by hover, by focus and by touch, with and without scripts."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.blackbox.server import Server
from tests.browser.conftest import Visit

ISSUE = "/id/issue/google-assistant-subcontracted-linguists"


@pytest.mark.parametrize("way", ["hover", "focus", "press", "press without scripts"])
def test_the_evidence_of_a_role_is_at_hand(visit: Visit, server: Server, way: str) -> None:
    page = visit(server, ISSUE, java_script_enabled=way != "press without scripts")
    button = page.get_by_role("button", name="Evidence: Google, client")
    if way == "hover":
        button.hover()
    elif way == "focus":
        page.get_by_role("link", name="client", exact=True).first.focus()
        while not button.evaluate("one => one === document.activeElement"):
            page.keyboard.press("Tab")
    else:
        button.click()
    note = page.locator(".evidence:popover-open")
    expect(note).to_contain_text("Reported")
    expect(note.get_by_role("link", name="What changed")).to_have_attribute(
        "href", f"{ISSUE}/history"
    )
    if way != "press without scripts":
        page.keyboard.press("Escape")
        expect(note).to_have_count(0)


def row_by_row(page: Page, control: Locator) -> None:
    """Go with the arrow keys from the first row of a list to the control of another."""
    rows = page.locator(".hits a.why")
    rows.first.focus()
    for _ in range(rows.count()):
        if control.evaluate("one => one === document.activeElement"):
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError("the arrow keys do not lead there")


@pytest.mark.parametrize("way", ["hover", "focus", "touch", "press without scripts"])
def test_the_evidence_of_a_row_is_at_hand(visit: Visit, server: Server, way: str) -> None:
    how = {"java_script_enabled": way != "press without scripts", "has_touch": way == "touch"}
    page = visit(server, "/search?q=linguists", **how)
    control = page.get_by_role("link", name="Evidence: Subcontracted linguists")
    note = page.locator("#evidence" if way == "press without scripts" else ".evidence:popover-open")
    if way == "hover":
        control.hover()
    elif way == "focus":
        row_by_row(page, control)
    elif way == "touch":
        control.tap()
    else:
        control.click()
    expect(note).to_contain_text("Google, client: Reported")
    expect(note.get_by_role("link", name="What changed")).to_have_attribute(
        "href", f"{ISSUE}/history"
    )


def test_the_controls_of_a_list_are_one_stop_of_the_keyboard(visit: Visit, server: Server) -> None:
    page = visit(server, "/companies")
    controls = page.locator("table.companies a.why")
    controls.first.focus()
    expect(page.locator("table.companies a.why:not([tabindex='-1'])")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(controls.nth(1)).to_be_focused()
    expect(page.locator(".evidence:popover-open")).to_contain_text("Stated by a record.")


def test_a_number_tells_from_what_it_is_counted(visit: Visit, server: Server) -> None:
    page = visit(server, "/charts/areas-by-year")
    page.get_by_role("region", name="Table:").locator("td.number > a").first.hover()
    expect(page.locator(".evidence:popover-open")).to_contain_text("Who says so")


def test_the_numbers_of_a_table_are_one_stop_of_the_keyboard(visit: Visit, server: Server) -> None:
    page = visit(server, "/charts/areas-by-year")
    table = page.get_by_role("region", name="Table:")
    table.locator("td.number > a").first.focus()
    expect(table.locator("td.number > a:not([tabindex='-1'])")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    expect(table.locator("td.number > a").nth(1)).to_be_focused()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", ["/questions/supply-chain", "/search?q=work", "/coverage"])
def test_evidence_is_within_the_window(visit: Visit, server: Server, path: str, width: int) -> None:
    page = visit(server, path, viewport={"width": width, "height": 700})
    controls = page.locator("a.why:visible")
    last = controls.count() - 1
    for at in sorted({0, last // 2, last}):
        controls.nth(at).focus()
        note = page.locator(".evidence:popover-open")
        expect(note).to_have_count(1)
        box = note.bounding_box()
        assert box
        assert (box["x"] >= 0, box["x"] + box["width"] <= width) == (True, True)
        assert (box["y"] >= 0, box["y"] + box["height"] <= 700) == (True, True)
        page.keyboard.press("Escape")
