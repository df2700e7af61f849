"""The list of kinds of page is whole: every route and every template is reached by one of them."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin

import pytest
from flask import Flask, template_rendered
from flask.testing import FlaskClient
from jinja2 import Environment, Template
from jinja2.meta import find_referenced_templates
from lxml.html import HtmlElement, fromstring

from graph.release.release import Release
from server import Settings, create_app
from server.drawing.raster import has_fonts
from server.parts import has_parts
from tests.browser.kinds import DATA, KINDS, PRIVATE, WITHDRAWN

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
SIGNS = "ancestor::*[contains(@class, 'legend') or contains(@class, 'steps')]"
VISUALS = f"//main//figure | //main//*[local-name()='svg'][not({SIGNS})]"
"""Figures and drawings, but for the signs of a legend."""
NEAREST = (
    "ancestor-or-self::*[self::figure[not(@class='panel')] or self::section or @class='tally']"
)
"""The part of a page that is about one picture; panels are many pictures of one chart."""
COUNTED = ("/questions/responses-by-kind", "/id/worker-group/ai-assistant-operators")
"""Pages with pictures that others of their kind lack: bars of an answer, pay without a product."""
FILES = {"svg": "image/svg+xml", "png": "image/png", "csv": "text/csv"}


class Shown(NamedTuple):
    """What the pages of all kinds are: status, media type and text by kind, and their templates."""

    pages: Mapping[str, tuple[int, str | None, str]]
    templates: set[str]


@pytest.fixture(scope="module")
def app(release: Release) -> Flask:
    return create_app(Settings(release.folder.parent.parent, contact="a@example.org"))


@pytest.fixture(scope="module")
def shown(app: Flask) -> Shown:
    """The page of every kind, each asked for once."""
    pages = {}
    with rendered(app) as names:
        for name, kind in KINDS.items():
            page = app.test_client().get(kind.path, headers=BROWSER, follow_redirects=True)
            pages[name] = (page.status_code, page.mimetype, page.text)
    return Shown(pages, names)


@pytest.fixture(scope="module")
def withdrawn(world: Release) -> Flask:
    return create_app(Settings(world.folder.parent.parent))


STATES_NOTHING = frozenset(
    {
        "the ways to the data",
        "where a brief is made",
        "a search that finds nothing",
        "a concept of no list",
        "a named graph",
        "an activity",
        "the vocabulary",
        "the data model",
        "a class",
        "a property",
        "where a text is pasted",
        "a record in a reconciliation client",
        "where to begin to explore",
        "words that may mean several",
        "a misspelt node to explore",
        "questions",
        "the addresses for programs",
        "a picture for pages of others",
        "a chart for pages of others",
        "a comparison for pages of others",
        "a map for pages of others",
        "a part of the graph for pages of others",
        "an issue for pages of others",
        "an answer for pages of others",
        "the evidence of a row",
        "the evidence of a count",
        "what changed in a record",
        "a correction",
        "what this is",
        "privacy",
        "help",
        "how to follow",
        "how to follow a list",
        "a letter's link that is not there",
        "the end of letters",
        "contributions",
        "a new issue",
        "many rows at once",
        "a figure of pay",
        "a request for removal",
        "a receipt that is not there",
        "the desk",
        "where reviewers sign in",
        "pairs to judge, without a session",
        "names to judge, without a session",
        "a suggestion, without a session",
        "parts to withhold, without a session",
        "the query page",
        "a query and its answer",
        "the dataset",
        "downloads",
        "a release",
        "nothing",
        "a query",
        "an answer without script",
        "a graph without script",
        "a bad query",
    }
)
"""Kinds of pages that state nothing of the world, are evidence, or stand in pages of others."""


def endpoints(app: Flask, paths: Iterator[str]) -> set[str]:
    matched = (app.url_map.bind("").match(path.partition("?")[0]) for path in paths)
    return {str(endpoint) for endpoint, _ in matched}


def test_every_route_is_a_kind_of_page_or_gives_data(app: Flask) -> None:
    pages = endpoints(app, (kind.path for kind in KINDS.values()))
    routes = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert routes == pages | {*DATA}


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_page_is_a_page(shown: Shown, kind: str) -> None:
    assert shown.pages[kind][:2] == (KINDS[kind].status, "text/html")


def test_every_kind_of_page_with_statements_has_their_evidence_at_hand(shown: Shown) -> None:
    without = {name for name, page in shown.pages.items() if 'class="why"' not in page[2]}
    assert without == STATES_NOTHING


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


def test_every_template_is_shown_by_a_kind_of_page(
    app: Flask, shown: Shown, withdrawn: Flask
) -> None:
    names = shown.templates
    with rendered(withdrawn) as gone:
        withdrawn.test_client().get(WITHDRAWN, headers=BROWSER)
    folder = Path(app.root_path) / "templates"
    every = {str(path.relative_to(folder)) for path in folder.rglob("*.html")}
    assert every - names - gone >= PRIVATE
    seen = names | gone | PRIVATE
    while parts := {part for one in seen for part in referenced(app.jinja_env, one)} - seen:
        seen |= parts
    assert every - seen == set()


def uses(page: HtmlElement, path: str) -> tuple[set[str], list[str]]:
    """Return the addresses at which the visuals of a page are used, and the visuals without one."""
    whole = {path} if page.xpath("//section[@class='use']") else set()
    found, without = set(whole), []
    for visual in page.xpath(VISUALS):
        parts = visual.xpath(NEAREST)[-1:]
        links = [link for part in parts for link in part.xpath(".//a[contains(@href, '#use')]")]
        found |= {urljoin(path, link.get("href").partition("#")[0]) for link in links}
        if not links and not whole:
            without.append(visual.get("class") or visual.tag)
    return found, without


@pytest.fixture(scope="module")
def used(app: Flask, shown: Shown) -> dict[str, tuple[set[str], list[str]]]:
    pages = {name: page[2] for name, page in shown.pages.items() if page[0] == 200}
    found = {name: uses(fromstring(text), KINDS[name].path) for name, text in pages.items()}
    others = {path: app.test_client().get(path, headers=BROWSER).text for path in COUNTED}
    return found | {path: uses(fromstring(text), path) for path, text in others.items()}


def test_every_visual_leads_to_its_files(used: dict[str, tuple[set[str], list[str]]]) -> None:
    assert {name: without for name, (_, without) in used.items() if without} == {}


def sort_of(path: str) -> str:
    """Return the sort of picture at an address: what is below `/pictures`, else the first part."""
    first, second, *_ = [*path.partition("?")[0].split("/")[1:], ""]
    return second if first == "pictures" else first


def test_where_a_picture_is_used_it_has_files_a_citation_and_a_frame(
    app: Flask, used: dict[str, tuple[set[str], list[str]]]
) -> None:
    each = {sort_of(path): path for found, _ in used.values() for path in sorted(found)}
    assert {*each} == {
        *("answer", "around", "bars", "coverage", "model", "pay", "wage-line"),
        *("charts", "compare", "explore", "places"),
    }
    for path in each.values():
        is_used(app.test_client(), path)


def is_used(client: FlaskClient, path: str) -> None:
    """Assert that a page of a picture has all by which it is used."""
    (use,) = fromstring(client.get(path, headers=BROWSER).text).xpath("//section[@class='use']")
    links = {
        str(one).partition("?")[0].rpartition(".")[2]: one for one in use.xpath(".//li/a/@href")
    }
    for name, media in FILES.items() if has_fonts() else ():
        assert client.get(links[name]).mimetype == media, links[name]
    assert "Release" in use.xpath("string(.//*[@id='citation'])")
    (framed,) = use.xpath(".//iframe/@src")
    assert f'{framed.replace("&", "&amp;")}"' in use.xpath("string(.//code)")
    assert fromstring(client.get(framed).text).xpath("//img/@src")
