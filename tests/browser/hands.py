"""How somebody uses a page: with a mouse, with a keyboard alone, or without scripts."""

from dataclasses import dataclass
from typing import Any, Final, Protocol

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.chromium import DESKTOP

__all__ = ["HANDS", "KEYBOARD_LONG", "Hand", "Keyboard", "Mouse"]

FURTHEST: Final = 600
"""So many steps of the keyboard lead to what is looked for, or nobody would go there."""
IS_FOCUSED: Final = "one => one === document.activeElement"
HAS_RING: Final = "one => getComputedStyle(one).outlineStyle !== 'none'"


class Hand(Protocol):
    """Follows links, presses buttons, ticks boxes, opens what is folded, and types."""

    @property
    def how(self) -> dict[str, Any]:
        """Return how the browser is set up for it."""

    def press(self, one: Locator) -> None:
        """Follow a link, press a button, tick a box, or open what is folded."""

    def write(self, one: Locator, text: str) -> None:
        """Type a text into a field, in place of what is there."""


@dataclass(frozen=True)
class Mouse:
    """Somebody who points, with scripts or without."""

    has_scripts: bool = True

    @property
    def how(self) -> dict[str, Any]:
        return {"java_script_enabled": self.has_scripts}

    def press(self, one: Locator) -> None:
        one.click()

    def write(self, one: Locator, text: str) -> None:
        one.fill(text)


class Keyboard:
    """Somebody who has no mouse: Tab leads everywhere, and shows where it is."""

    @property
    def how(self) -> dict[str, Any]:
        return {"viewport": DESKTOP}

    def press(self, one: Locator) -> None:
        self._reach(one)
        is_box = one.evaluate("one => one.type === 'checkbox'")
        one.page.keyboard.press("Space" if is_box else "Enter")

    def write(self, one: Locator, text: str) -> None:
        self._reach(one)
        one.page.keyboard.press("Control+A")
        one.page.keyboard.insert_text(text)

    def _reach(self, one: Locator) -> None:
        """Go to an element by Tab alone."""
        expect(one).to_be_visible()
        for _ in range(FURTHEST):
            if one.evaluate(IS_FOCUSED):
                assert one.evaluate(HAS_RING), "nothing shows where the keyboard is"
                return
            one.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {one}")


HANDS: Final[dict[str, Hand]] = {
    "by mouse": Mouse(),
    "by keyboard": Keyboard(),
    "without scripts": Mouse(has_scripts=False),
}
KEYBOARD_LONG: Final = [
    pytest.param(name, marks=pytest.mark.long if name == "by keyboard" else ()) for name in HANDS
]
"""The same where many stops of a form or a picture take the keyboard half a minute."""


def heading(page: Page) -> Locator:
    """Return what a page says it is about."""
    return page.get_by_role("heading", level=1)
