"""Sharing a page: buttons that copy its address, and a text for a post."""

from playwright.sync_api import expect

from tests.blackbox.server import Server
from tests.browser.conftest import Visit

ADDRESS = "https://w3id.org/justicegraph/id/actor/google.html"


def test_the_address_of_a_page_and_a_text_for_a_post_are_copied(
    visit: Visit, server: Server
) -> None:
    page = visit(server, "/id/actor/google", permissions=["clipboard-read", "clipboard-write"])
    share = page.get_by_role("region", name="Share this page")
    copied = []
    for name in ("Copy the address", "Copy a text for a post"):
        share.get_by_role("button", name=name).click()
        expect(share.get_by_role("button", name="Copied").first).to_be_visible()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied[0] == ADDRESS
    assert copied[1].endswith(f" {ADDRESS}")
    expect(share.get_by_role("link", name="Send by e-mail")).to_be_visible()


def test_without_scripts_the_address_is_a_link_and_no_button_is_shown(
    visit: Visit, server: Server
) -> None:
    page = visit(server, "/id/actor/google", java_script_enabled=False)
    share = page.get_by_role("region", name="Share this page")
    expect(share.get_by_role("link", name=ADDRESS)).to_be_visible()
    expect(share.get_by_role("button")).to_have_count(0)
