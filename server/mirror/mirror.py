"""Static mirror of a site: pages, formats, downloads, search, and rules for a static host."""

import json
import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from flask import Flask, render_template

from graph.files import replace_text, write_text
from graph.rdf.formats import GRAPH_FORMATS
from ontology import Misuse, Unavailable, vocabulary
from server.languages.catalogue import ENGLISH, catalogues
from server.languages.current import offering, speaking
from server.mirror.crawl import Page, crawl, with_foot
from server.mirror.file_names import clashing, portable, stem_of
from server.mirror.links import INSTEAD_PAGE, SEARCH_PAGE, Links, internal_links
from server.mirror.replacement import replacing
from server.mirror.search_index import SearchRow, written_index
from server.web.language_addresses import in_language, relinked, split_language
from server.web.site import site

__all__ = ["Written", "write_mirror"]

MARK: Final = "mirror.json"
RECORD: Final = re.compile(r"/id/[^/]+/[^/]+")
APACHE: Final = """\
# For Apache: media types, and content negotiation for addresses without a suffix.
DirectoryIndex index.html
DirectorySlash Off
RewriteEngine On
{types}{renamed}{rules}RewriteCond %{{REQUEST_FILENAME}}.html -f
RewriteRule ^(.+)$ $1.html [L]
Header set Access-Control-Allow-Origin "*"
"""
TYPE: Final = "AddType {format.media_type} .{format.name}\n"
RENAMED: Final = "RewriteRule ^({languages}){stem}(\\..*)?$ $1{name}$2\n"
RULE: Final = """\
RewriteCond %{{HTTP_ACCEPT}} {media_type}
RewriteCond %{{REQUEST_FILENAME}}.{format.name} -f
RewriteRule ^(.+)$ $1.{format.name} [L]
"""


@dataclass(frozen=True)
class Written:
    """Size of a mirror: its pages, all of its files with them, and the bytes of these."""

    pages: int
    files: int
    bytes: int


def write_mirror(
    app: Flask,
    folder: Path,
    note: Callable[[int], object] = lambda _: None,
    languages: Collection[str] = (),
    live: str = "",
    png: bool = False,
) -> Written:
    """Write the site as a folder of static files, which replaces an earlier mirror as a whole.

    Every link inside is relative, so that the folder works at any address and from a disk; what
    only a server can do leads to the live site, `live` or the setting `address`; without one, to a
    page that says what to do instead.
    `languages` are codes of those of the pages, all without; English is always among them. `png`
    is whether the picture around each issue is drawn as PNG, too: some 0.3 s each.
    Raises `Misuse` for a folder that holds something else, or a language that the site lacks.
    Complexity: linear in the pages and their formats.
    """
    held = _languages(languages)
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise Misuse(f"{folder}: this folder holds something else than a mirror; name a new one")
    try:
        with replacing(folder) as new, offering({ENGLISH.code, *held}):
            return _written(app, new, _links(app, live, held, png), note)
    except OSError as error:
        raise Unavailable(f"{folder}: the mirror cannot be written: {error}") from error


def _links(app: Flask, live: str, languages: Set[str], png: bool) -> Links:
    with app.test_request_context(SEARCH_PAGE):
        address, base = site().settings.address.rstrip("/"), site().base.rstrip("/")
    clashes = clashing(_stems_of_terms())
    return Links(live.rstrip("/") or address, languages, clashes, address or base, png)


def _languages(codes: Collection[str]) -> frozenset[str]:
    """Return the codes of the languages in addition to English."""
    if unknown := sorted({*codes} - catalogues().keys()):
        known = ", ".join(catalogues())
        raise Misuse(f"{unknown[0]}: the site has no such language; it has {known}")
    return frozenset(codes or catalogues()) - {ENGLISH.code}


