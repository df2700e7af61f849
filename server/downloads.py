"""Downloads: the files of a release, streamed as they were written."""

import json
import mimetypes
from pathlib import Path
from typing import Any

from flask import Blueprint, Response, render_template, send_file

from graph import DOWNLOADS, MANIFEST
from ontology import NotFound
from server.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("downloads", __name__)

MEDIA_TYPES = {f".{download.suffix}": download.media_type for download in DOWNLOADS} | {
    ".gexf": "application/xml",
    ".graphml": "application/xml",
    ".cyjs": "application/json",
    ".dot": "text/vnd.graphviz",
    ".gz": "application/gzip",
}


@blueprint.get("/downloads")
def listing() -> str:
    """List the files of the release that is served."""
    return render_template("downloads.html", release=site().release, downloads=DOWNLOADS)


@blueprint.get("/.well-known/void")
def well_known() -> Response:
    """Describe the release.

    Source: VoID, section 7.2.
    """
    return _send(site().release.folder, "void.ttl")


@blueprint.get("/release/<name>")
def description(name: str) -> Response:
    """Describe a release by its name."""
    return _send(_release(name), "void.ttl")


@blueprint.get("/release/<name>/<path:file>")
def download(name: str, file: str) -> Response:
    """Send a file of a release."""
    return _send(_release(name), file)


def _release(name: str) -> Path:
    """Return the folder of a release; only a name that is there is ever looked up."""
    releases = site().release.folder.parent
    if name not in {path.name for path in releases.iterdir()} or name.startswith("."):
        raise NotFound(f"there is no release '{name}' here")
    return releases / name


def _send(folder: Path, file: str) -> Response:
    """Send a file that the manifest lists, with ranges and a strong ETag from its checksum."""
    listed = _files(folder)
    if file not in listed:
        raise NotFound(f"the release holds no file '{file}': see /downloads")
    checksum = listed[file]["sha256"]
    return send_file(folder / file, mimetype=_media_type(file), etag=checksum)


def _files(folder: Path) -> dict[str, Any]:
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    files: dict[str, Any] = manifest["files"]
    return files


def _media_type(file: str) -> str:
    guessed = mimetypes.guess_type(file)[0]
    return MEDIA_TYPES.get(Path(file).suffix) or guessed or "application/octet-stream"
