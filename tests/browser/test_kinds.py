"""The list of kinds of page is whole: every route and every template is reached by one of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, template_rendered
from jinja2 import Environment, Template
from jinja2.meta import find_referenced_templates

from graph.release.release import Release
from server import Settings, create_app
from server.parts import has_parts
from tests.browser.kinds import DATA, KINDS, PRIVATE, WITHDRAWN

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture(scope="module")
def app(release: Release) -> Flask:
    return create_app(Settings(release.folder.parent.parent, contact="a@example.org"))


@pytest.fixture(scope="module")
def withdrawn(world: Release) -> Flask:
    return create_app(Settings(world.folder.parent.parent))


def endpoints(app: Flask, paths: Iterator[str]) -> set[str]:
    matched = (app.url_map.bind("").match(path.partition("?")[0]) for path in paths)
    return {str(endpoint) for endpoint, _ in matched}


def test_every_route_is_a_kind_of_page_or_gives_data(app: Flask) -> None:
    pages = endpoints(app, (kind.path for kind in KINDS.values()))
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert routes == pages | {*DATA}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_page_is_a_page(app: Flask, kind: str) -> None:
    found = app.test_client().get(KINDS[kind].path, headers=BROWSER, follow_redirects=True)
    assert (found.status_code, found.mimetype) == (KINDS[kind].status, "text/html")


@pytest.mark.parametrize("endpoint", DATA)
def test_a_route_of_data_gives_no_page(app: Flask, release: Release, endpoint: str) -> None:
    if endpoint == "parts.bundled" and not has_parts():
        pytest.skip("this install has no front-end parts")
    if endpoint == "downloads.changes":
        pytest.skip("a first release has no changes")
    path = DATA[endpoint].replace("/current", f"/{release.name}")
    assert endpoints(app, iter([path])) == {endpoint}
    with app.test_client().get(path, headers=BROWSER) as found:
        found.data  # noqa: B018 - what is streamed is closed once it is read
    assert found.status_code < 400
    assert found.status_code // 100 == 3 or found.mimetype != "text/html"


@contextmanager
def rendered(app: Flask) -> Iterator[set[str]]:
    """Note the templates that an application renders."""
    names: set[str] = set()

    def note(_: Flask, template: Template, **__: Any) -> None:
        names.add(template.name or "")

    with template_rendered.connected_to(note, app):
        yield names


def referenced(environment: Environment, name: str) -> set[str]:
    """Return the templates that one extends, includes or imports."""
    assert environment.loader
    source = environment.loader.get_source(environment, name)[0]
    return {part for part in find_referenced_templates(environment.parse(source)) if part}


def test_every_template_is_shown_by_a_kind_of_page(app: Flask, withdrawn: Flask) -> None:
    with rendered(app) as names:
        for kind in KINDS.values():
            app.test_client().get(kind.path, headers=BROWSER, follow_redirects=True)
    with rendered(withdrawn) as gone:
        withdrawn.test_client().get(WITHDRAWN, headers=BROWSER)
    folder = Path(app.root_path) / "templates"
    every = {str(path.relative_to(folder)) for path in folder.rglob("*.html")}
    assert every - names - gone >= PRIVATE
    shown = names | gone | PRIVATE
    while parts := {part for one in shown for part in referenced(app.jinja_env, one)} - shown:
        shown |= parts
    assert every - shown == set()
