"""Static mirror of a site: pages, formats, downloads, search, and rules for a static host."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from flask import Flask, render_template

from graph.files import replace_text, sync_folder, sync_tree, write_text
from graph.rdf.formats import GRAPH_FORMATS
from ontology import Misuse, Unavailable
from server.mirror.crawl import Page, crawl
from server.mirror.links import SEARCH_PAGE, file_of, internal_links, relinked
from server.web.site import site

__all__ = ["write_mirror"]

MARK: Final = "mirror.json"
RECORDS: Final = "static/records.js"
RECORD: Final = re.compile(r"/id/[^/]+/[^/]+")
APACHE: Final = """\
# For Apache: media types, and content negotiation for addresses without a suffix.
DirectoryIndex index.html
DirectorySlash Off
RewriteEngine On
{types}{rules}RewriteCond %{{REQUEST_FILENAME}}.html -f
RewriteRule ^(.+)$ $1.html [L]
Header set Access-Control-Allow-Origin "*"
"""
TYPE: Final = "AddType {format.media_type} .{format.name}\n"
RULE: Final = """\
RewriteCond %{{HTTP_ACCEPT}} {media_type}
RewriteCond %{{REQUEST_FILENAME}}.{format.name} -f
RewriteRule ^(.+)$ $1.{format.name} [L]
"""


def write_mirror(
    app: Flask,
    folder: Path,
    note: Callable[[int], object] = lambda _: None,
    live: str = "",
) -> list[Page]:
    """Write the site as a folder of static files, which replaces an earlier mirror as a whole.

    Every link inside is relative, so that the folder works at any address and from a disk; what
    only a server can do leads to the live site: `live`, else the setting `address`, else the base
    of the IRIs.
    Raises `Misuse` for a folder that holds something else.
    Complexity: linear in the pages and their formats.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / MARK).is_file():
        raise Misuse(f"{folder}: this folder holds something else than a mirror; name a new one")
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        pages = _write(app, new, note, live)
        sync_tree(new)
        _exchange(new, folder)
    except OSError as error:
        raise Unavailable(f"{folder}: the mirror cannot be written: {error}") from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return pages


def _write(app: Flask, folder: Path, note: Callable[[int], object], live: str) -> list[Page]:
    with app.test_request_context(SEARCH_PAGE):
        live = (live or site().settings.address or site().base).rstrip("/")
        release = site().release.name
        search = render_template("mirror-search.html", section="issues")
    further = internal_links(search) - {f"/{RECORDS}"}
    pages = crawl(app, folder, live, release, further, note)
    replace_text(folder / file_of(SEARCH_PAGE), relinked(search, SEARCH_PAGE, live))
    write_text(folder / RECORDS, f"const RECORDS = {_records(pages)};\n")
    write_text(folder / ".htaccess", _apache())
    write_text(folder / MARK, json.dumps({"release": release, "pages": len(pages)}) + "\n")
    folder.chmod(0o755)
    return pages


def _records(pages: Iterable[Page]) -> str:
    rows = [
        [file_of(page.path), page.title.rpartition(" · ")[0] or page.title, page.gist]
        for page in pages
        if RECORD.fullmatch(page.path)
    ]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def _apache() -> str:
    types = "".join(TYPE.format(format=one) for one in GRAPH_FORMATS)
    rules = "".join(
        RULE.format(format=one, media_type=one.media_type.replace("+", "\\+"))
        for one in GRAPH_FORMATS
    )
    return APACHE.format(types=types, rules=rules)


def _exchange(new: Path, folder: Path) -> None:
    """Give the new folder its name; the old one is moved away first, since it is not empty."""
    old = new.with_name(f"{new.name}-old")
    if folder.exists():
        folder.rename(old)
    new.rename(folder)
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)
