"""Suggestions while typing, on every page: by keyboard, by mouse, and announced."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.blackbox.server import Server
from tests.browser.conftest import Visit


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find")


def options(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions").get_by_role("option")


@pytest.fixture
def page(visit: Visit, server: Server) -> Page:
    """A page without a search of its own, where words of a title were typed."""
    found = visit(server, "/places")
    field(found).fill("linguists google")
    expect(options(found).first).to_be_visible()
    return found


def test_the_arrow_keys_choose_and_enter_opens_the_record(page: Page) -> None:
    title = options(page).nth(1).inner_text().rsplit(maxsplit=1)[0]
    for key in ("ArrowDown", "ArrowDown"):
        field(page).press(key)
    chosen = field(page).get_attribute("aria-activedescendant")
    expect(page.locator(f"#{chosen}")).to_have_attribute("aria-selected", "true")
    field(page).press("Enter")
    page.wait_for_url("**/id/**")
    assert page.get_by_role("heading", level=1).inner_text().split()[0] == title.split()[0]


def test_a_click_opens_the_record(page: Page) -> None:
    options(page).first.click()
    page.wait_for_url("**/id/**")


def test_the_number_is_announced_and_escape_closes_the_list(page: Page) -> None:
    expect(page.get_by_role("status").first).to_have_text(
        f"Suggestions: {options(page).count()}. Use the arrow keys."
    )
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    field(page).press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")


def test_enter_without_a_choice_searches(page: Page) -> None:
    field(page).press("Enter")
    page.wait_for_url("**/search?q=linguists+google")
