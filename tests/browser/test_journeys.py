"""What people come for, from the front page to the end: by mouse, by keyboard, without scripts."""

import csv
import io
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, expect

from server import has_parts
from tests.blackbox.server import Server
from tests.browser.conftest import Visit
from tests.browser.hands import HANDS, KEYBOARD_LONG, Hand, heading

WHERE = "SELECT ?group ?place WHERE { ?group a jg:WorkerGroup ; jg:place ?place }"
GHOST_WORK = "Low-paid hidden workers in developing countries keep AI running"


@pytest.fixture(params=HANDS)
def hand(request: pytest.FixtureRequest) -> Hand:
    return HANDS[request.param]


@pytest.fixture
def page(visit: Visit, server: Server, hand: Hand) -> Page:
    """The front page, where each journey begins."""
    return visit(server, "/", **hand.how)


def link(page: Page | Locator, name: str, *, exact: bool = True) -> Locator:
    return page.get_by_role("link", name=name, exact=exact).first


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True).first


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def search(page: Page, hand: Hand, words: str) -> None:
    hand.write(main(page).locator("input[type=search]").first, words)
    hand.press(button(main(page), "Search"))
    page.wait_for_url("**/search?*")


def downloaded(page: Page, hand: Hand, name: str) -> str:
    """Follow a link to a file; return what is in it."""
    with page.expect_download() as download:
        hand.press(link(main(page), name))
    return download.value.path().read_text(encoding="utf-8")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_ghost_work_is_found_by_its_name(page: Page, hand: Hand) -> None:
    search(page, hand, "ghsot work")
    expect(page.get_by_text("Nothing has “ghsot”: this is what “ghost” finds.")).to_be_visible()
    hand.press(link(main(page), GHOST_WORK))
    expect(heading(page)).to_have_text(GHOST_WORK)
    expect(main(page)).to_contain_text("Sources")


def test_it_can_be_seen_why_an_issue_is_related(page: Page, hand: Hand) -> None:
    search(page, hand, "Google Assistant linguists")
    hand.press(main(page).locator("a[href='/id/issue/google-assistant-subcontracted-linguists']"))
    expect(main(page)).to_contain_text("Related issues, and why")
    hand.press(link(main(page), "All reasons, other views, and as data"))
    expect(heading(page)).to_contain_text("Related to:")
    first = main(page).locator("ol.related > li").first
    expect(first.locator("p").first).to_contain_text("Both ")
    hand.press(first.locator("summary"))
    expect(first.locator("details li").first).to_be_visible()
    hand.write(page.get_by_label("Why related to"), "ghost-work")
    hand.press(button(page, "Ask"))
    expect(heading(page)).to_contain_text("Why")
    expect(page.get_by_role("heading", name="What both share")).to_be_visible()


def test_google_assistant_leads_to_its_workers(page: Page, hand: Hand) -> None:
    search(page, hand, "Google Assistant")
    hand.press(main(page).locator("a[href='/id/system/google-assistant']").first)
    expect(heading(page)).to_have_text("Google Assistant")
    expect(main(page)).to_contain_text("Sold as automatic")
    hand.press(link(main(page), "Linguists behind Google Assistant"))
    expect(heading(page)).to_have_text("Linguists behind Google Assistant")
    expect(main(page)).to_contain_text("Subcontracting", ignore_case=True)


def test_a_list_is_narrowed_and_downloaded(page: Page, hand: Hand) -> None:
    hand.press(link(page.get_by_role("navigation", name="Main"), "Issues"))
    hand.press(page.get_by_role("checkbox", name="Economic Justice"))
    hand.press(button(page, "Narrow"))
    page.wait_for_url("**/search?*area=economic-justice*")
    found = main(page).locator("h2#found").inner_text().split()[0]
    assert len(rows(downloaded(page, hand, "CSV"))) == int(found) > 5


def test_a_question_is_asked_and_its_answer_taken_along(page: Page, hand: Hand) -> None:
    hand.press(link(page.get_by_role("navigation", name="Main"), "Data"))
    hand.press(link(main(page), "Questions"))
    hand.press(link(main(page), "sold as automatic", exact=False))
    expect(main(page)).to_contain_text("Linguists behind Google Assistant")
    answer = rows(downloaded(page, hand, "CSV"))
    assert "Linguists behind Google Assistant" in {row["workers"] for row in answer}


