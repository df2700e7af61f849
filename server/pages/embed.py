"""Embedding: an issue in an iframe on other sites, and oEmbed for it."""

from html import escape
from typing import Final
from urllib.parse import urlsplit

from flask import Blueprint, Response, json, render_template, request

from ontology import JG, TOMBSTONE, Gone, Misuse, NotFound, record_iri
from server.languages.current import current
from server.records.description import describe
from server.records.merged import merged
from server.records.meta_tags import root
from server.records.not_found import nearest_hits
from server.records.view import Page
from server.records.view_model import page
from server.web.formats import JSON, respond
from server.web.language_addresses import in_language, split_language
from server.web.negotiation import choose
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("embedding", __name__)

WIDTH, HEIGHT = 560, 320
START: Final = "/id/issue/"
LONGEST: Final = 500
SHOWN: Final = frozenset({JG + "place", JG + "justiceArea", JG + "year"})


@blueprint.get("/embed/issue/<slug>")
def issue(slug: str) -> str:
    """Show a short form of an issue, for an iframe: what all its records state, as its page does.

    A record that counts as another issue is shown as that issue.
    """
    this = _issue(slug)
    facts = [one for one in this.statements if one.property.iri in SHOWN]
    path = f"{START}{this.iri.rpartition('/')[2]}"
    return render_template("embed.html", this=this, facts=facts, path=path)


def _issue(slug: str) -> Page:
    shown = None
    if slug.replace("-", "").isalnum() and slug.isascii() and len(slug) <= LONGEST:
        description = describe(site().engine, record_iri("issue", slug, site().base))
        for counted in description.values(JG + "countedAs"):
            description = describe(site().engine, counted)
        shown = page(merged(site().engine, description))
    if not shown or not (shown.types or shown.texts):
        raise NotFound(f"there is no issue '{slug[:80]}'")
    if JG + TOMBSTONE in {type_.iri for type_ in shown.types}:
        raise Gone(f"{shown.iri} was withdrawn: {' '.join(text.text for text in shown.texts)}")
    return shown


@blueprint.get("/oembed")
def oembed() -> Response:
    """Send the oEmbed data of an issue; `url` is the address of its page here.

    Source: oEmbed 1.0, sections 2.2 and 2.3.4 (rich).
    """
    choose("", (JSON,), request.args.get("format", "json"))
    url = request.args.get("url", "")
    slug = _slug(url)
    width, height = _bound("maxwidth", WIDTH), _bound("maxheight", HEIGHT)
    try:
        title = _issue(slug).title.text
    except NotFound as error:
        near = {hit.iri.rpartition("/")[2]: hit.title for hit in nearest_hits("issue", slug)}
        addresses = {url.replace(slug, one): name for one, name in near.items()}
        raise error.with_nearest(url, addresses) from None
    document = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": site().project.title,
        "provider_url": root(),
        "width": width,
        "height": height,
        "html": frame(slug, width, height, _language(request.args.get("url", ""))),
    }
    return respond(json.dumps(document) + "\n", JSON)


def _slug(url: str) -> str:
    """Return the slug from the address of an issue's page."""
    for start in (root(), site().base, request.host_url):
        path = urlsplit(url).path if url.startswith(start) else ""
        if START in path:
            return path.partition(START)[2].removesuffix(".html")
    raise NotFound(f"url={url[:80]}: give the address of an issue's page, {root()}id/issue/…")


def _language(url: str) -> str:
    """Return the code of the language of a page of this site, by its address."""
    start = next((one for one in (root(), site().base) if url.startswith(one)), request.host_url)
    return split_language(f"/{url.removeprefix(start)}")[0]


def _bound(name: str, most: int) -> int:
    text = request.args.get(name, str(most))
    if not (text.isascii() and text.isdecimal() and int(text[:9]) > 0):
        raise Misuse(f"{name}={text[:20]}: give a number of pixels")
    return min(int(text[:9]), most)


def frame(slug: str, width: int = WIDTH, height: int = HEIGHT, language: str = "") -> str:
    """Return the iframe that embeds an issue, in a language."""
    source = escape(root() + in_language(f"/embed/issue/{slug}", language)[1:])
    title = escape(site().project.title)
    size = f'width="{width}" height="{height}"'
    return f'<iframe src="{source}" {size} title="{title}" loading="lazy"></iframe>'


@blueprint.app_context_processor
def _embedded() -> dict[str, object]:
    return {"embedded": lambda path: frame(path.removeprefix(START), language=current().code)}
