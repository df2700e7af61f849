"""The whole way in a browser, without scripts: propose, decide, build, follow, remove.

The server runs as its operator runs it: web processes, the builder, and letters to a local sink.
"""

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from playwright.sync_api import Browser, Page

from graph.build.build import build
from graph.build.inputs import Plan
from graph.build.last_plan import keep_plan
from graph.desk.builds import build_state
from graph.desk.database import later
from graph.desk.reviewers import Reviewers
from graph.following.followers import Followers
from graph.release.history import history
from graph.release.release import current_name, read_release
from tests.blackbox.server import Server, serving
from tests.browser.conftest import origin
from tests.conftest import SMALL
from tests.records import GOOD
from tests.waiting import becomes

TITLE = "A talking toy listens to children"
RECORD = "/id/issue/a-talking-toy-listens-to-children"


class Sink:
    """A mail server that keeps the texts of what it gets."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=default)
        self.texts.append(str(message.get_content()))
        return "250 OK"


@pytest.fixture(scope="module")
def sink() -> Iterator[tuple[Sink, int]]:
    handler = Sink()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    yield handler, port
    controller.stop()


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of three records, since what is proposed is built with all others, twice."""
    folder = tmp_path_factory.mktemp("contribution")
    records = folder / "records.yaml"
    issue = (GOOD / "every-hazard.yaml").read_text(encoding="utf-8")
    others = SMALL.format(slug="an-actor", name="An actor")
    sourced = issue.replace("time-openai-kenya", "a-book")
    records.write_text(f"{others}---\n{sourced}", encoding="utf-8")
    plan = Plan(folder / "data", (records,))
    build(plan)
    keep_plan(plan)
    return plan.data