def test_a_count_is_seen_as_a_picture_and_as_the_same_table(page: Page, hand: Hand) -> None:
    hand.press(link(page.get_by_role("navigation", name="Main"), "Data"))
    hand.press(link(main(page), "Charts"))
    hand.press(main(page).locator("h2 a[href='/charts/areas-by-year']"))
    expect(main(page).get_by_role("img").first).to_be_visible()
    table = main(page).get_by_role("region", name="Table").get_by_role("table")
    expect(table).to_contain_text("Economic Justice")
    counted = rows(downloaded(page, hand, "CSV"))
    assert "Economic Justice" in {value for row in counted for value in row.values()}


def ask_example(page: Page, hand: Hand, words: str) -> bool:
    """Ask an example on the query page; return whether scripts draw its answer."""
    hand.press(link(page.get_by_role("navigation", name="Main"), "Data"))
    hand.press(link(main(page), "SPARQL"))
    hand.press(main(page).locator(".examples a").filter(has_text=words))
    expect(main(page).get_by_role("link", name="Permanent link to this query")).to_be_visible()
    has_scripts = has_parts() and bool(hand.how.get("java_script_enabled", True))
    if not has_scripts:
        hand.press(button(main(page), "Run"))
    expect(main(page).get_by_role("region", name="Answer").get_by_role("table")).to_be_visible()
    return has_scripts


def view(page: Page, hand: Hand, name: str) -> None:
    """Choose another view of an answer."""
    chosen = button(page, f"Shows {name} view")
    hand.press(chosen)
    expect(chosen).to_have_attribute("aria-pressed", "true")


def test_an_example_is_run_and_its_answer_charted(page: Page, hand: Hand) -> None:
    if not ask_example(page, hand, "each justice area have in each year"):
        return
    view(page, hand, "Chart")
    panel = page.locator("#results .panel").filter(has_text="Economic Justice")
    expect(panel.get_by_role("img")).to_be_visible()
    columns = panel.locator("rect > title").all_text_contents()
    told = dict(one.rsplit(": ", 1) for one in columns)
    view(page, hand, "Table")
    rows = page.get_by_role("region", name="Answer").get_by_role("row")
    expect(rows.filter(has_text="Economic Justice")).to_have_count(len(told))


@pytest.mark.skipif(not has_parts(), reason="this install has no front-end parts")
@pytest.mark.parametrize("name", ["by mouse", "by keyboard"])
def test_an_answer_is_seen_on_a_map_and_as_a_graph(visit: Visit, server: Server, name: str) -> None:
    page = visit(server, f"/sparql?{urlencode({'query': WHERE})}")
    view(page, HANDS[name], "Map")
    expect(page.get_by_role("img", name="Map of the world.")).to_contain_text("Kenya: ")
    view(page, HANDS[name], "Graph")
    expect(page.get_by_role("img", name="Graph of")).to_be_visible()


def test_the_graph_is_explored_and_saved(page: Page, hand: Hand) -> None:
    page.goto("/explore")
    hand.write(page.get_by_label("Place or group"), "Google Assistant")
    hand.press(button(main(page), "Show what is reported"))
    page.wait_for_url("**/explore?around=system*")
    expect(main(page)).to_contain_text("Linguists behind Google Assistant")
    saved = downloaded(page, hand, "nodes as CSV")
    assert "Linguists behind Google Assistant" in {row["label"] for row in rows(saved)}


@pytest.mark.parametrize("hand", KEYBOARD_LONG, indirect=True)
def test_a_record_is_corrected_and_checked(page: Page, hand: Hand) -> None:
    search(page, hand, "ghost work")
    hand.press(link(main(page), GHOST_WORK))
    hand.press(link(main(page), "Suggest a correction"))
    record = page.get_by_role("region", name="The record")
    title = record.get_by_role("textbox", name="Title")
    expect(title).to_have_value(GHOST_WORK)
    hand.write(title, "")
    hand.press(button(main(page), "Check"))
    expect(page.get_by_role("heading", name="Please mend this first")).to_be_visible()
    hand.write(title, "Hidden workers keep AI running")
    hand.press(button(main(page), "Check"))
    expect(page.get_by_role("heading", name="It can be sent")).to_be_visible()
    expect(main(page).get_by_role("table")).to_contain_text("Hidden workers keep AI running")
