"""Evidence of a statement: by hover, by focus and by touch, with and without scripts."""

import pytest
from playwright.sync_api import expect

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
