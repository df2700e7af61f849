"""RDF Patch between any two kept releases: written once, and kept under a bound.

Patches of a server are in its runtime folder, which all its web processes share.
"""

import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import IO, Final

from flask import Blueprint, Response, request, url_for
from werkzeug.wsgi import wrap_file

from graph.files import writing
from graph.rdf.formats import Format
from graph.release.diff import find_release_data
from graph.release.rdf_patch import write_patch
from ontology import Busy, Gone
from server.web.etags import FOR_EVER, REVALIDATED, tag
from server.web.formats import respond
from server.web.former import shown_folder
from server.web.site import site

__all__ = ["blueprint"]

blueprint = Blueprint("patches", __name__)

RDF_PATCH: Final = Format("rdfp", "application/rdf-patch")
LATEST: Final = "latest"
FOLDER: Final = "patches"
MOST: Final = 8
"""The most patches that are kept."""
LARGEST: Final = 1 << 30
"""The most bytes that they take, but for the newest one."""
WRITING: Final = threading.Lock()
"""A web process writes one patch at a time."""


@blueprint.get("/release/<name>/patch/<other>")
def patch(name: str, other: str) -> Response:
    """Send the changes from one kept release to another; `latest` leads to the current one.

    Raises `NotFound` with the kept names, `Gone` where one of both holds what was withdrawn, and
    `Busy` while another patch is written.
    Complexity: linear in the statements of both releases, once.
    Source: RDF Patch, as Apache Jena documents it.
    """
    other = other.removesuffix(".rdfp")
    if other == LATEST:
        target = url_for("patches.patch", name=name, other=f"{site().release.name}.rdfp")
        return Response("", 307, {"Location": target, "Cache-Control": REVALIDATED})
    for one in (name, other):
        _check(one)
    response = respond(b"", RDF_PATCH)
    response.headers["Cache-Control"] = FOR_EVER
    response.headers["ETag"] = tag("patch", name, other)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}-{other}.rdfp"'
    if request.method == "GET" and not request.if_none_match:
        file = _opened(name, other)
        response.content_length = file.seek(0, 2)
        file.seek(0)
        response.response = wrap_file(request.environ, file)
        response.direct_passthrough = True
    return response


def _check(name: str) -> None:
    """Check that a release may be shown whole; else remove the patches of it."""
    try:
        shown_folder(site().settings.data, name)
    except Gone:
        for path in _folder().glob("*.rdfp"):
            if name in path.stem.split("-"):
                path.unlink(missing_ok=True)
        raise


@cache
def _own_folder() -> "tempfile.TemporaryDirectory[str]":
    """Return the folder of a process that shares none."""
    return tempfile.TemporaryDirectory(prefix="justicegraph-patches-")


def _folder() -> Path:
    shared = site().settings.folder
    folder = Path(shared, FOLDER) if shared else Path(_own_folder().name)
    folder.mkdir(exist_ok=True)
    return folder


def _opened(name: str, other: str) -> IO[bytes]:
    """Open a patch, which is written first where it is not kept."""
    path = _folder() / f"{name}-{other}.rdfp"
    try:
        return path.open("rb")
    except FileNotFoundError:
        pass
    if not WRITING.acquire(blocking=False):
        raise Busy("another patch is being written: try again soon", 5)
    try:
        with writing(path) as file:
            file.writelines(_lines(name, other))
        opened = path.open("rb")
        _remove_oldest(path.parent)
    finally:
        WRITING.release()
    return opened


def _lines(name: str, other: str) -> Iterator[bytes]:
    data = site().settings.data
    return write_patch(find_release_data(name, data), find_release_data(other, data))


def _remove_oldest(folder: Path) -> None:
    """Remove the patches that were written first, until the others are within the bounds."""
    newest = sorted(folder.glob("*.rdfp"), key=lambda path: -path.stat().st_mtime_ns)
    size = 0
    for number, path in enumerate(newest):
        size += path.stat().st_size
        if number and (number >= MOST or size > LARGEST):
            path.unlink(missing_ok=True)
