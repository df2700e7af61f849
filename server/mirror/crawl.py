"""Breadth-first crawl of the site in this process: what a client sees is what a mirror holds."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from functools import partial
from html import escape, unescape
from pathlib import Path
from typing import Final

from flask import Flask, g, request
from werkzeug.wrappers import Response

from graph.garbage import collector_paused
from graph.parallel import run_in_fork
from ontology import Unavailable
from server.mirror.links import file_of, internal_links, is_live, relinked
from server.records.description import Description
from server.records.resource import data_documents

__all__ = ["Page", "crawl"]

TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)
GIST: Final = re.compile(r'<meta name="description" content="([^"]*)">')
LOCATION: Final = re.compile(r"<loc>(.*?)</loc>")
ACCEPT: Final = {"Accept": "text/html, */*;q=0.1"}
MOVED: Final = (
    '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Moved</title>'
    '<meta http-equiv="refresh" content="0; url={target}"></head>'
    '<body><p>This is now at <a href="{target}">{target}</a>.</p></body></html>\n'
)
FOOT: Final = (
    '<p class="mirror">A static copy of release {release}. Forms, queries and the explorer are on '
    '<a href="{live}/">the live site</a>.</p>\n  </footer>'
)
BATCH: Final = 500


@dataclass(frozen=True)
class Page:
    """A page of the mirror, for its search: address, title, first sentence."""

    path: str
    title: str
    gist: str


@dataclass
class _Seen:
    """Result of a batch of addresses: pages, where they lead, and what else was written."""

    pages: list[Page] = field(default_factory=list)
    links: set[str] = field(default_factory=set)
    written: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Writer:
    app: Flask
    folder: Path
    live: str
    release: str

    def batch(self, paths: Sequence[str]) -> _Seen:
        """Write some addresses; garbage is collected between batches, a sixth of the time else."""
        with collector_paused():
            return self._written(paths)

    def _written(self, paths: Sequence[str]) -> _Seen:
        seen = _Seen()
        client = self.app.test_client()
        for path in paths:
            if path in seen.written:
                continue
            to_page = "." not in path.rpartition("/")[2]
            with (
                client,  # keeps the context of the request, in which its description is
                client.get(path, headers=ACCEPT, follow_redirects=not to_page) as answer,
            ):
                self._keep(path, answer, seen)
                if to_page and answer.status_code == 200 and "described" in g:
                    self._keep_data(g.described, seen)
        return seen

    def _keep_data(self, description: Description, seen: _Seen) -> None:
        """Write all formats of a resource from the one description that its page was made of."""
        path = request.path
        for suffix, body in data_documents(description):
            self._write(f"{path}.{suffix}", [body])
            seen.written.add(f"{path}.{suffix}")

    def _keep(self, path: str, answer: Response, seen: _Seen) -> None:
        if answer.status_code >= 400 and answer.status_code != 410:
            seen.broken.append(f"{path} ({answer.status_code})")
        elif answer.location:
            self._move(path, answer.location, seen)
        elif answer.mimetype == "text/html":
            self._keep_page(path, answer.get_data(as_text=True), seen)
        else:
            self._write(path, answer.iter_encoded())

    def _move(self, path: str, location: str, seen: _Seen) -> None:
        target = re.sub(r"^https?://[^/]+(?=/)", "", location)
        seen.links.add(target.partition("#")[0])
        text = MOVED.format(target=escape(target))
        self._write(path, [relinked(text, path, self.live).encode()])

    def _keep_page(self, path: str, html: str, seen: _Seen) -> None:
        title, gist = TITLE.search(html), GIST.search(html)
        seen.pages.append(
            Page(path, unescape(title[1]) if title else "", unescape(gist[1]) if gist else "")
        )
        seen.links |= internal_links(html)
        foot = FOOT.format(release=self.release, live=escape(self.live))
        whole = relinked(html, path, self.live).replace("</footer>", foot)
        self._write(path, [whole.encode()])

    def _write(self, path: str, parts: Iterable[bytes]) -> None:
        file = self.folder / file_of(path)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            out.writelines(parts)


def crawl(
    app: Flask,
    folder: Path,
    live: str,
    release: str,
    further: Set[str],
    note: Callable[[int], object],
) -> list[Page]:
    """Write each page of the sitemap, and all to which pages lead, and return the pages by address.

    `further` are addresses to begin with as well; `note` gets how many addresses were written
    since its last call. Two processes share the work. Raises `Unavailable` where the
    site answers an address of its own with an error.
    Complexity: linear in the pages and their formats.
    """
    writer = _Writer(app, folder, live, release)
    seen, waiting = _Seen(), {one for one in _sitemap(app) | further if not is_live(one)}
    known: set[str] = set()
    while waiting:
        known |= waiting
        for one in _halves(writer, sorted(waiting), note):
            seen.pages += one.pages
            seen.links |= one.links
            seen.broken += one.broken
            known |= one.written
        waiting = {link for link in seen.links - known if not is_live(link)}
    if seen.broken:
        raise Unavailable(
            f"the site answers addresses of its own with an error: {', '.join(seen.broken[:5])}"
        )
    return sorted(seen.pages, key=lambda page: page.path)


def _halves(
    writer: _Writer, paths: Sequence[str], note: Callable[[int], object]
) -> Iterator[_Seen]:
    """Yield what batches gave: each second one comes from a forked process."""
    for start in range(0, len(paths), 2 * BATCH):
        first, second = paths[start : start + BATCH], paths[start + BATCH : start + 2 * BATCH]
        with run_in_fork(partial(writer.batch, second), second, least=1) as other:
            yield writer.batch(first)
            yield other()
        note(len(first) + len(second))


def _sitemap(app: Flask) -> set[str]:
    client = app.test_client()
    parts = LOCATION.findall(client.get("/sitemap.xml").text)
    paths = {"/", "/sitemap.xml"}
    for part in (f"/{one.rpartition('/')[2]}" for one in parts):
        paths.add(part)
        listed = (unescape(one) for one in LOCATION.findall(client.get(part).text))
        base = parts[0].rpartition("/")[0]
        paths |= {one.removeprefix(base) for one in listed}
    return paths
