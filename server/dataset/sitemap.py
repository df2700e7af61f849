"""Sitemap in parts of 50,000 addresses, and robots.txt."""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.sax.saxutils import escape

from flask import Blueprint, Response

from graph.search import SEARCH, listed, listed_sources, number_of_sources, parts
from ontology import NotFound, concepts, modules, questions
from server.dataset.api import described_paths
from server.languages.current import offered
from server.records.meta_tags import root
from server.web.language_addresses import in_language
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("sitemap", __name__)

UNLISTED: Final = ("/.well-known/", "/desk", "/embed/", "/evidence")
"""Files for programs, pages for reviewers, frames on pages of others, and notes of other pages."""
SIZE: Final = 50_000
"""The most addresses of a part, as the sitemap protocol requires."""
NAMESPACE: Final = (
    'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
)
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
DISALLOWED: Final = (
    *("/desk", "/embed/", "/evidence", "/graph-store", "/interlocks", "/oembed", "/search?*"),
    *("/sparql?*", "/*/related?*"),
)
"""Facet lists are endless and queries costly; crawlers get the downloads instead."""


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Send robots.txt, with the address of the sitemap.

    Source: RFC 9309; sitemaps.org, "Submitting your Sitemap".
    """
    rules = [in_language(rule, code) for code in offered() for rule in DISALLOWED]
    lines = ["User-agent: *", *(f"Disallow: {rule}" for rule in rules)]
    lines += ["", f"Sitemap: {root()}sitemap.xml"]
    return Response("".join(f"{line}\n" for line in lines), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def index() -> Response:
    """List the parts of the sitemap: pages, records, sources.

    Source: sitemaps.org protocol 0.9.
    """
    days = [str(site().release.manifest["modified"]), *_days(_index()), *[""] * _parts_of_sources()]
    rows = ((f"/sitemap-{number}.xml", day) for number, day in enumerate(days))
    return _sent("sitemapindex", "sitemap", rows)


@blueprint.get("/sitemap-<int:number>.xml")
def part(number: int) -> Response:
    """List the addresses of one part, with the day of their last change.

    Source: sitemaps.org protocol 0.9: a part lists what is at or below its own address.
    """
    pages, records = 1, len(_days(_index()))
    if number >= pages + records + _parts_of_sources():
        raise NotFound(f"there is no part {number} of the sitemap: /sitemap.xml lists them")
    if number < pages:
        rows = _undated(_pages())
    elif number < pages + records:
        rows = _records(number - pages)
    else:
        rows = _undated(_sources(number - pages - records))
    return _sent("urlset", "url", rows)


def _undated(paths: Iterator[str]) -> Iterator[tuple[str, str]]:
    return ((path, "") for path in paths)


def _index() -> Path:
    return site().release.folder / SEARCH


@lru_cache(maxsize=2)
def _days(path: Path) -> list[str]:
    return parts(path, SIZE)


def _parts_of_sources() -> int:
    return ceil(number_of_sources(_index()) / SIZE)


def _records(part: int) -> Iterator[tuple[str, str]]:
    """Yield the pages of the records of a part but hidden ones, with the day of their change."""
    current = site()
    hidden = current.hidden()
    rows = listed(_index(), part, SIZE)
    yield from ((current.address(iri), day) for iri, day in rows if iri not in hidden)


def _sources(part: int) -> Iterator[str]:
    current = site()
    hidden = current.hidden()
    rows = listed_sources(_index(), part, SIZE)
    yield from (current.address(iri) for iri in rows if iri not in hidden)


def _pages() -> Iterator[str]:
    """Yield the pages that are not records: pages of the site, questions, concepts."""
    yield from ("/search", "/questions", "/coverage", "/ontology")
    yield from (path for path in described_paths("Pages") if not path.startswith(UNLISTED))
    yield from (f"/questions/{question.slug}" for question in questions())
    for scheme in (path.stem for path in modules() if path.parent.name == "schemes"):
        yield f"/concept/{scheme}"
        yield from (f"/concept/{scheme}/{slug}" for slug in concepts(scheme))


def _sent(outer: str, inner: str, rows: Iterator[tuple[str, str]]) -> Response:
    line = _line if inner == "url" else _part_line
    start = root().removesuffix("/")
    lines = (line(start, path, day) for path, day in rows)
    body = f"{HEAD}<{outer} {NAMESPACE}>\n{''.join(lines)}</{outer}>\n"
    return Response(body, content_type="application/xml")


def _part_line(start: str, path: str, day: str) -> str:
    return f"<sitemap><loc>{_escaped(start + path)}</loc>{_changed(day)}</sitemap>\n"


def _line(start: str, path: str, day: str) -> str:
    """Return the entry of a page, which names it in each language.

    Source: Google Search Central, "Tell Google about localized versions", sitemaps.
    """
    path = "/" + path.lstrip("/")
    found = [(code, _escaped(start + in_language(path, code))) for code in offered()]
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{where}"/>' for code, where in found
    )
    return f"<url><loc>{found[0][1]}</loc>{_changed(day)}{others if found[1:] else ''}</url>\n"


def _escaped(address: str) -> str:
    return escape(quote(address, safe=":/?#[]@!$&'()*+,;=%~"))


def _changed(day: str) -> str:
    return f"<lastmod>{day}</lastmod>" if DAY.fullmatch(day or "") else ""
