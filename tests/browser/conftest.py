"""One browser and two servers for all checks of this folder: one of the curated graph, one hostile.

Where there is no Chromium, they are skipped: `apt-get install chromium` brings it.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from graph.build.build import build
from graph.build.inputs import Plan, inputs
from graph.reading.files import curated_records
from graph.release.release import MANIFEST, Release
from tests.blackbox.server import Server, serving
from tests.browser.chromium import CHROMIUM, DESKTOP, Heard, chromium, hearing
from tests.browser.hostile import write_world

Visit = Callable[..., Page]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One browser, which ends with this folder, since it keeps a loop of asyncio."""
    if not CHROMIUM:
        pytest.skip("there is no Chromium here: apt-get install chromium")
    with chromium() as found:
        yield found


@pytest.fixture(scope="package")
def server(release: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of the curated graph."""
    said = tmp_path_factory.mktemp("browser") / "said"
    with serving(release.folder.parent.parent, said, "--log", "") as found:
        yield found


@pytest.fixture(scope="package")
def world(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of the curated records and of others whose every text is hostile."""
    folder = tmp_path_factory.mktemp("world")
    records = write_world(folder / "records")
    release = build(Plan(folder / "data", (curated_records(), records)))
    taken_as_it_is = release.manifest | {"inputs": inputs(Plan(folder / "data"))}
    (release.folder / MANIFEST).write_text(json.dumps(taken_as_it_is), encoding="utf-8")
    return release


@pytest.fixture(scope="package")
def hostile(world: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server of that release."""
    said = tmp_path_factory.mktemp("hostile") / "said"
    with serving(world.folder.parent.parent, said, "--log", "") as found:
        yield found


def origin(server: Server) -> str:
    return f"http://{server.client.host}:{server.client.port}"


def go(page: Page, heard: Heard, path: str, status: int = 200, ready: str = "") -> None:
    """Show what is at an address, until an element that `ready` selects is there."""
    answer = page.goto(path)
    assert answer
    assert answer.status == status, path
    if status != 200:  # which the browser complains of, as of any error
        heard.expected.add(answer.url)
    if ready:
        page.wait_for_selector(ready)


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open pages of a server, each as by somebody new.

    Fails at the end where a page complained, opened a dialog or asked anybody but the server.
    """
    with ExitStack() as stack:
        heard = []

        def opened(
            server: Server, path: str, status: int = 200, ready: str = "", **how: Any
        ) -> Page:
            surroundings = {"base_url": origin(server), "viewport": DESKTOP, **how}
            context = stack.enter_context(browser.new_context(**surroundings))
            heard.append(hearing(context, origin(server)))
            page = context.new_page()
            go(page, heard[-1], path, status, ready)
            return page

        yield opened
    assert [fault for one in heard for fault in one.faults] == []
