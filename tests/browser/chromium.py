"""A real browser, Debian's Chromium, and all that is heard of the pages that it shows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from shutil import which

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Dialog,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.waiting import PATIENCE

__all__ = ["CHROMIUM", "DESKTOP", "PHONE", "Heard", "chromium", "hearing"]

CHROMIUM = which("chromium") or which("chromium-browser") or ""
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic")
"""As root there is no sandbox, and without a screen no GPU."""

DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
POLICY = """addEventListener("securitypolicyviolation",
    (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """Run the browser while the `with` lasts; none is downloaded."""
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Heard:
    """What the pages of a server asked for, and complained of."""

    origin: str
    requests: list[str] = field(default_factory=list)
    complaints: list[tuple[str, str]] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)
    """Addresses that are to be errors."""

    @property
    def faults(self) -> list[str]:
        """Return every complaint, and every request to anybody but the server."""
        own = (f"{self.origin}/", "data:", f"blob:{self.origin}/")
        said = [one for one in self.complaints if one[1] not in self.expected]
        asked = [url for url in self.requests if not url.startswith(own)]
        return [" at ".join(one) for one in said] + asked

    def console(self, message: ConsoleMessage) -> None:
        """Note what a page complains of."""
        if message.type in ("error", "warning"):
            self.complaints.append((f"{message.type}: {message.text}", message.location["url"]))

    def dialog(self, dialog: Dialog) -> None:
        """Note a dialog, which no page of ours opens."""
        where = dialog.page.url if dialog.page else ""
        self.complaints.append((f"dialog: {dialog.message}", where))
        dialog.dismiss()


def hearing(context: BrowserContext, origin: str) -> Heard:
    """Listen to all pages of a context: requests, errors, dialogs and breaches of the policy."""
    heard = Heard(origin)
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(POLICY)
    context.on("request", lambda request: heard.requests.append(request.url))
    context.on("weberror", lambda error: heard.complaints.append((f"error: {error.error}", "")))
    context.on("console", heard.console)
    context.on("dialog", heard.dialog)
    return heard
