"""Relative links: where the address of a page is a file of the mirror, and where a link leads."""

import posixpath
import re
from functools import lru_cache
from html import escape, unescape
from typing import Final
from urllib.parse import urlsplit

from server.web.language_addresses import split_language

__all__ = ["SEARCH_PAGE", "file_of", "internal_links", "is_live", "relinked"]

LIVE: Final = re.compile(
    r"/(?:\.well-known|api|brief|card|compare|contribute|desk|embed|explore|follow|graph-store"
    r"|healthz|interlocks|metrics|oembed|openapi|readyz|receipt|reconcile|remove|search|shapes"
    r"|similar|sparql|suggest)(?:[./]|$)|/id/.*/(?:correct|related)(?:\.|$)"
)
"""Addresses that only a server answers: forms, queries, views by parameters."""
SEARCH_PAGE: Final = "/search"
LINK: Final = re.compile(
    r'="(?:(?<=\shref=")|(?<=\ssrc=")|(?<=\saction="))(/(?!/)[^"]*)"'  # begins with a literal: fast
)


def is_live(address: str) -> bool:
    """Whether only a server answers an address: with a query, of a form, in another language.

    >>> is_live("/id/issue/ghost-work.ttl"), is_live("/places?q=kenya"), is_live("/sparql")
    (False, True, True)
    >>> is_live("/es/places")
    True
    """
    parts = urlsplit(address)
    return bool(parts.query or LIVE.match(parts.path) or split_language(parts.path)[0])


def file_of(path: str) -> str:
    """Return the file of an address, below the folder of the mirror: pages end with `.html`.

    >>> file_of("/"), file_of("/id/issue/ghost-work"), file_of("/id/issue/ghost-work.ttl")
    ('index.html', 'id/issue/ghost-work.html', 'id/issue/ghost-work.ttl')
    """
    name = path.strip("/") or "index"
    return name if "." in posixpath.basename(name) else f"{name}.html"


def internal_links(html: str) -> set[str]:
    """Return the addresses of the site, without fragments, to which a page leads.

    >>> sorted(internal_links('<a href="/places#kenya">Kenya</a> <img src="/static/a.svg">'))
    ['/places', '/static/a.svg']
    """
    return {unescape(address).partition("#")[0] for address in {*LINK.findall(html)}} - {""}


def relinked(html: str, here: str, live: str) -> str:
    """Return a page whose links to the site are relative, or lead to the live site.

    `here` is its own address, `live` where the site is, without a slash at the end. A fragment is
    kept. The search form leads to the search of the mirror.
    Complexity: linear in the page.

    >>> relinked('<a href="/actors#b">', "/id/issue/x", "https://example.org")
    '<a href="../../actors.html#b">'
    >>> relinked('<a href="/sparql?query=ASK%7B%7D">', "/", "https://example.org")
    '<a href="https://example.org/sparql?query=ASK%7B%7D">'
    """
    folder = posixpath.dirname(file_of(here))

    def link(match: re.Match[str]) -> str:
        return _target(match[1], folder, live)

    return LINK.sub(link, html)


@lru_cache(maxsize=1 << 15)
def _target(written: str, folder: str, live: str) -> str:
    """Return the end of an attribute whose value is an address of the site."""
    return f'="{escape(_relative(unescape(written), folder, live))}"'


def _relative(address: str, folder: str, live: str) -> str:
    path, mark, fragment = address.partition("#")
    if is_live(path) and path != SEARCH_PAGE:
        return live + address
    return posixpath.relpath(file_of(path), folder or ".") + mark + fragment
