"""Meta tags of every page: canonical address, OpenGraph, schema.org and feeds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask import Blueprint, g, request

from ontology import OURS
from server.languages.catalogue import ENGLISH
from server.languages.current import current, day, gettext, gettext_noop, offered, translated
from server.records.citation import Citation, cite, is_taken_from_us
from server.records.schema_org import Node, dataset, described, website
from server.records.view import Page
from server.records.view_model import page
from server.web.html_addresses import html_address
from server.web.language_addresses import in_language, language_choices
from server.web.look import own_icon, own_sheets
from server.web.site import site

__all__ = ["Head", "blueprint", "has_card", "page_url", "root"]

blueprint = Blueprint("sharing", __name__)

LONGEST: Final = 300
"""The most characters of a text in a link preview."""
QUERIED: Final = frozenset(
    (
        *("brief.page", "compare.page", "directory.actors", "pictures.page", "places.places"),
        *("questions.page", "search.search"),
    )
)
"""Views whose query string is part of the page's identity."""
NEGOTIATED: Final = frozenset(
    (
        *("charts.page", "companies.companies", "compare.page", "coverage.page"),
        *("directory.actors", "discovery.dataset", "discovery.release", "places.places"),
        *(
            "pictures.page",
            "questions.page",
            "related.common",
            "related.related",
            "search.search",
            "workers.workers",
        ),
    )
)
"""Views that send data to a client without preference: their pages have addresses for all."""
NO_CARD: Final = frozenset(
    (
        *("contribute", "desk", "desk_identity", "desk_names", "follow", "receipt", "removal"),
        *("sparql", "tables"),
    )
)
"""Blueprints whose pages are private, or answer what somebody sent: they have no share card."""
FEEDS: Final = {
    "/feeds/new.atom": gettext_noop("New issues"),
    "/feeds/changed.atom": gettext_noop("Changed issues"),
    "/feeds/releases.atom": gettext_noop("Releases"),
}


@dataclass(frozen=True)
class Head:
    """Contents of the HTML head: addresses, description, image and structured data.

    `canonical` is nothing where the page itself names what it describes; `alternates` is the page
    in each language, by code.
    """

    url: str
    canonical: str
    description: str
    kind: str
    image: str
    structured: tuple[Node, ...]
    alternates: Mapping[str, str]


def root() -> str:
    """Return the base of public addresses: the setting, or the base of the data."""
    return site().settings.address or site().base


def page_url(path: str, query: str = "") -> str:
    """Return where people read a page in the language of the request, as HTML for any client."""
    language = current()
    address = html_address(path) if language.is_source else in_language(path, language.code)
    return root() + address[1:] + (f"?{query}" if query else "")


@blueprint.app_context_processor
def _shared() -> dict[str, object]:
    shown = {"head_of": _head, "how_to_cite": _citation, "printed": _printed, "feeds": FEEDS}
    shown |= {
        "own_icon": own_icon,
        "own_sheets": own_sheets(),
        "html_address": html_address,
        "page_url": page_url,
        "language_choices": language_choices,
    }
    return {**shown, "project": site().project}


def _head(this: object = None) -> Head:
    """Return the head of the current page; `this` is what its template shows, if known.

    Each language has its canonical address, and names those of the others.
    Source: RFC 6596; HTML, "Link type alternate" with `hreflang`.
    """
    shown, path = _this(this), request.path.lstrip("/").removesuffix(".html")
    alternates = {code: _url(code, path, shown) for code in offered()}
    url = alternates[current().code]
    image = _card()
    if shown:
        text = shown.texts[0].text if shown.texts else shown.title.text
        structured = (described(shown, root() + path, site().release),)
        canonical = "" if current().is_source else url
        kind, text = "article", text[:LONGEST]
        return Head(url, canonical, text, kind, image, structured, alternates)
    about = translated(site().project.description)
    return Head(url, url, about, "website", image, tuple(_of_site()), alternates)


def _url(code: str, path: str, shown: Page | None) -> str:
    """Return the lasting address of the page that is asked for, in a language."""
    is_negotiated = code == ENGLISH.code and (request.endpoint in NEGOTIATED or shown)
    url = root() + in_language(f"/{path}", code)[1:]
    url = html_address(url) if is_negotiated else url
    is_queried = request.endpoint in QUERIED and request.query_string
    return f"{url}?{request.query_string.decode('latin-1')}" if is_queried else url


def has_card() -> bool:
    """Whether the page that is asked for has a share card of its own."""
    return request.blueprint not in NO_CARD and request.endpoint != "related.similar"


def _card() -> str:
    """Return the address of the picture that previews show; the same for what is private."""
    if not has_card():
        return f"{root()}static/share.png" if site().project.title == OURS.title else ""
    page = request.path.strip("/").removesuffix(".html") or "home"
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return root() + in_language(f"/card/{page}.png", current().code)[1:] + query


def _of_site() -> list[Node]:
    release = g.get("release_shown")
    if request.endpoint in ("home.front", "downloads.listing"):
        release = site().release
    found = [website(root(), site().project)] if request.endpoint == "home.front" else []
    return [*found, dataset(release, root())] if release else found


def _citation(this: object = None) -> Citation | None:
    """Return the citation of the resource on the current page, if there is one."""
    shown = _this(this)
    if shown is None:
        return None
    return cite(shown, site().release, is_taken_from_us=is_taken_from_us(shown.iri))


def _printed(citation: Citation | None) -> str:
    """Return the line that a printed page ends with: its citation, or its address."""
    release = site().release
    asked = in_language(request.full_path, current().code).strip("/")
    named = {"title": release.project.title, "release": release.name}
    whole = (
        gettext("%(title)s, release %(release)s.", **named) + f" {root()}{asked.removesuffix('?')}"
    )
    changed = gettext("Last changed on %(day)s.", day=day(release.manifest["modified"]))
    said = citation.text if citation else whole
    return f"{said.removesuffix('.')}. {changed}"


def _this(this: object) -> Page | None:
    """Return what the current page describes: what its template shows, or what its view found."""
    if isinstance(this, Page):
        return this
    description = g.get("described")
    return page(description) if description else None
