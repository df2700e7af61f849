"""Readers who walk from page to page and count their clicks: in a browser, or by requests alone."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode, urljoin, urlsplit

from flask.testing import FlaskClient
from lxml.html import HtmlElement, fromstring
from playwright.sync_api import Locator, Page, expect

from tests.browser.hands import Hand

__all__ = ["Browsing", "Requesting", "Walker"]

HTML = {"Accept": "text/html,*/*;q=0.8"}
EVERYWHERE = "main"


class Walker(Protocol):
    """Follows links, sends forms, opens what is folded; `clicks` counts all of it but typing."""

    clicks: int

    def follow(self, name: str, within: str = EVERYWHERE) -> None:
        """Follow the first link within an element whose text begins with a name."""

    def write(self, name: str, *texts: str) -> None:
        """Type texts into the first fields of a name."""

    def press(self, name: str) -> None:
        """Press the first button with a text, which sends its form."""

    def unfold(self, name: str) -> None:
        """Open what is folded under a summary that begins with a name."""

    def sees(self, *texts: str) -> None:
        """Assert that the page shows some texts."""


def words(text: str) -> str:
    return " ".join(text.split())


@dataclass
class Requesting:
    """A reader without scripts: requests to the application, and forms that are parsed."""

    client: FlaskClient
    path: str
    clicks: int = 0
    _typed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _text: str = ""

    def __post_init__(self) -> None:
        self._go(self.path)

    def follow(self, name: str, within: str = EVERYWHERE) -> None:
        named = (
            link for link in self._all("a", within) if words(link.text_content()).startswith(name)
        )
        self.clicks += 1
        self._go(str(next(named).get("href")))

    def write(self, name: str, *texts: str) -> None:
        self._typed[name] = texts

    def press(self, name: str) -> None:
        (button, *_) = [
            one for one in self._all("button", EVERYWHERE) if words(one.text_content()) == name
        ]
        form = next(one for one in button.iterancestors("form"))
        self.clicks += 1
        fields = self._filled(form)
        if form.method == "GET":
            self._go(f"{form.get('action')}?{urlencode(fields)}")
        else:
            self._read(form.get("action") or self.path, data=_grouped(fields))

    def unfold(self, name: str) -> None:
        assert any(
            words(one.text_content()).startswith(name) for one in self._all("summary", EVERYWHERE)
        )
        self.clicks += 1

    def sees(self, *texts: str) -> None:
        assert [text for text in texts if text not in self._text] == []

    def _filled(self, form: HtmlElement) -> list[tuple[str, str]]:
        """Return the fields of a form as a browser would send them, with what was typed."""
        typed = {name: [*texts] for name, texts in self._typed.items()}
        self._typed.clear()
        fields = []
        for one in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
            if one.get("type") in ("checkbox", "radio") and not one.checked:
                continue
            texts = typed.get(one.name)
            fields.append((one.name, texts.pop(0) if texts else one.value or ""))
        return fields

    def _all(self, tag: str, within: str) -> list[HtmlElement]:
        return [one for part in self._page.iter(within) for one in part.iter(tag)]

    def _go(self, address: str) -> None:
        self._read(urljoin(self.path, address))

    def _read(self, path: str, **sent: object) -> None:
        method = self.client.post if sent else self.client.get
        answer = method(path, headers=HTML, follow_redirects=True, **sent)
        assert answer.status_code == 200, path
        self.path = answer.request.full_path if answer.request else path
        if answer.mimetype == "text/html":
            self._page: HtmlElement = fromstring(answer.text)
            self._text = words(self._page.find(".//main").text_content())
        else:
            self._text = answer.text


def _grouped(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    by_name: dict[str, list[str]] = defaultdict(list)
    for name, value in fields:
        by_name[name].append(value)
    return by_name


@dataclass
class Browsing:
    """A reader with a browser, by mouse or by keyboard."""

    page: Page
    hand: Hand
    clicks: int = 0
    _file: str = ""

    def follow(self, name: str, within: str = EVERYWHERE) -> None:
        link = self._first("a", name, within)
        self.clicks += 1
        if urlsplit(link.get_attribute("href") or "").query.endswith("format=csv"):
            with self.page.expect_download() as download:
                self.hand.press(link)
            self._file = download.value.path().read_text(encoding="utf-8")
        else:
            self.hand.press(link)
            self.page.wait_for_load_state()

    def write(self, name: str, *texts: str) -> None:
        fields = self.page.locator(f"main [name='{name}']:visible")
        for at, text in enumerate(texts):
            self.hand.write(fields.nth(at), text)

    def press(self, name: str) -> None:
        self.clicks += 1
        self.hand.press(
            self.page.locator("main").get_by_role("button", name=name, exact=True).first
        )
        self.page.wait_for_load_state()

    def unfold(self, name: str) -> None:
        self.clicks += 1
        self.hand.press(self._first("summary", name, EVERYWHERE))

    def sees(self, *texts: str) -> None:
        for text in texts:
            if text not in self._file:
                expect(self.page.locator("main")).to_contain_text(text)

    def _first(self, tag: str, name: str, within: str) -> Locator:
        named = self.page.locator(f"{within} {tag}:visible").filter(has_text=name)
        return named.first
