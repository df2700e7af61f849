"""Meta tags of every page: canonical address, OpenGraph, schema.org and feeds."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, g, request

from ontology import OURS
from server.records.citation import Citation, cite
from server.records.schema_org import Node, dataset, described, website
from server.records.view_model import Page, page
from server.web.html_addresses import html_address
from server.web.look import own_sheets
from server.web.site import site

__all__ = ["Head", "blueprint", "has_card", "root"]

blueprint = Blueprint("sharing", __name__)

LONGEST: Final = 300
"""The most characters of a text in a link preview."""
QUERIED: Final = frozenset(
    (
        *("brief.page", "compare.page", "directory.actors", "places.places"),
        *("questions.page", "search.search"),
    )
)
"""Views whose query string is part of the page's identity."""
NEGOTIATED: Final = frozenset(
    (
        *("charts.page", "companies.companies", "compare.page", "coverage.page"),
        *("directory.actors", "discovery.dataset", "places.places", "questions.page"),
        *("related.related", "search.search", "workers.workers"),
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
    "/feeds/new.atom": "New issues",
    "/feeds/changed.atom": "Changed issues",
    "/feeds/releases.atom": "Releases",
}


@dataclass(frozen=True)
class Head:
    """Contents of the HTML head: addresses, description, image and structured data.

    `canonical` is nothing where the page itself names what it describes.
    """

    url: str
    canonical: str
    description: str
    kind: str
    image: str
    structured: tuple[Node, ...]


def root() -> str:
    """Return the base of public addresses: the setting, or the base of the data."""
    return site().settings.address or site().base


@blueprint.app_context_processor
def _shared() -> dict[str, object]:
    shown = {"head_of": _head, "how_to_cite": _citation, "printed": _printed, "feeds": FEEDS}
    shown |= {"own_sheets": own_sheets(), "html_address": html_address}
    return {**shown, "project": site().project}


def _head(this: object = None) -> Head:
    """Return the head of the current page; `this` is what its template shows, if known."""
    shown, path = _this(this), request.path.lstrip("/").removesuffix(".html")
    url = root() + path
    url = html_address(url) if request.endpoint in NEGOTIATED or shown else url
    if request.endpoint in QUERIED and request.query_string:
        url += f"?{request.query_string.decode('latin-1')}"
    image = _card()
    if shown:
        text = shown.texts[0].text if shown.texts else shown.title.text
        structured = (described(shown, root() + path, site().release),)
        return Head(url, "", text[:LONGEST], "article", image, structured)
    return Head(url, url, site().project.description, "website", image, tuple(_of_site()))


def has_card() -> bool:
    """Whether the page that is asked for has a share card of its own."""
    return request.blueprint not in NO_CARD and request.endpoint != "related.similar"


def _card() -> str:
    """Return the address of the picture that previews show; the same for what is private."""
    if not has_card():
        return f"{root()}static/share.png" if site().project.title == OURS.title else ""
    page = request.path.strip("/").removesuffix(".html") or "home"
    query = f"?{request.query_string.decode('latin-1')}" if request.query_string else ""
    return f"{root()}card/{page}.png{query}"


def _of_site() -> list[Node]:
    release = g.get("release_shown")
    if request.endpoint in ("home.front", "downloads.listing"):
        release = site().release
    found = [website(root(), site().project)] if request.endpoint == "home.front" else []
    return [*found, dataset(release, root())] if release else found


def _citation(this: object = None) -> Citation | None:
    """Return the citation of the resource on the current page, if there is one."""
    shown = _this(this)
    return cite(shown, site().release) if shown else None


def _printed(this: object = None) -> str:
    """Return the line that a printed page ends with: its citation, or its address."""
    release = site().release
    address = root() + request.full_path.strip("/").removesuffix("?")
    citation = _citation(this)
    whole = f"{release.project.title}, release {release.name}. {address}"
    origin = citation.text if citation else whole
    return f"{origin} Last changed on {release.manifest['modified']}."


def _this(this: object) -> Page | None:
    """Return what the current page describes: what its template shows, or what its view found."""
    if isinstance(this, Page):
        return this
    description = g.get("described")
    return page(description) if description else None