@pytest.fixture(scope="module")
def living(
    data: Path, sink: tuple[Sink, int], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    said = tmp_path_factory.mktemp("said") / "said"
    mail = ("--smtp", f"smtp://127.0.0.1:{sink[1]}", "--sender", "news@example.org")
    with serving(data, said, *mail, "--address", "https://example.org/") as server:
        yield server


def opened(browser: Browser, server: Server) -> Page:
    """Open a window without scripts, as Tor's safest level does."""
    context = browser.new_context(base_url=origin(server), java_script_enabled=False)
    return context.new_page()


def write(page: Page, label: str, text: str) -> None:
    """Fill in a field by keyboard."""
    page.get_by_label(label, exact=True).first.focus()
    page.keyboard.type(text)


def press(page: Page, name: str) -> None:
    """Press a button by keyboard."""
    page.get_by_role("button", name=name, exact=True).last.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tick(page: Page, name: str) -> None:
    page.get_by_role("checkbox", name=name, exact=True).first.focus()
    page.keyboard.press("Space")


def choose(page: Page, path: str, value: str) -> None:
    page.locator(f'select[name="{path}"]').select_option(value)


def built(data: Path, change: int) -> None:
    ends = ("built", "failed")
    becomes(lambda: build_state(data).change >= change and build_state(data).state in ends)
    assert build_state(data).state == "built", build_state(data).message


def test_the_whole_way(
    browser: Browser,
    living: Server,
    data: Path,
    sink: tuple[Sink, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tests.waiting.PATIENCE", 240.0)  # two builds, however slow the machine
    follower = opened(browser, living)
    confirmed(follower, sink[0])
    sender = opened(browser, living)
    receipt = proposed(sender)
    reviewer = signed_in(browser, living, data)
    with reviewer.expect_navigation():
        reviewer.get_by_role("link", name=f"1: {TITLE}").click()
    press(reviewer, "Take")
    write(reviewer, "Why, or what you ask", "Which country was it?")
    press(reviewer, "Ask back")
    sender.goto(receipt)
    assert "Which country was it?" in sender.content()
    write(sender, "Your answer", "The report says Kenya.")
    press(sender, "Send the answer")
    reviewer.reload()
    assert "The report says Kenya." in reviewer.content()
    write(reviewer, "Why, or what you ask", "The report says so.")
    press(reviewer, "Accept")
    built(data, 1)
    becomes(lambda: living.client.get(RECORD).status == 200)
    becomes(lambda: TITLE in living.client.get("/feeds/new.atom").text)
    assert TITLE in living.client.get("/search.jsonfeed?q=talking+toy").text
    sender.goto(receipt)
    assert "Your suggestion was accepted" in sender.content()
    digest_comes(data, sink[0])
    removed(browser, living, data, reviewer)


def confirmed(page: Page, sink: Sink) -> None:
    """Follow the list of new issues of an area, and confirm it by the letter."""
    page.goto("/follow?topic=/search%3Farea%3Deconomic-justice")
    write(page, "Your mail address", "ann@example.org")
    press(page, "Follow")
    becomes(lambda: sink.texts)
    match = re.search(r"https://example.org(/follow/confirm/\S+)", sink.texts[-1])
    assert match
    page.goto(match[1])
    press(page, "Confirm")
    assert "You follow it now" in page.content()


def proposed(page: Page) -> str:
    """Propose an issue as somebody does who sees the form for the first time."""
    page.goto("/contribute")
    page.get_by_role("link", name="An issue", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator('input[name="source.url"]').fill("https://example.org/toys")
    page.locator('input[name="source.title"]').fill("A report on what children say")
    choose(page, "source.sourceKind", "report")
    page.locator('input[name="title"]').fill(TITLE)
    page.locator('textarea[name="summary"]').fill("A toy kept what children said to it.")
    page.locator('input[name="year"]').fill("2024")
    tick(page, "Economic Justice")
    press(page, "Check")
    assert "Please mend this first" in page.content()
    tick(page, "Economic Harm and Inequity")
    press(page, "Check")
    assert "It can be sent" in page.content()
    page.set_viewport_size({"width": 1280, "height": 800})
    bounds = page.locator(".verdict").bounding_box()
    assert bounds
    assert (
        bounds["y"] + bounds["height"] < 800
    )  # all that is proposed, and the button, on one screen
    press(page, "Send")
    assert "Your suggestion has arrived" in page.content()
    return page.url


def signed_in(browser: Browser, server: Server, data: Path) -> Page:
    page = opened(browser, server)
    page.goto("/desk")
    write(page, "Your token", Reviewers(data).invite("Ann"))
    press(page, "Sign in")
    return page


def digest_comes(data: Path, sink: Sink) -> None:
    """Let a week pass for the follower, and wait for the digest."""
    assert Followers(data).due(later(169))[0].seen
    with Followers(data).writing() as connection:
        connection.execute("UPDATE follower SET sent = ?", (later(-169),))
    becomes(lambda: any(f"- {TITLE} (new)" in text for text in sink.texts))


def removed(browser: Browser, server: Server, data: Path, reviewer: Page) -> None:
    """Ask for removal of the same record, and find it gone everywhere."""
    before = current_name(data)
    asker = opened(browser, server)
    asker.goto(RECORD)
    with asker.expect_navigation():
        asker.get_by_role("link", name="ask for removal").first.click()
    write(asker, "What should be removed", "It endangers a child.")
    press(asker, "Send")
    reviewer.goto("/desk/2")
    write(reviewer, "Why, or what you ask", "It endangers somebody.")
    press(reviewer, "Hide the record now")
    assert server.client.get(RECORD).status == 410
    assert TITLE not in server.client.get("/search.json?q=talking+toy").text
    built(data, 2)
    becomes(lambda: TITLE not in server.client.get("/feeds/new.atom").text)
    query = "/sparql?format=csv&query=SELECT*{?s+rdfs:label+?l+FILTER(CONTAINS(?l,'talking+toy'))}"
    becomes(lambda: "talking toy" not in server.client.get(query).text)
    kept = [read_release(data, entry.name) for entry in history(data)]
    assert current_name(data) in {one.name for one in kept}
    assert not any(TITLE in (one.folder / "justicegraph.nq").read_text() for one in kept)
    assert server.client.get(f"/release/{before}/justicegraph.nq").status == 410
    assert server.client.get(RECORD).status == 410
    log = server.said
    assert "/receipt/" in log
    assert not re.search(r"/receipt/\w", log)
    assert "127.0.0.1" not in log.replace("http://127.0.0.1", "")
