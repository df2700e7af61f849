"""Release pages: one release for people, its manifest and checksums, and the latest one."""

import json

from flask import Blueprint, Response, g, render_template, url_for

from graph.checksums import SIGNATURE, SUMS, listed_sums, sums_text
from graph.release.release import MANIFEST
from ontology import NotFound
from server.dataset.downloads import folder_of, shown
from server.web.etags import REVALIDATED
from server.web.formats import JSON, respond
from server.web.releases import past, release_named
from server.web.site import site

__all__ = ["blueprint", "release_page"]

blueprint = Blueprint("releases", __name__)


@blueprint.get("/release/latest")
@blueprint.get("/release/latest/<path:file>")
def latest(file: str = "") -> Response:
    """Redirect to the release that is served now, or to a file of it.

    Source: RFC 9110, section 15.4.8 (307: clients keep this address).
    """
    named = url_for("discovery.release", name=site().release.name)
    target = url_for("downloads.download", name=site().release.name, file=file) if file else named
    return Response("", 307, {"Location": target, "Cache-Control": REVALIDATED})


@blueprint.get(f"/release/<name>/{MANIFEST}")
def manifest(name: str) -> Response:
    """Send the manifest of a release: counts, licences, files with sizes and checksums."""
    return respond((folder_of(name) / MANIFEST).read_bytes(), JSON)


@blueprint.get(f"/release/<name>/{SUMS}", defaults={"signed": False})
@blueprint.get(f"/release/<name>/{SIGNATURE}", defaults={"signed": True})
def checksums(name: str, *, signed: bool) -> Response:
    """Send the SHA-256 of each file of a release, for `sha256sum --check`; or its signature.

    Source: ssh-keygen(1), -Y verify.
    """
    if signed:
        return _signature(name)
    manifest_ = json.loads((folder_of(name) / MANIFEST).read_text(encoding="utf-8"))
    text = sums_text(listed_sums(manifest_))
    return Response(text, content_type="text/plain; charset=utf-8")


def _signature(name: str) -> Response:
    path = folder_of(name) / SIGNATURE
    if not path.is_file():
        raise NotFound(f"the checksums of the release '{name}' are not signed")
    return Response(path.read_bytes(), content_type="text/plain; charset=utf-8")


def release_page(name: str) -> str:
    """Return the page of a release: its files, changes, licence and citation."""
    data = site().release.folder.parent.parent
    for entry in past():
        if entry.name == name:
            g.release_shown = release_named(data, name)  # for the structured data of the page
            return render_template("release.html", one=shown(entry, g.release_shown))
    raise NotFound(f"there is no release '{name}' here")
