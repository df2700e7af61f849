"""Crawl of a site: an address that does not answer is named with the page that leads to it."""

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask, Response

from ontology import Unavailable
from server.mirror.crawl import crawl
from server.mirror.links import Links

PAGES = {
    "/": '<a href="/concepts">Concepts</a></footer>',
    "/concepts": '<a href="/concept/gone">Gone</a></footer>',
    "/sitemap.xml": "<loc>https://a.example/sitemap-1.xml</loc>",
    "/sitemap-1.xml": "<loc>https://a.example/lost</loc>",
}


def site() -> Flask:
    app = Flask("site")

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response:
        text = PAGES.get(f"/{path}", "")
        media = "text/html" if "<a" in text else "application/xml"
        return Response(text, status=200 if text else 404, mimetype=media)

    return app


def test_a_broken_address_is_named_with_the_page_that_leads_there(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as told:
        crawl(site(), tmp_path, Links("https://a.example"), "r1", set(), lambda _: None)
    assert str(told.value) == (
        "the site answers addresses of its own with an error: "
        "/concept/gone (404; /concepts leads there), /lost (404; /sitemap.xml leads there)"
    )


def test_an_address_that_answers_503_for_a_moment_is_asked_for_again(tmp_path: Path) -> None:
    app, asked = Flask("busy"), Counter[str]()

    @app.get("/", defaults={"path": ""})
    @app.get("/<path:path>")
    def page(path: str) -> Response:
        asked[path] += 1
        lacks = path == "lost" or (path == "places.svg" and asked[path] < 3)
        return Response("here", status=503 if lacks else 200, mimetype="image/svg+xml")

    further = {"/places.svg", "/lost"}
    with pytest.raises(Unavailable, match=r"error: /lost \(503; /sitemap.xml leads there\)$"):
        crawl(app, tmp_path, Links("https://a.example"), "r1", further, lambda _: None)
    assert (tmp_path / "places.svg").read_text() == "here"
