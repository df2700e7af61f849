"""What the head of every page says to search engines, to networks and to readers of feeds."""

from dataclasses import dataclass
from typing import Final

from flask import Blueprint, g, request

from server.records.citation import Citation, cite
from server.records.schema_org import WHAT, Node, dataset, described, website
from server.records.view_model import Page, page
from server.web.site import site

__all__ = ["Head", "blueprint", "root"]

blueprint = Blueprint("sharing", __name__)

LONGEST: Final = 300
"""So many characters of a text are shown where a page is shared."""
QUERIED: Final = frozenset({"questions.page", "search.search"})
"""Views whose query part tells one page from another."""
FEEDS: Final = {
    "/feeds/new.atom": "New issues",
    "/feeds/changed.atom": "Changed issues",
    "/feeds/releases.atom": "Releases",
}


@dataclass(frozen=True)
class Head:
    """What the head of a page says: where it is, what it is about, and what it describes.

    `canonical` is nothing where the page itself names what it describes.
    """

    url: str
    canonical: str
    description: str
    kind: str
    image: str
    structured: tuple[Node, ...]


def root() -> str:
    """Return the address below which pages are shared: the public one, else the data's base."""
    return site().settings.address or site().base


@blueprint.app_context_processor
def _shared() -> dict[str, object]:
    return {"head_of": _head, "how_to_cite": _citation, "printed": _printed, "feeds": FEEDS}


def _head(this: object = None) -> Head:
    """Return the head of the page that is made now; `this` is what its template shows, if known."""
    shown, path = _this(this), request.path.lstrip("/").removesuffix(".html")
    url = root() + path
    if request.endpoint in QUERIED and request.query_string:
        url += f"?{request.query_string.decode('latin-1')}"
    image = f"{root()}static/share.png"
    if shown:
        text = shown.texts[0].text if shown.texts else shown.title.text
        told = (described(shown, url, site().release, site().base),)
        return Head(url, "", text[:LONGEST], "article", image, told)
    return Head(url, url, WHAT, "website", image, tuple(_of_site()))


def _of_site() -> list[Node]:
    here = {
        "home.front": [website(root()), dataset(site().release, root(), site().base)],
        "downloads.listing": [dataset(site().release, root(), site().base)],
    }
    return here.get(request.endpoint or "", [])


def _citation(this: object = None) -> Citation | None:
    """Return how to cite what is described on the page that is made now, if it is one thing."""
    shown = _this(this)
    return cite(shown, site().release) if shown else None


def _printed(this: object = None) -> str:
    """Return what a printed page says of where it is from: how to cite it, or its address."""
    release = site().release
    address = root() + request.full_path.strip("/").removesuffix("?")
    citation = _citation(this)
    told = citation.text if citation else f"JusticeGraph, release {release.name}. {address}"
    return f"{told} Last changed on {release.manifest['modified']}."


def _this(this: object) -> Page | None:
    """Return what the page describes: what its template shows, else what its view has found."""
    if isinstance(this, Page):
        return this
    found = g.get("described")
    return page(found) if found else None
