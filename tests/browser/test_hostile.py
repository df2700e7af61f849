"""Pages whose every label is hostile: each is shown as the text that it is, and breaks nothing."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from tests.blackbox.server import Server
from tests.browser.chromium import PHONE
from tests.browser.conftest import Visit
from tests.browser.hostile import LABELS, OVERRIDE, SLUGS
from tests.browser.kinds import KINDS
from tests.browser.test_pages import overflow
from tests.browser.validity import VALIDATOR, faults

by_label = pytest.mark.parametrize("slug", SLUGS)
OF_TEXT = (
    "is not in Unicode Normalization Form C.",
    "This document appears to be written in Māori",
)
"""What the checker says of texts and not of HTML: of marks in odd order, and of ten thousand W."""

RECORDS = ("issue", "actor", "system", "worker-group", "source")
TURNED = f"""() => {{
  const turned = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {{
    const text = texts.currentNode, inside = text.parentElement;
    if (!text.data.includes("{OVERRIDE}")) continue;
    const ends = getComputedStyle(inside).unicodeBidi !== "normal";
    let after = "";
    for (let next = text.nextSibling; next; next = next.nextSibling) after += next.textContent;
    if (!ends || after.trim()) turned.push(inside.outerHTML.slice(0, 300));
  }}
  return turned;
}}"""
"""Finds what an override turns round beyond the element that holds its label."""


def pages(slug: str) -> dict[str, str]:
    """Return the addresses of pages that show a label, by names for people."""
    kinds = {kind: f"/id/{kind}/{slug}-{kind.rpartition('-')[2]}" for kind in RECORDS}
    issue = kinds["issue"]
    return kinds | {
        "its graph": f"/graph/issue/{slug}-issue",
        "related": f"{issue}/related",
        "why": f"{issue}/related?to=script-issue",
        "in common": f"/interlocks?actor={slug}-actor&actor=google",
        "a search": f"/search?q={quote(LABELS[slug][:300])}",
        "a list": f"/search?actor={slug}-actor",
    }


def text(of: str) -> str:
    """Return a text as a page shows it, where white space is one space."""
    return " ".join(of.split())


def shown(page: Page) -> str:
    return text(page.locator("h1").text_content() or "")


@by_label
def test_a_hostile_label_is_shown_as_text(visit: Visit, hostile: Server, slug: str) -> None:
    page = visit(hostile, "/questions", viewport=PHONE)
    for name, path in pages(slug).items():
        page.goto(path)
        if name in RECORDS:
            assert text(LABELS[slug]) in shown(page)
        assert (name, overflow(page), page.evaluate(TURNED)) == (name, 0, [])


def test_a_hostile_reason_to_withdraw_is_shown_as_text(visit: Visit, hostile: Server) -> None:
    for slug in ("script", "override", "lines", "word"):
        page = visit(hostile, f"/id/issue/{slug}-gone", 410, viewport=PHONE)
        assert text(LABELS[slug]) in text(page.locator("main").text_content() or "")
        assert overflow(page) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_with_hostile_labels_in_it_is_as_any(
    visit: Visit, hostile: Server, kind: str
) -> None:
    page = visit(hostile, *KINDS[kind], viewport=PHONE)
    assert (overflow(page), page.evaluate(TURNED)) == (0, [])


@pytest.mark.skipif(not VALIDATOR, reason="needs the Nu Html Checker: npm and Java")
def test_every_hostile_page_is_valid_html(hostile: Server, tmp_path: Path) -> None:
    every = {f"{slug} {name}": path for slug in SLUGS for name, path in pages(slug).items()}
    every |= {name: kind.path for name, kind in KINDS.items()}
    del every["lines a search"]  # whose words are asked for with breaks of lines, and shown without
    assert faults(hostile, every, tmp_path, OF_TEXT) == []
