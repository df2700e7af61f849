"""What axe-core finds wrong with a page for people who cannot see, hear, point or read it well."""

from importlib.resources import files
from typing import Any, Final

from playwright.sync_api import Page

__all__ = ["COLOURS", "LOOKS", "violations"]

AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS: Final = ["color-contrast", "link-in-text-block"]
"""The rules whose verdict a change of colours, and of colours alone, can change."""
LOOKS: Final = [*COLOURS, "target-size", "scrollable-region-focusable", "region"]
"""The rules whose verdict also a change of size can change, where the elements stay."""

RUN: Final = "rules => axe.run({runOnly: rules, resultTypes: ['violations']})"


def violations(page: Page, rules: list[str] = RULES) -> list[str]:
    """Return the rules of WCAG 2.2 AA that a page breaks, each with the first place where it does.

    Source: axe-core, API; Web Content Accessibility Guidelines 2.2.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    found: dict[str, Any] = page.evaluate(RUN, rules)
    return [_told(violation) for violation in found["violations"]]


def _told(violation: dict[str, Any]) -> str:
    node = violation["nodes"][0]
    return f"{violation['id']}: {node['failureSummary']} {node['html'][:200]}"
