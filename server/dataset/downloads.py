"""Download routes: release files with ranges and strong ETags, and the downloads page."""

import json
import mimetypes
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, Response, render_template, send_file

from graph.checksums import SIGNATURE
from graph.release.downloads import DOWNLOADS
from graph.release.history import CHANGES_FOLDER, Entry
from graph.release.release import MANIFEST, Release
from graph.release.verification import size_problem
from ontology import NotFound, Unavailable
from server.dataset.change_words import changes_in_words
from server.languages.current import gettext_noop as _
from server.records.citation import cite_release
from server.web.etags import FOR_EVER, REVALIDATED, ranged
from server.web.formats import JSON, content_type
from server.web.former import shown_folder
from server.web.releases import past, release_named
from server.web.site import site

__all__ = ["blueprint", "folder_of", "listing", "send_listed", "shown"]

blueprint = Blueprint("downloads", __name__)
blueprint.add_app_template_global(changes_in_words)

CREATIVE: Final = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/([0-9.]+)/?")

SHOWN: Final = 50
"""The most releases on the page; the history of the data folder has all."""
GRAPH: Final = "justicegraph."
"""The beginning of the names of the files of the whole graph."""
GROUPS: Final = {
    GRAPH: _("The whole graph"),
    "tables/": _("Tables for analysis: Parquet, CSV and one DuckDB file"),
    "exports/": _("The network, for Gephi, Cytoscape, Graphviz and tables"),
    "charts/": _("What the charts count"),
    "answers/": _("Answers to the questions, computed when the release was built"),
    "": _("Descriptions, reports, licences"),
}
"""Groups of release files, by prefix of their names."""

MEDIA_TYPES = {f".{download.suffix}": download.media_type for download in DOWNLOADS} | {
    ".gexf": "application/xml",
    ".graphml": "application/xml",
    ".cyjs": "application/json",
    ".dot": "text/vnd.graphviz",
    ".gz": "application/gzip",
    ".parquet": "application/vnd.apache.parquet",
    ".duckdb": "application/vnd.duckdb",
    ".html": "text/plain",  # a template of a project is a file to read, no page of this site
}


@blueprint.app_template_filter()
def licence(address: str) -> str:
    """Return the short name of a Creative Commons licence, any other address unchanged.

    >>> licence("https://creativecommons.org/licenses/by-sa/4.0/"), licence("urn:own")
    ('CC BY-SA 4.0', 'urn:own')
    """
    match = CREATIVE.fullmatch(address)
    return f"CC {match[1].upper()} {match[2]}" if match else address


@blueprint.get("/downloads")
def listing() -> str:
    """List the releases of the data folder, the newest first, with files and changes."""
    data = site().release.folder.parent.parent
    entries = [*reversed(past())][:SHOWN]
    releases = [shown(entry, release_named(data, entry.name)) for entry in entries]
    releases.sort(key=lambda one: one["release"].name != site().release.name)
    return render_template("downloads.html", release=site().release, releases=releases)


def shown(entry: Entry, release: Release) -> dict[str, Any]:
    """Return what a page shows of a release: its history entry, files by group, and citation."""
    files = release.manifest["files"]
    return {
        "entry": entry,
        "is_signed": (release.folder / SIGNATURE).is_file(),
        "is_before_kept": entry.before in {one.name for one in past()},
        "release": release,
        "bytes": sum(file["bytes"] for file in files.values()),
        "groups": _grouped(files),
        "citation": cite_release(release),
    }


def _grouped(files: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the files of a release by group, the whole graph first."""
    groups: dict[str, dict[str, Any]] = {title: {} for title in GROUPS.values()}
    for name, file in files.items():
        start = next(start for start in GROUPS if name.startswith(start))
        groups[GROUPS[start]][name] = file
    return {title: some for title, some in groups.items() if some}


@blueprint.get("/release/<name>/changes.json")
def changes(name: str) -> Response:
    """Send all changes of a release against its predecessor."""
    folder = folder_of(name)
    told = next((entry for entry in past() if entry.name == name and entry.changes), None)
    if not told:
        raise NotFound(f"nothing was published before the release '{name}' to compare it with")
    path = folder.parent.parent / CHANGES_FOLDER / told.changes
    file = send_file(
        path, conditional=False, mimetype=JSON.media_type, etag=f"{told.before}-{name}"
    )
    return ranged(file)


@blueprint.get("/release/<name>/<path:file>")
def download(name: str, file: str) -> Response:
    """Send a file of a release; those of the graph never change, as its name says.

    Others have words of the project, which may be built again with the same graph.
    Source: RFC 8246.
    """
    response = send_listed(folder_of(name), file)
    is_graph = file.startswith(GRAPH)
    response.headers["Cache-Control"] = FOR_EVER if is_graph else REVALIDATED
    return response


def folder_of(name: str) -> Path:
    """Return the folder of a release that may be shown; only existing names are looked up."""
    release = site().release
    return shown_folder(release.folder.parent.parent, name, release.name)


def send_listed(folder: Path, file: str, media_type: str = "") -> Response:
    """Send a file of the manifest, with ranges and its checksum as strong ETag.

    Under another media type than its own, it is another representation, with an ETag of its own.
    """
    listed = _files(folder)
    if file not in listed:
        raise NotFound(f"the release holds no file '{file}': see /downloads")
    if problem := size_problem(folder / file, listed[file]["bytes"]):
        raise Unavailable(f"the file '{file}' {problem} here: take another copy")
    own, tag = _media_type(file), listed[file]["sha256"]
    if media_type not in ("", own):
        tag = f"{tag}-{media_type}"
    response = ranged(send_file(folder / file, conditional=False, etag=tag))
    response.headers["Content-Type"] = content_type(media_type or own)
    # Werkzeug takes the suffix .gz for a coding, by which clients would unpack the file unasked.
    response.headers.pop("Content-Encoding", None)
    return response


def _files(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files: dict[str, Any] = manifest["files"]
    return files


def _media_type(file: str) -> str:
    guessed = mimetypes.guess_type(file)[0]
    return MEDIA_TYPES.get(Path(file).suffix) or guessed or "application/octet-stream"
