"""Breadth-first crawl of the site in this process: what a client sees is what a mirror holds."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from flask import Flask
from werkzeug.test import create_environ, run_wsgi_app
from werkzeug.wrappers import Response

from graph.garbage import collector_paused
from ontology import Unavailable
from server.languages.catalogue import ENGLISH, catalogues
from server.languages.current import current, gettext, speaking
from server.mirror.links import INSTEAD_PAGE, Links, file_of, internal_links
from server.mirror.work_queue import in_two_processes
from server.records.description import Description
from server.records.resource import DESCRIBED, Shared, data_documents
from server.web.language_addresses import in_language, is_page, split_language

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

__all__ = ["Crawled", "Page", "crawl", "with_foot"]

TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
GIST: Final = re.compile(r'<meta name="description" content="([^"]*)">')
LOCATION: Final = re.compile(r"<loc>(.*?)</loc>")
ACCEPT: Final = {"Accept": "text/html, */*;q=0.1"}
MOVED: Final = (
    '<!doctype html>\n<html lang="{code}"><head><meta charset="utf-8"><title>{title}</title>'
    '<meta http-equiv="refresh" content="0; url={target}"></head>'
    '<body><p>{text} <a href="{target}">{target}</a></p></body></html>\n'
)
TRIES: Final = 9
"""How often an address that answers 503, as a picture on a busy machine, is asked for again."""
FEW: Final = 5
"""The most broken addresses that are named."""
WITH_DATA: Final = (200, 303, 410)
"""Answers about a record that has data at its own address."""


@dataclass(frozen=True)
class Page:
    """A page of the mirror, for its search: address, title, first sentence."""

    path: str
    title: str
    gist: str


@dataclass
class Crawled:
    """Result of a crawl or a batch: pages, where they lead, what was written, what is broken.

    `files` are those of the addresses in English, by their names before any is made portable;
    `links` has the first page that leads to each address, `broken` the status of each answer.
    """

    pages: list[Page] = field(default_factory=list)
    files: set[str] = field(default_factory=set)
    links: dict[str, str] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)
    broken: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Crawled") -> None:
        """Add what a batch gave."""
        self.pages += other.pages
        self.files |= other.files
        self.links = other.links | self.links
        self.written |= other.written
        self.broken |= other.broken

    def leads_to(self, addresses: Iterable[str], page: str) -> None:
        """Note that a page leads to some addresses."""
        for one in addresses:
            self.links.setdefault(one, page)


@dataclass(frozen=True)
class _Writer:
    app: Flask
    folder: Path
    links: Links
    release: str
    _made: set[str] = field(default_factory=set)

    def write(self, paths: Iterable[str]) -> Crawled:
        """Write some addresses; garbage is collected after them, a sixth of the time else."""
        with collector_paused():
            seen, shared, english = Crawled(), Shared(), ""
            for path in paths:
                if path in seen.written:
                    continue
                if (known := split_language(path)[1]) != english:
                    shared, english = Shared(), known
                self._answer(path, seen, shared)
            return seen

    def _answer(self, path: str, seen: Crawled, shared: Shared) -> None:
        """Write an address, and the data of a record once: from the description of its page."""
        answer: Response
        if "." in path.rpartition("/")[2]:
            answer = self.app.test_client().get(path, headers=ACCEPT, follow_redirects=True)
        else:
            answer = self._page(path, shared)
        language, english = split_language(path)
        with answer, speaking(catalogues()[language or ENGLISH.code]), self.app.app_context():
            self._keep(path, answer, seen)
            if shared.description and not language and answer.status_code in WITH_DATA:
                self._keep_data(english, shared.description, seen)

    def _page(self, path: str, shared: Shared) -> Response:
        """Return the answer of the site to a request for a page, which shares its description."""
        asked = unquote(path).encode().decode("latin-1")
        environ = self._environ | {"PATH_INFO": asked, DESCRIBED: shared}
        return Response(*run_wsgi_app(self.app.wsgi_app, environ))

    @cached_property
    def _environ(self) -> "WSGIEnvironment":
        """Return the environment of a request, made once: that takes a tenth of the time of all."""
        return create_environ(headers=ACCEPT)

    def _keep_data(self, path: str, description: Description, seen: Crawled) -> None:
        """Write all formats of a resource from the one description that its page was made of."""
        for suffix, body in data_documents(description):
            self._write(f"{path}.{suffix}", [body], seen)

    def _keep(self, path: str, answer: Response, seen: Crawled) -> None:
        if answer.status_code >= 400 and answer.status_code != 410:
            seen.broken[path] = answer.status_code
        elif answer.location:
            self._move(path, answer.location, seen)
        elif answer.mimetype == "text/html":
            self._keep_page(path, answer.get_data(as_text=True), seen)
        else:
            self._write(path, answer.iter_encoded(), seen)

    def _move(self, path: str, location: str, seen: Crawled) -> None:
        target = re.sub(r"^https?://[^/]+(?=/)", "", location)
        seen.leads_to(internal_links(f'<a href="{escape(target)}">'), path)
        text = MOVED.format(
            code=split_language(path)[0] or ENGLISH.code,
            title=gettext("Moved"),
            text=gettext("This is now at this address:"),
            target=escape(target),
        )
        self._write(path, [self.links.relinked(text, path).encode()], seen)

    def _keep_page(self, path: str, html: str, seen: Crawled) -> None:
        title, gist = TITLE.search(html), GIST.search(html)
        seen.pages.append(
            Page(path, unescape(title[1]) if title else "", unescape(gist[1]) if gist else "")
        )
        seen.leads_to(internal_links(html), path)
        whole = self.links.relinked(with_foot(html, self.links, self.release), path)
        self._write(path, [whole.encode()], seen)

    def _write(self, path: str, parts: Iterable[bytes], seen: Crawled) -> None:
        file = os.path.join(self.folder, self.links.file_of(path))  # noqa: PTH118 - pathlib is slow
        if (folder := os.path.dirname(file)) not in self._made:  # noqa: PTH120
            Path(folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        with open(file, "wb") as out:  # noqa: PTH123
            out.writelines(parts)
        seen.files.add(file_of(split_language(path)[1]))
        seen.written.add(path)


def with_foot(html: str, links: Links, release: str) -> str:
    """Return a page that says at its end that it is a copy, and of which release."""
    text = _said_of_live(links, release) if links.live else _said_of_none(release)
    before, end, after = html.rpartition("</footer>")
    return f'{before}<p class="mirror">{text}</p>\n  {end}{after}' if end else html


def _said_of_live(links: Links, release: str) -> str:
    return gettext(
        "A static copy of release %(release)s. Forms, queries and the explorer are on"
        ' <a href="%(live)s">the live site</a>.',
        release=release,
        live=escape(links.live + in_language("/", current().code)),
    )


def _said_of_none(release: str) -> str:
    return gettext(
        "A static copy of release %(release)s. Forms, queries and the explorer need a server:"
        ' <a href="%(instead)s">what to do instead</a>.',
        release=release,
        instead=in_language(INSTEAD_PAGE, current().code),
    )


def crawl(
    app: Flask,
    folder: Path,
    links: Links,
    release: str,
    further: Set[str],
    note: Callable[[int], object],
) -> Crawled:
    """Write each page of the sitemap, and all to which pages lead; pages are sorted by address.

    `further` are addresses to begin with as well; `note` gets how many addresses were written
    since its last call. Two processes share the work. Raises `Unavailable` where the
    site answers an address of its own with an error.
    Complexity: linear in the pages and their formats.
    """
    writer = _Writer(app, folder, links, release)
    whole, known, tried = Crawled(), set[str](), Counter[str]()
    waiting = {one for one in _sitemap(app, links) | further if not links.is_live(one)}
    while waiting:
        known |= waiting
        for one in in_two_processes(sorted(waiting, key=_languages_together), writer.write, note):
            whole.add(one)
        new = whole.links.keys() - known - whole.written
        waiting = {one for one in new if not links.is_live(one)} | _again(whole, tried)
    if whole.broken:
        raise Unavailable(f"the site answers addresses of its own with an error: {_broken(whole)}")
    whole.pages.sort(key=lambda page: page.path)
    return whole


def _again(whole: Crawled, tried: "Counter[str]") -> set[str]:
    """Take back the addresses for which the machine lacked something for a moment, some times."""
    late = {
        path for path, status in whole.broken.items() if status == HTTPStatus.SERVICE_UNAVAILABLE
    }
    late -= {path for path, times in tried.items() if times == TRIES}
    tried.update(late)
    for path in late:
        del whole.broken[path]
    return late


def _broken(whole: Crawled) -> str:
    """Return the first addresses that are broken, each with a page that leads to it."""
    return ", ".join(
        f"{path} ({status}; {whole.links.get(path, '/sitemap.xml')} leads there)"
        for path, status in sorted(whole.broken.items())[:FEW]
    )


def _languages_together(path: str) -> tuple[str, str]:
    code, english = split_language(path)
    return english, code


def _sitemap(app: Flask, links: Links) -> set[str]:
    """Return the addresses of the sitemap, and those of its pages in the other languages."""
    client = app.test_client()
    parts = LOCATION.findall(client.get("/sitemap.xml").text)
    paths, pages = {"/", "/sitemap.xml"}, {"/"}
    for part in (f"/{one.rpartition('/')[2]}" for one in parts):
        paths.add(part)
        listed = (unescape(one) for one in LOCATION.findall(client.get(part).text))
        base = parts[0].rpartition("/")[0]
        pages |= {one.removeprefix(base) for one in listed}
    held = (in_language(page, code) for page in pages if is_page(page) for code in links.languages)
    return paths | pages | {*held}