def _written(app: Flask, folder: Path, links: Links, note: Callable[[int], object]) -> Written:
    languages = links.languages
    with app.test_request_context(SEARCH_PAGE):
        release = site().release.name
    app.jinja_env.globals["left_out"] = links.leaves_out
    pages = {code: _search_page(app, code) for code in sorted({"", *languages})}
    further = {link for page in pages.values() for link in internal_links(page)}
    further -= {_records_address(code) for code in pages}
    while True:
        found = crawl(app, folder, links, release, further, note)
        again = _with_clashes(links, found.files)
        if again == links:
            break
        _remove_renamed(folder, found.files, links, again)
        links = again
    for code, page in pages.items():
        _write_search(app, folder, links, code, page, found.pages)
        if not links.live:
            _write_instead(app, folder, links, code)
    write_text(folder / ".htaccess", _apache(links, found.files))
    count = len(found.pages) + len(pages) * (1 if links.live else 2)
    mark = {"release": release, "pages": count, "languages": ["en", *sorted(languages)]}
    write_text(folder / MARK, json.dumps(mark) + "\n")
    sizes = [*_sizes(folder)]
    return Written(count, len(sizes), sum(sizes))


def _sizes(folder: Path) -> Iterator[int]:
    """Yield the bytes of each file below a folder."""
    for _, _, names, opened in os.fwalk(folder):
        yield from (os.stat(name, dir_fd=opened).st_size for name in names)


def _stems_of_terms() -> set[str]:
    """Return the paths of terms: those of a class and of a property may differ by a capital."""
    subjects = {str(quad.subject) for quad in vocabulary()}
    names = (one.strip("<>").rpartition("#") for one in subjects)
    return {f"ontology/{name}" for _, mark, name in names if mark}


def _with_clashes(links: Links, files: Iterable[str]) -> Links:
    """Return the links of a mirror where names that clash, as its files show, are marked, too."""
    return replace(links, clashes=links.clashes | clashing({stem_of(file) for file in files}))


def _remove_renamed(folder: Path, files: Iterable[str], old: Links, new: Links) -> None:
    """Remove files that have another name now: the next crawl writes all of them."""
    for file in files:
        before = portable(file, old.clashes)
        if before != portable(file, new.clashes):
            for code in ("", *new.languages):
                (folder / code / before).unlink(missing_ok=True)


def _search_page(app: Flask, code: str) -> str:
    with app.test_request_context(SEARCH_PAGE), speaking(catalogues()[code or ENGLISH.code]):
        records = _records_address(code)
        html = render_template("mirror-search.html", section="issues", records=records)
    return relinked(html, code) if code else html


def _records_address(code: str) -> str:
    return f"/static/records{code and f'-{code}'}.js"


def _write_search(
    app: Flask, folder: Path, links: Links, code: str, html: str, pages: Iterable[Page]
) -> None:
    """Write the search page of a language and its index: what records say, and their facets."""
    here = in_language(SEARCH_PAGE, code)
    rows = [
        SearchRow(path, links.relative(page.path, here), _title(page), page.gist)
        for page in pages
        for language, path in (split_language(page.path),)
        if language == code and RECORD.fullmatch(path)
    ]
    with app.test_request_context(SEARCH_PAGE), speaking(catalogues()[code or ENGLISH.code]):
        text, whole = written_index(rows), with_foot(html, links, site().release.name)
    replace_text(folder / links.file_of(here), links.relinked(whole, here))
    write_text(folder / links.file_of(_records_address(code)), text)


def _write_instead(app: Flask, folder: Path, links: Links, code: str) -> None:
    """Write the page that says what to do where a link would lead to a server."""
    here = in_language(INSTEAD_PAGE, code)
    with app.test_request_context(INSTEAD_PAGE), speaking(catalogues()[code or ENGLISH.code]):
        html = render_template("mirror-instead.html")
        whole = with_foot(relinked(html, code) if code else html, links, site().release.name)
    replace_text(folder / links.file_of(here), links.relinked(whole, here))


def _title(page: Page) -> str:
    return page.title.rpartition(" · ")[0] or page.title


def _apache(links: Links, files: Iterable[str]) -> str:
    types = "".join(TYPE.format(format=one) for one in GRAPH_FORMATS)
    languages = "|".join(["", *(f"{code}/" for code in sorted(links.languages))])
    renamed = "".join(
        RENAMED.format(languages=languages, stem=re.escape(stem), name=name)
        for stem in sorted({stem_of(file) for file in files})
        if (name := portable(stem, links.clashes)) != stem
    )
    rules = "".join(
        RULE.format(format=one, media_type=one.media_type.replace("+", "\\+"))
        for one in GRAPH_FORMATS
    )
    return APACHE.format(types=types, renamed=renamed, rules=rules)
