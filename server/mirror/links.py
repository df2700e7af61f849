"""Relative links: where the address of a page is a file of the mirror, and where a link leads."""

import posixpath
import re
from collections.abc import Callable, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import escape, unescape
from typing import Final
from urllib.parse import unquote

from graph.checksums import SUMS
from server.mirror.file_names import portable
from server.web.language_addresses import in_language, split_language

__all__ = ["INSTEAD_PAGE", "SEARCH_PAGE", "Links", "file_of", "internal_links", "relative"]

LIVE: Final = re.compile(
    r"/(?:\.well-known|api|brief|card|compare|contribute|desk|embed|evidence|explore|follow|graph-store"
    r"|healthz|interlocks|metrics|oembed|openapi|readyz|receipt|reconcile|remove|search|shapes"
    r"|similar|sparql|suggest|without-server)(?:[./]|$)|/id/.*/(?:correct|related)(?:\.|$)"
)
"""Addresses that only a server answers: forms, queries, views by parameters."""
WRITING: Final = re.compile(
    r"/(?:contribute|desk|follow|receipt|remove)(?:[./]|$)|/id/.*/correct(?:\.|$)"
)
"""Addresses where one writes to people: a letter does the same."""
SEARCH_PAGE: Final = "/search"
INSTEAD_PAGE: Final = "/without-server"
"""The page of a mirror without a live site that says what to do instead."""
NEIGHBOURHOOD: Final = re.compile(r"/pictures/around/[^/]+\.png$")
"""The picture around each issue as PNG, which takes longer to draw than all else of an issue."""
OWN_PAGES: Final = (SEARCH_PAGE, INSTEAD_PAGE)
"""Pages that a mirror has of its own."""
LINK: Final = re.compile(
    r'="(?:(?<=\shref=")|(?<=\ssrc=")|(?<=\saction="))(/(?!/)[^"]*)"'  # begins with a literal: fast
)
CACHED: Final = 1 << 15
SIMPLE: Final = re.compile(r"[^/.][^/]*(?:/[^/.][^/]*)*")
"""Paths without empty names and without those that begin with a dot."""


