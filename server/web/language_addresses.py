"""Addresses of pages in other languages: a prefix such as `/es`, taken off by WSGI middleware.

Only what people read has such addresses: pages, and what belongs to them (pictures, share cards,
feeds, suggestions). IRIs of the data never change, and their formats have one address each, without
a prefix. Links of a page keep its language: they are rewritten when it is sent. The address alone
decides, never `Accept-Language`, so that each address has one content for all caches.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from babel.core import get_global
from flask import Response, request

from ontology import Misuse
from server.languages.catalogue import ENGLISH, Catalogue, catalogues
from server.languages.current import current, offered, speaking
from server.web.html_addresses import is_release_file
from server.web.negotiation import best

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

__all__ = [
    "LanguageAddresses",
    "in_language",
    "is_page",
    "is_read",
    "keep_language",
    "language_choices",
    "refuse_clashes",
    "split_language",
    "tidied_language",
]

HTML: Final = "text/html"
DATA: Final = frozenset(
    (
        *(".well-known", "card", "feeds", "graph-store", "healthz", "metrics", "oembed"),
        *("parts", "readyz", "static", "suggest"),
    )
)
"""First parts of paths that lead to no page."""
FILES: Final = ("parts", "static")
READ: Final = re.compile(
    r"/(?:card/.+|.+)\.(?:svg|png)|/.+\.(?:atom|jsonfeed)|/feeds/\w+\.json|/.+/feed\.json"
    r"|/explore\.json|/suggest|/contribute/[\w-]+/template\.(?:csv|xlsx)"
)
"""Paths of what people read with a page, though it is none: pictures, feeds, templates."""
TYPED: Final = re.compile(r"/([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*(?=/|$)", re.IGNORECASE)
"""A language tag at the beginning of a path, as people may type it."""
LINK: Final = re.compile(
    r'<(?:a|form|iframe|img|link)\b[^>]*?\s(?:href|action|src)="(?=/(?!/))([^"]*)"[^>]*>'
)
OTHER: Final = " hreflang="
"""An attribute of links that lead to a page in another language."""
IN_QUERY: Final = "/:?&=%+,;@!$'()*~"
"""Characters of a query that are kept; all others but letters and digits are percent-encoded."""


class LanguageAddresses:
    """Middleware: `/es/places` is `/places` in Spanish, asked for as HTML."""

    def __init__(self, app: "WSGIApplication") -> None:
        self._app = app

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """Answer a request in the language of its address."""
        code, path = split_language(environ.get("PATH_INFO", ""))
        if not code:
            return self._app(environ, start_response)
        environ = environ | {"PATH_INFO": path}
        accept = environ.get("HTTP_ACCEPT", "")
        if not accept or best(accept, [HTML]) is not None:
            environ["HTTP_ACCEPT"] = HTML
        with speaking(catalogues()[code]):
            return self._app(environ, start_response)


def split_language(path: str) -> tuple[str, str]:
    """Return the code of the language of an address, and the address without it.

    >>> split_language("/es/places"), split_language("/es"), split_language("/establish")
    (('es', '/places'), ('es', '/'), ('', '/establish'))
    """
    code, slash, rest = path[1:].partition("/")
    if code in catalogues() and code != ENGLISH.code:
        return code, slash + rest or "/"
    return "", path


def tidied_language(path: str) -> str:
    """Return the address that was meant by a language in capitals, or of a country; else nothing.

    English has no prefix.

    >>> tidied_language("/ES/places"), tidied_language("/es-MX"), tidied_language("/establish")
    ('/es/places', '/es/', '')
    >>> tidied_language("/en/places")
    '/places'
    """
    match = TYPED.match(path)
    code = _meant(match[0][1:].replace("_", "-").casefold()) if match else ""
    return in_language(path[match.end() :] or "/", code) if match and code else ""


def _meant(tag: str) -> str:
    """Return the code of the language of a tag: the same, else without its country, else nothing.

    Source: RFC 4647, section 3.4 (lookup).
    """
    known = {code.casefold(): code for code in catalogues()}
    language = tag.partition("-")[0]
    return known.get(tag) or known.get(language, "")


def refuse_clashes(first_parts: Iterable[str]) -> None:
    """Raise `Misuse` for a language whose prefix is the first part of another address here.

    Complexity: linear in the addresses and the languages.

    >>> refuse_clashes(["id", "places"])
    """
    taken = {part.casefold() for part in (*first_parts, *DATA)}
    for code, one in catalogues().items():
        if code.casefold() in taken and code != ENGLISH.code:
            free = f"{code}-{_country(one)}"
            raise Misuse(
                f"languages/{code}.po: /{code} is the address of something else on this site; name"
                f" the file {free}.po, so that pages in this language are under /{free}"
            )


def _country(one: Catalogue) -> str:
    """Return the country of a locale: its own, else that in which most speakers live.

    Source: Unicode CLDR, likely subtags, through Babel.
    """
    likely = get_global("likely_subtags").get(one.language, "")
    return one.locale.territory or likely.rpartition("_")[2] or "001"


def in_language(address: str, code: str) -> str:
    """Return the address of a page in a language, from its address in English.

    >>> in_language("/places?q=work", "es"), in_language("/places", "en")
    ('/es/places?q=work', '/places')
    """
    return f"/{code}{address}" if code not in ("", ENGLISH.code) else address


def language_choices() -> list[tuple[Catalogue, str]]:
    """Return the languages, each with the address of the page that is asked for; none if one.

    A page that is asked for by its suffix is the same page, so that both forms have equal bytes.
    """
    query = request.query_string if request.method != "POST" else b""
    address = _address(request.path.removesuffix(".html"), query)
    found = [(one, in_language(address, code)) for code, one in offered().items()]
    return found if len(found) > 1 else []


def is_page(address: str) -> bool:
    """Whether an address leads to a page, not to data or a file.

    >>> is_page("/id/issue/ghost-work"), is_page("/places.html?q=a.b"), is_page("/static/a.css")
    (True, True, False)
    >>> is_page("/id/issue/ghost-work.ttl")
    False
    """
    path = address.partition("#")[0].partition("?")[0]
    if path[1:].partition("/")[0] in DATA or is_release_file(path):
        return False
    return "." not in path.rpartition("/")[2] or path.endswith(".html")


def is_read(address: str) -> bool:
    """Whether an address leads to what has a language and is no page: a picture, a feed.

    >>> is_read("/charts/areas-by-year.svg"), is_read("/static/icon.svg"), is_read("/places.csv")
    (True, False, False)
    """
    path = address.partition("#")[0].partition("?")[0]
    return path[1:].partition("/")[0] not in FILES and READ.fullmatch(path) is not None


def keep_language(response: Response) -> Response:
    """Let a page lead to pages in its language, and other formats to their one address.

    Source: RFC 9110, sections 8.5 (Content-Language) and 15.4.8.
    """
    code = current().code
    if response.mimetype == HTML:
        response.headers["Content-Language"] = code
    if code == ENGLISH.code:
        return response
    for name in ("Location", "Content-Location"):
        target = response.headers.get(name, "")
        if target.startswith("/") and (is_page(target) or is_read(target)):
            response.headers[name] = in_language(target, code)
    if is_read(request.path) and response.mimetype != HTML:
        response.headers["Content-Language"] = code
    elif response.mimetype == HTML:
        response.set_data(relinked(response.get_data(as_text=True), code))
    elif response.status_code == 200 and request.method != "OPTIONS":
        return _without_prefix(response)
    return response


def relinked(html: str, code: str) -> str:
    """Return a page whose links to pages of this site keep its language.

    >>> relinked('<a href="/places">Map</a> <a href="/places.csv">CSV</a>', "es")
    '<a href="/es/places">Map</a> <a href="/places.csv">CSV</a>'
    """

    def link(match: re.Match[str]) -> str:
        tag, address = match[0], match[1]
        if OTHER in tag or not (is_page(address) or is_read(address)):
            return tag
        start = match.start(1) - match.start()
        return f"{tag[:start]}/{code}{tag[start:]}"

    return LINK.sub(link, html)


def _without_prefix(response: Response) -> Response:
    """Redirect to the one address of what is no page; the method and the body stay the same."""
    response.close()
    moved = Response(status=307)
    moved.headers["Location"] = _address(request.path, request.query_string)
    return moved


def _address(path: str, query: bytes) -> str:
    """Return the address of a path and a query, percent-encoded where a URL has to be.

    >>> _address("/search", b"q={a}&b=%20")
    '/search?q=%7Ba%7D&b=%20'
    """
    return quote(path) + (f"?{quote(query, safe=IN_QUERY)}" if query else "")