@dataclass(frozen=True)
class Links:
    """The files of a mirror by the addresses of its site.

    `live` is where the site is, without a slash at the end, or empty where none is; `languages` are
    the codes of those that the mirror holds in addition to English; `clashes` are paths that others
    equal but for capitals. `root` is what the absolute addresses of pages begin with, if not with
    `live`. `png` is whether the mirror holds the picture around each issue as PNG, too.
    """

    live: str
    languages: Set[str] = frozenset()
    clashes: Set[str] = frozenset()
    root: str = ""
    png: bool = False

    def is_live(self, address: str) -> bool:
        """Whether only a server answers an address: a query, a form, a language not held here.

        >>> links = Links("https://example.org", {"es"})
        >>> links.is_live("/id/issue/ghost-work.ttl"), links.is_live("/places?q=kenya")
        (False, True)
        >>> links.is_live("/es/places"), links.is_live("/es/sparql"), Links("").is_live("/es/")
        (False, True, True)
        """
        path, mark, _ = address.partition("#")[0].partition("?")
        return bool(mark) or self._is_live(*split_language(path))

    def _is_live(self, code: str, path: str) -> bool:
        if code and code not in self.languages:
            return True
        if LIVE.match(path):
            return True
        return not self.png and NEIGHBOURHOOD.match(path) is not None

    def leaves_out(self, address: str) -> bool:
        """Whether a page offers an address no more: only a server answers it, and there is none."""
        return not self.live and self.is_live(address)

    def file_of(self, address: str) -> str:
        """Return the file of an address, below the folder of the mirror, by its portable name.

        It is the same in each language.

        >>> Links("", clashes={"ontology/Actor"}).file_of("/es/ontology/Actor")
        'es/ontology/Actor~5af3b678.html'
        """
        code, english = split_language(address)
        return (f"{code}/" if code else "") + portable(file_of(english), self.clashes)

    def relinked(self, html: str, here: str) -> str:
        """Return a page whose links to the site are relative, or lead to the live site.

        Without one they lead to the page that says what to do instead.

        `here` is its own address. A fragment is kept. The search form, and lists by
        filters, lead to the search of the mirror; links to other languages (`hreflang`) to its own
        pages.
        Complexity: linear in the page.

        >>> links = Links("https://example.org")
        >>> links.relinked('<a href="/actors#b">', "/id/issue/x")
        '<a href="../../actors.html#b">'
        >>> links.relinked('<a href="/sparql?query=ASK%7B%7D">', "/")
        '<a href="https://example.org/sparql?query=ASK%7B%7D">'
        >>> links.relinked('<a href="/search?place=kenya">', "/id/issue/x")
        '<a href="../../search.html?place=kenya">'
        >>> Links("").relinked('<a href="/contribute?about=x">', "/id/issue/x")
        '<a href="../../without-server.html#write">'
        """
        folder, target = posixpath.dirname(self.file_of(here)), self._target

        def link(match: re.Match[str]) -> str:
            return target(match[1], folder)

        return LINK.sub(link, self._other_language.sub(r"\1", html))

    @cached_property
    def _other_language(self) -> re.Pattern[str]:
        """Return the pattern of absolute links to the page in a language, up to their paths."""
        return re.compile(rf'(hreflang="[\w-]+" href="){re.escape(self.root or self.live)}(?=/)')

    @cached_property
    def _target(self) -> Callable[[str, str], str]:
        """Return a function for the end of an attribute whose value is an address of the site."""

        @lru_cache(maxsize=CACHED)
        def target(written: str, folder: str) -> str:
            return f'="{escape(self._leading(unescape(written), folder))}"'

        return target

    def _leading(self, address: str, folder: str) -> str:
        path, mark, fragment = address.partition("#")
        page, asked, query = path.partition("?")
        code, rest = split_language(page)
        if rest in OWN_PAGES and (not code or code in self.languages):
            return relative(self._file(page), folder) + asked + query + mark + fragment
        if asked or self._is_live(code, rest):
            return self.live + address if self.live else self._instead(code, rest, folder)
        return relative(self._file(path), folder) + mark + fragment

    def _instead(self, code: str, path: str, folder: str) -> str:
        page = in_language(INSTEAD_PAGE, code if code in self.languages else "")
        part = "write" if WRITING.match(path) else "ask"
        return f"{relative(self._file(page), folder)}#{part}"

    @cached_property
    def _file(self) -> Callable[[str], str]:
        """Return `file_of` with an LRU cache: many pages lead to the same."""
        return lru_cache(maxsize=CACHED)(self.file_of)

    def relative(self, address: str, here: str) -> str:
        """Return the link from the file of one address to that of another.

        >>> Links("").relative("/id/actor/google", "/es/search")
        '../id/actor/google.html'
        """
        return relative(self.file_of(address), posixpath.dirname(self.file_of(here)))


def relative(file: str, folder: str) -> str:
    """Return the path of a file from a folder, both below the same one.

    As `posixpath.relpath` does, which asks the system for the current folder each time.

    >>> relative("id/actor/google.html", "id/issue"), relative("index.html", "")
    ('../actor/google.html', 'index.html')
    """
    if not SIMPLE.fullmatch(file):
        return posixpath.relpath(file, folder or ".")
    parts, start = file.split("/"), folder.split("/") if folder else []
    same = 0
    while same < min(len(parts) - 1, len(start)) and parts[same] == start[same]:
        same += 1
    return "/".join([".."] * (len(start) - same) + parts[same:])


def file_of(address: str) -> str:
    """Return the file of an address: pages end with `.html`, and a folder has its own.

    >>> file_of("/"), file_of("/es/"), file_of("/id/issue/ghost-work.ttl")
    ('index.html', 'es/index.html', 'id/issue/ghost-work.ttl')
    >>> file_of("/id/issue/caf%C3%A9"), file_of("/release/24bd/SHA256SUMS")
    ('id/issue/café.html', 'release/24bd/SHA256SUMS')
    """
    path = unquote(f"{address}index" if address.endswith("/") else address).strip("/")
    name = posixpath.basename(path)
    return path if "." in name or name == SUMS else f"{path}.html"


def internal_links(html: str) -> set[str]:
    """Return the addresses of the site to which a page leads, without fragments and decoded.

    >>> sorted(internal_links('<a href="/places#kenya">Kenya</a> <img src="/static/%C3%A9.svg">'))
    ['/places', '/static/é.svg']
    """
    found = {unescape(address).partition("#")[0] for address in {*LINK.findall(html)}}
    return {one if "?" in one else unquote(one) for one in found} - {""}
